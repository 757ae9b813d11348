import { Injectable } from '@nestjs/common';
import { IsNull } from 'typeorm';

import { type Actor, permit, type Permitted, readable, type Role } from '#libs/access';
import { Clock, decodeCursor, type MembershipId, type Page, pageOf, type PageRequest, pageSize } from '#libs/kernel';
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
    if (request.after != null) {
      const [joinedAt, id] = decodeCursor(request.after, 2);
      query.andWhere('(m.joinedAt, m.id) > (:joinedAt::timestamptz, :id::uuid)', { joinedAt, id });
    }
    if (search !== null && search.trim() !== '') {
      query.andWhere(`EXISTS (SELECT 1 FROM app_user u WHERE u.id = m.user_id AND u.name ~* :pattern)`, { pattern: `\\m${escapeRegex(search.trim().slice(0, 50))}` });
    }
    const page = pageOf(await query.getMany(), first, (member) => [member.joinedAt.toISOString(), member.id]);
    return { ...page, nodes: readable(membershipPolicy, actor, page.nodes) };
  }

  /** @throws DomainError `LAST_LEAD` when nobody would be left to lead. */
  async changeRole(actor: Actor, id: MembershipId, role: Role): Promise<Permitted<Membership>> {
    return this.change(actor, 'change_role', id, 'membership.role_changed', (member) => (member.role = role));
  }

  /** Suspends the membership: every way in is closed at once, what the person wrote stays. @throws DomainError `LAST_LEAD`. */
  async remove(actor: Actor, id: MembershipId): Promise<Permitted<Membership>> {
    return this.change(actor, 'remove', id, 'membership.removed', (member) => (member.suspendedAt = this.clock.now()));
  }

  private async change(
    actor: Actor, action: 'change_role' | 'remove', id: MembershipId, type: MembershipEvent['type'], apply: (member: Membership) => void,
  ): Promise<Permitted<Membership>> {
    return this.database.transaction(async (tx) => {
      const member = permit(membershipPolicy, actor, action, await tx.read(Membership).findOneBy({ id }), id);
      const wasLead = member.role === 'lead' && member.suspendedAt === null;
      apply(member);
      if (wasLead && (member.role !== 'lead' || member.suspendedAt !== null)) await this.keepALead(tx, member);
      await tx.save(Membership, member);
      await this.outbox.record<MembershipEvent>(tx, {
        type, subject: `user:${member.userId}`, groupId: member.groupId, actorId: actor.userId, userId: member.userId,
      });
      return member;
    });
  }

  /** Locks the leads, so that two of them cannot leave at once. */
  private async keepALead(tx: Tx, leaving: Membership): Promise<void> {
    const leads = await tx.read(Membership).find({
      where: { groupId: leaving.groupId, role: 'lead', suspendedAt: IsNull() }, lock: { mode: 'pessimistic_write' },
    });
    if (!leads.some(({ id }) => id !== leaving.id)) throw lastLead();
  }
}

const escapeRegex = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
