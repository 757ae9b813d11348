import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { type Actor, permit, type Permitted, readable, type Role } from '#libs/access';
import { Clock, decodePlace, type MembershipId, type Page, pageOf, type PageRequest, pageSize } from '#libs/kernel';
import { Database, Outbox, type Tx } from '#libs/platform';

import { lastLead } from './identity.errors.js';
import type { MembershipEvent } from './identity.events.js';
import { membershipPolicy } from './identity.policy.js';
import { Membership } from './membership.entity.js';

/** Who is in the group, and as what. */
@Injectable()
export class MemberService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** The people of the group, in the order of joining; `search` looks at the beginnings of the words of a name. */
  async list(actor: Actor, request: PageRequest, search: string | null): Promise<Page<Permitted<Membership>>> {
    const first = pageSize(request);
    const query = this.database.read(Membership).createQueryBuilder('m')
      .where(membershipPolicy.visibleTo(actor))
      .andWhere('m.suspendedAt IS NULL')
      .orderBy('m.joinedAt', 'ASC').addOrderBy('m.id', 'ASC').take(first + 1);
    if (request.after != null) query.andWhere('(m.joinedAt, m.id) > (:at::timestamptz, :id::uuid)', decodePlace(request.after));
    if (search !== null && search.trim() !== '') {
      query.andWhere(`EXISTS (SELECT 1 FROM app_user u WHERE u.id = m.user_id AND u.name ~* :pattern)`, { pattern: `\\m${escapeRegex(search.trim().slice(0, 50))}` });
    }
    const page = pageOf(await query.getMany(), first, (member) => [member.joinedAt.toISOString(), member.id]);
    return { ...page, nodes: readable(membershipPolicy, actor, page.nodes) };
  }

  /** A role that they have already changes nothing. @throws DomainError `LAST_LEAD` when nobody would be left to lead. */
  async changeRole(actor: Actor, id: MembershipId, role: Role): Promise<Permitted<Membership>> {
    return this.change(actor, 'change_role', id, 'membership.role_changed', (member) => {
      const isNew = member.role !== role;
      member.role = role;
      return isNew;
    });
  }

  /** Suspends the membership: every way in is closed at once, what the person wrote stays. @throws DomainError `LAST_LEAD`. */
  async remove(actor: Actor, id: MembershipId): Promise<Permitted<Membership>> {
    return this.change(actor, 'remove', id, 'membership.removed', (member) => {
      const isThere = member.suspendedAt === null;
      member.suspendedAt ??= this.clock.now();
      return isThere;
    });
  }

  /** Changes a member and says so, unless `apply` finds that there is nothing to do. */
  private async change(
    actor: Actor, action: 'change_role' | 'remove', id: MembershipId, type: MembershipEvent['type'], apply: (member: Membership) => boolean,
  ): Promise<Permitted<Membership>> {
    return this.database.transaction(async (tx) => {
      const locked = await this.lock(tx, actor, id);
      const member = permit(membershipPolicy, actor, action, locked.find((one) => one.id === id) ?? null, id);
      if (!apply(member)) return member;
      if (!locked.some(leads)) throw lastLead();
      await tx.save(Membership, member);
      await this.outbox.record<MembershipEvent>(tx, {
        type, subject: `user:${member.userId}`, groupId: member.groupId, actorId: actor.userId, userId: member.userId,
      });
      return member;
    });
  }

  /**
   * The member and all who lead, locked in one order: two leads cannot leave at once, and who gives a new role to somebody
   * who is just being removed does not bring them back.
   */
  private async lock(tx: Tx, { groupId }: Actor, id: MembershipId): Promise<Membership[]> {
    return tx.read(Membership).find({
      where: [{ groupId, id }, { groupId, role: 'lead', suspendedAt: IsNull() }], order: { id: 'ASC' }, lock: { mode: 'pessimistic_write' },
    });
  }
}

const leads = ({ role, suspendedAt }: Membership): boolean => role === 'lead' && suspendedAt === null;

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
