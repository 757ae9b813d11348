import { Field, ID, ObjectType, registerEnumType } from '@nestjs/graphql';

import { type Role, ROLES, type Scope, SCOPES } from '#libs/access';
import type { InvitationId, MembershipId, SessionId, TokenId } from '#libs/kernel';

import type { ApiToken } from '../api-token.entity.js';
import type { Group } from '../group.entity.js';
import type { Invitation } from '../invitation.entity.js';
import type { Membership } from '../membership.entity.js';
import type { Session } from '../session.entity.js';

/** GraphQL enums from the lists of names that the domain already has. */
export const enumOf = <T extends string>(names: readonly T[]): { [N in T]: N } => Object.fromEntries(names.map((name) => [name, name])) as { [N in T]: N };

export const RoleEnum = enumOf(ROLES);
export const ScopeEnum = enumOf(SCOPES);
registerEnumType(RoleEnum, { name: 'Role' });
registerEnumType(ScopeEnum, { name: 'Scope', description: 'What an API token may be used for.' });

@ObjectType('Installation', { description: 'What a visitor may know before signing in.' })
export class InstallationType {
  @Field() needsFirstRun!: boolean;
  @Field(() => String, { nullable: true }) groupName!: string | null;
}

@ObjectType('Group')
export class GroupType implements Pick<Group, 'id' | 'name'> {
  @Field(() => ID) id!: Group['id'];
  @Field() name!: string;
}

@ObjectType('Viewer', { description: 'The person asking.' })
export class ViewerType {
  @Field() email!: string;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => GroupType) group!: GroupType;
  @Field(() => String, { nullable: true, description: 'IANA name; null follows the browser.' }) timeZone!: string | null;
  @Field({ description: 'Whether single letters work as shortcuts.' }) singleKeys!: boolean;
}

@ObjectType('Member')
export class MemberType implements Pick<Membership, 'id' | 'role' | 'joinedAt' | 'suspendedAt'> {
  @Field(() => ID) id!: MembershipId;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => Date) joinedAt!: Date;
  @Field(() => Date, { nullable: true }) suspendedAt!: Date | null;
}

@ObjectType('MemberPage')
export class MemberPageType {
  @Field(() => [MemberType]) nodes!: MemberType[];
  @Field(() => String, { nullable: true }) endCursor!: string | null;
  @Field() hasMore!: boolean;
}

@ObjectType('Session')
export class SessionType implements Pick<Session, 'id' | 'createdAt' | 'lastSeenAt' | 'userAgent'> {
  @Field(() => ID) id!: SessionId;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date) lastSeenAt!: Date;
  @Field() userAgent!: string;
}

@ObjectType('ApiToken')
export class ApiTokenType implements Pick<ApiToken, 'id' | 'name' | 'prefix' | 'scopes' | 'createdAt' | 'expiresAt' | 'lastUsedAt'> {
  @Field(() => ID) id!: TokenId;
  @Field() name!: string;
  @Field({ description: 'The first characters of the token.' }) prefix!: string;
  @Field(() => [ScopeEnum]) scopes!: Scope[];
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date, { nullable: true }) expiresAt!: Date | null;
  @Field(() => Date, { nullable: true }) lastUsedAt!: Date | null;
}

@ObjectType('CreatedApiToken')
export class CreatedApiTokenType {
  @Field({ description: 'The token itself. It is shown this once.' }) token!: string;
  @Field(() => ApiTokenType) apiToken!: ApiTokenType;
}

@ObjectType('Invitation')
export class InvitationType implements Pick<Invitation, 'id' | 'email' | 'role' | 'createdAt' | 'expiresAt' | 'acceptedAt'> {
  @Field(() => ID) id!: InvitationId;
  @Field(() => String, { nullable: true }) email!: string | null;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => Date) createdAt!: Date;
  @Field(() => Date) expiresAt!: Date;
  @Field(() => Date, { nullable: true }) acceptedAt!: Date | null;
}

@ObjectType('CreatedInvitation')
export class CreatedInvitationType {
  @Field({ description: 'The link to hand over. It is shown this once.' }) url!: string;
  @Field(() => InvitationType) invitation!: InvitationType;
}

@ObjectType('InvitationPreview')
export class InvitationPreviewType {
  @Field() groupName!: string;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => String, { nullable: true }) email!: string | null;
  @Field() invitedBy!: string;
}
