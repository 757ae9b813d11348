import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';

import type { Actor, Role } from '#libs/access';
import type { Page, UserId } from '#libs/kernel';
import { CurrentActor, CurrentContext, Database, DecidedBy, RequestContext } from '#libs/platform';

import { membershipPolicy } from '../identity.policy.js';
import { MemberService } from '../member.service.js';
import { Membership } from '../membership.entity.js';
import { PeopleService } from '../people.service.js';
import type { Person } from '../person.js';
import { MemberPageType, MemberType, RoleEnum } from './identity.types.js';
import { loadPerson, PersonType } from './person.type.js';

@Resolver(() => MemberType)
export class MembersResolver {
  constructor(
    private readonly membersOf: MemberService,
    private readonly people: PeopleService,
    private readonly database: Database,
  ) {}

  @DecidedBy(membershipPolicy, 'read', 'read')
  @Query(() => MemberPageType, { description: 'The people of the group, in the order of joining. A guest sees only themselves.' })
  async members(
    @CurrentActor() actor: Actor,
    @Args('first', { type: () => Int, nullable: true }) first?: number,
    @Args('after', { type: () => String, nullable: true }) after?: string,
    @Args('search', { type: () => String, nullable: true }) search?: string,
  ): Promise<Page<Membership>> {
    return this.membersOf.list(actor, { first, after }, search ?? null);
  }

  @DecidedBy(membershipPolicy, 'change_role', 'members')
  @Mutation(() => MemberType, { description: 'Fails with LAST_LEAD when nobody would be left to lead.' })
  async changeRole(
    @CurrentActor() actor: Actor, @Args('memberId', { type: () => ID }) id: Membership['id'], @Args('role', { type: () => RoleEnum }) role: Role,
  ): Promise<Membership> {
    return this.membersOf.changeRole(actor, id, role);
  }

  @DecidedBy(membershipPolicy, 'remove', 'members')
  @Mutation(() => MemberType, { description: 'Ends every session, token and socket of the person in this group. Fails with LAST_LEAD.' })
  async removeMember(@CurrentActor() actor: Actor, @Args('memberId', { type: () => ID }) id: Membership['id']): Promise<Membership> {
    return this.membersOf.remove(actor, id);
  }

  @ResolveField(() => PersonType)
  async person(@Parent() member: Membership, @CurrentContext() context: RequestContext): Promise<Person> {
    return loadPerson(context, this.people, member.userId);
  }

  @ResolveField(() => String, { nullable: true, description: 'Leads see it, and each person their own.' })
  async email(@Parent() member: Membership, @CurrentActor() actor: Actor, @CurrentContext() context: RequestContext): Promise<string | null> {
    if (actor.role !== 'lead' && member.userId !== actor.userId) return null;
    return context.loader<UserId, string | null>(this, (ids) => this.emails(ids)).load(member.userId);
  }

  private async emails(ids: readonly UserId[]): Promise<(string | null)[]> {
    const rows = await this.database.sql<{ id: UserId; email: string }>('SELECT id, email FROM app_user WHERE id = ANY($1::uuid[])', [ids]);
    const byId = new Map(rows.map((row) => [row.id, row.email]));
    return ids.map((id) => byId.get(id) ?? null);
  }
}
