import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor, Role } from '#libs/access';
import { notFound, type SessionId } from '#libs/kernel';
import { Config, CurrentActor, CurrentContext, Database, DecidedBy, Public, RequestContext, Self } from '#libs/platform';

import { AccountService, type SignedIn } from '../account.service.js';
import { ActorService } from '../actor.service.js';
import { CredentialService } from '../credential.service.js';
import { requireGroup } from '../group-rights.js';
import { groupPolicy, invitationPolicy } from '../identity.policy.js';
import { Invitation } from '../invitation.entity.js';
import { PeopleService } from '../people.service.js';
import type { Person } from '../person.js';
import { User } from '../user.entity.js';
import { CreateFirstGroupInput } from './identity.inputs.js';
import { CreatedInvitationType, InstallationType, InvitationPreviewType, InvitationType, RoleEnum, ViewerType } from './identity.types.js';
import { loadPerson, PersonType } from './person.type.js';
import { callerOf, clearSessionCookie, setSessionCookie } from './session-cookie.js';

/** Coming in and going out, and one's own account. */
@Resolver(() => ViewerType)
export class AccountResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly credentials: CredentialService,
    private readonly people: PeopleService,
    private readonly database: Database,
    private readonly actors: ActorService,
    private readonly config: Config,
  ) {}

  @Public()
  @Query(() => InstallationType)
  async installation(): Promise<InstallationType> {
    const group = await this.accounts.firstGroup();
    return { needsFirstRun: group === null, groupName: group?.name ?? null };
  }

  @Self('read')
  @Query(() => ViewerType)
  async viewer(@CurrentActor() actor: Actor): Promise<ViewerType> {
    return this.viewerOf(actor);
  }

  @ResolveField(() => PersonType)
  async person(@CurrentActor() actor: Actor | null, @CurrentContext() context: RequestContext): Promise<Person> {
    if (actor === null) throw notFound('Person', '');
    return loadPerson(context, this.people, actor.userId);
  }

  @Public()
  @Mutation(() => ViewerType, { description: 'Creates the group and its lead. Fails with ALREADY_SET_UP once there is one.' })
  async createFirstGroup(@Args('input') { groupName, ...person }: CreateFirstGroupInput, @CurrentContext() context: RequestContext): Promise<ViewerType> {
    return this.enter(context, await this.accounts.createFirstGroup(groupName, person, callerOf(context)));
  }

  @Public()
  @Mutation(() => ViewerType, { description: 'Sets the session cookie. Fails with SIGN_IN_FAILED or TOO_MANY_ATTEMPTS.' })
  async signIn(@Args('email') email: string, @Args('password') password: string, @CurrentContext() context: RequestContext): Promise<ViewerType> {
    return this.enter(context, await this.accounts.signIn(email, password, callerOf(context)));
  }

  @Self('write', { sessionOnly: true })
  @Mutation(() => Boolean)
  async signOut(@CurrentActor() actor: Actor, @CurrentContext() context: RequestContext): Promise<boolean> {
    await this.credentials.revokeSession(actor, actor.credentialId as SessionId);
    clearSessionCookie(context, this.actors, this.config);
    return true;
  }

  @Public()
  @Query(() => InvitationPreviewType, { description: 'Fails with INVITATION_INVALID.' })
  async invitationPreview(@Args('token') token: string): Promise<InvitationPreviewType> {
    return this.accounts.previewInvitation(token);
  }

  @Public()
  @Mutation(() => ViewerType, { description: 'Joins the group and signs in. Fails with INVITATION_INVALID or EMAIL_TAKEN.' })
  async acceptInvitation(
    @Args('token') token: string, @Args('name') name: string, @Args('email') email: string, @Args('password') password: string,
    @CurrentContext() context: RequestContext,
  ): Promise<ViewerType> {
    return this.enter(context, await this.accounts.acceptInvitation(token, { name, email, password }, callerOf(context)));
  }

  @DecidedBy(groupPolicy, 'invite', 'members')
  @Mutation(() => CreatedInvitationType)
  async invite(
    @CurrentActor() actor: Actor, @Args('role', { type: () => RoleEnum }) role: Role,
    @Args('email', { type: () => String, nullable: true }) email: string | null = null,
  ): Promise<{ url: string; invitation: Invitation }> {
    return this.accounts.invite(actor, email, role);
  }

  @DecidedBy(invitationPolicy, 'read', 'members')
  @Query(() => [InvitationType], { description: 'The invitations that are still open; leads only, others see none.' })
  async invitations(@CurrentActor() actor: Actor): Promise<Invitation[]> {
    return this.accounts.openInvitations(actor);
  }

  @DecidedBy(invitationPolicy, 'revoke', 'members')
  @Mutation(() => InvitationType)
  async revokeInvitation(@CurrentActor() actor: Actor, @Args('id', { type: () => ID }) id: Invitation['id']): Promise<Invitation> {
    return this.accounts.revokeInvitation(actor, id);
  }

  @Self('write', { sessionOnly: true })
  @Mutation(() => ViewerType)
  async updateProfile(
    @CurrentActor() actor: Actor,
    @Args('name', { type: () => String, nullable: true }) name?: string | null,
    @Args('timeZone', { type: () => String, nullable: true }) timeZone?: string | null,
    @Args('singleKeys', { type: () => Boolean, nullable: true }) singleKeys?: boolean | null,
  ): Promise<ViewerType> {
    await this.accounts.updateProfile(actor, {
      ...(name == null ? {} : { name }), ...(timeZone === undefined ? {} : { timeZone }), ...(singleKeys == null ? {} : { singleKeys }),
    });
    return this.viewerOf(actor);
  }

  @Self('write', { sessionOnly: true })
  @Mutation(() => Boolean, { description: 'Ends every other session too. Fails with WRONG_PASSWORD.' })
  async changePassword(@CurrentActor() actor: Actor, @Args('current') current: string, @Args('next') next: string): Promise<boolean> {
    await this.accounts.changePassword(actor, current, next);
    return true;
  }

  private async enter(context: RequestContext, signedIn: SignedIn): Promise<ViewerType> {
    setSessionCookie(context, this.actors, this.config, signedIn);
    const actor = await this.actors.fromSession(signedIn.secret);
    if (actor === null) throw new Error('A session that was just opened is not good');
    context.actor = actor;
    return this.viewerOf(actor);
  }

  private async viewerOf(actor: Actor): Promise<ViewerType> {
    const group = await requireGroup(this.database, groupPolicy, actor, 'read');
    const user = await this.database.read(User).findOneBy({ id: actor.userId });
    if (user === null) throw notFound('Person', actor.userId);
    return { email: user.email, role: actor.role, group, timeZone: user.timeZone, singleKeys: user.singleKeys };
  }
}

/** Who invited. */
@Resolver(() => InvitationType)
export class InvitationResolver {
  constructor(private readonly people: PeopleService) {}

  @ResolveField(() => PersonType)
  async invitedBy(@Parent() invitation: Invitation, @CurrentContext() context: RequestContext): Promise<Person> {
    return loadPerson(context, this.people, invitation.invitedById);
  }
}
