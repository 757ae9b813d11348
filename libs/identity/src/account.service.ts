import { Injectable } from '@nestjs/common';
import { IsNull, MoreThan } from 'typeorm';

import { type Actor, permit, type Permitted, readable, type Role } from '#libs/access';
import { Clock, type GroupId, type InvitationId, invalidInput, isZone, type MembershipId, newId, requireText, type UserId } from '#libs/kernel';
import { Config, Database, isDuplicate, Mailer, Outbox, type Tx } from '#libs/platform';

import { CredentialService } from './credential.service.js';
import { Group } from './group.entity.js';
import { requireGroup } from './group-rights.js';
import { alreadySetUp, emailTaken, invitationInvalid, signInFailed, wrongPassword } from './identity.errors.js';
import type { InvitationEvent, MembershipEvent, ProfileEvent } from './identity.events.js';
import { groupPolicy, invitationPolicy } from './identity.policy.js';
import { Invitation } from './invitation.entity.js';
import { Membership } from './membership.entity.js';
import { Attempts } from './attempts.js';
import { digestOf, drawSecret, hashPassword, passwordMatches } from './secrets.js';
import { User } from './user.entity.js';

export interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly timeZone?: string | null;
}

/** Where a call comes from: for counting attempts and for naming the session. */
export interface Caller {
  readonly address: string;
  readonly userAgent: string;
}

export interface SignedIn {
  readonly userId: UserId;
  readonly groupId: GroupId;
  readonly secret: string;
  readonly expiresAt: Date;
}

const INVITATION_DAYS = 14;
const MIN_PASSWORD = 10;
const MAX_PASSWORD = 200;
const SET_UP_LOCK = 0x636c72;

/** How people come in: the first group, invitations, signing in, and their own profile. */
@Injectable()
export class AccountService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly credentials: CredentialService,
    private readonly attempts: Attempts,
    private readonly mailer: Mailer,
  ) {}

  /** The first group of an installation, or null while there is none. */
  async firstGroup(): Promise<{ name: string } | null> {
    const [group] = await this.database.sql<{ name: string }>('SELECT name FROM research_group ORDER BY created_at LIMIT 1');
    return group ?? null;
  }

  /** @throws DomainError `ALREADY_SET_UP`, or `INVALID_INPUT` naming the field. */
  async createFirstGroup(groupName: string, person: NewPerson, caller: Caller): Promise<SignedIn> {
    // Asked before a password is hashed, which is work that a stranger could ask for without end.
    if ((await this.firstGroup()) !== null) throw alreadySetUp();
    const name = requireText('groupName', groupName, { max: 100 });
    const user = await this.newUser(person);
    return this.database.transaction(async (tx) => {
      // Two first visitors at once: the second waits here and then finds the first one's group.
      await tx.sql('SELECT pg_advisory_xact_lock($1)', [SET_UP_LOCK]);
      if ((await tx.sql('SELECT 1 FROM research_group LIMIT 1')).length > 0) throw alreadySetUp();
      const group = Object.assign(new Group(), { id: newId<GroupId>(), name, createdAt: this.clock.now() });
      await tx.insert(Group, group);
      await this.enrol(tx, user);
      await this.join(tx, user.id, group.id, 'lead', user.id);
      return this.signedIn(tx, user.id, group.id, caller);
    });
  }

  /** @throws DomainError `SIGN_IN_FAILED` or `TOO_MANY_ATTEMPTS`. */
  async signIn(email: string, password: string, caller: Caller): Promise<SignedIn> {
    const account = email.trim().toLowerCase();
    await this.attempts.count(account, caller.address);
    const user = await this.database.read(User).findOneBy({ email: account });
    if (!(await passwordMatches(user?.passwordHash ?? null, password.slice(0, MAX_PASSWORD))) || user === null) throw signInFailed();
    const membership = await this.database.read(Membership).findOne({
      where: { userId: user.id, suspendedAt: IsNull() }, order: { joinedAt: 'ASC' },
    });
    if (membership === null) throw signInFailed();
    await this.attempts.forgive(account);
    return this.database.transaction((tx) => this.signedIn(tx, user.id, membership.groupId, caller));
  }

  /** Makes an invitation; its link is known only now. It is mailed too when an address is given and mail is set up. */
  async invite(actor: Actor, email: string | null, role: Role): Promise<{ url: string; invitation: Permitted<Invitation> }> {
    const group = await requireGroup(this.database, groupPolicy, actor, 'invite');
    const secret = drawSecret();
    const now = this.clock.now();
    const invitation = Object.assign(new Invitation(), {
      id: newId<InvitationId>(), groupId: group.id, email: email === null || email.trim() === '' ? null : mailbox(email), role,
      secretHash: digestOf(secret), invitedById: actor.userId, createdAt: now,
      expiresAt: new Date(now.getTime() + INVITATION_DAYS * 86_400_000), acceptedAt: null, revokedAt: null,
    });
    const url = `${this.config.publicUrl}/invitations/${secret}`;
    await this.database.transaction(async (tx) => {
      await tx.insert(Invitation, invitation);
      await this.recordInvitation(tx, actor, 'invitation.created', invitation);
      tx.afterCommit(() => this.mailInvitation(invitation.email, group.name, url));
    });
    return { url, invitation: permit(invitationPolicy, actor, 'read', invitation, invitation.id) };
  }

  async openInvitations(actor: Actor): Promise<Permitted<Invitation>[]> {
    const open = { acceptedAt: IsNull(), revokedAt: IsNull(), expiresAt: MoreThan(this.clock.now()) };
    const rows = await this.database.read(Invitation).find({
      where: invitationPolicy.visibleTo(actor).map((where) => ({ ...where, ...open })), order: { createdAt: 'DESC' }, take: 100,
    });
    return readable(invitationPolicy, actor, rows);
  }

  async revokeInvitation(actor: Actor, id: InvitationId): Promise<Permitted<Invitation>> {
    return this.database.transaction(async (tx) => {
      const found = await tx.read(Invitation).findOne({ where: { id }, lock: { mode: 'pessimistic_write' } });
      const invitation = permit(invitationPolicy, actor, 'revoke', found, id);
      if (invitation.revokedAt !== null) return invitation;
      invitation.revokedAt = this.clock.now();
      await tx.save(Invitation, invitation);
      await this.recordInvitation(tx, actor, 'invitation.revoked', invitation);
      return invitation;
    });
  }

  /** What the holder of a link may know before joining. @throws DomainError `INVITATION_INVALID`. */
  async previewInvitation(secret: string): Promise<{ groupName: string; role: Role; email: string | null; invitedBy: string }> {
    const [found] = await this.database.sql<{ groupName: string; role: Role; email: string | null; invitedBy: string }>(
      `SELECT g.name AS "groupName", i.role, i.email, u.name AS "invitedBy"
       FROM invitation i JOIN research_group g ON g.id = i.group_id JOIN app_user u ON u.id = i.invited_by_id
       WHERE i.secret_hash = $1 AND i.accepted_at IS NULL AND i.revoked_at IS NULL AND i.expires_at > $2`,
      [digestOf(secret), this.clock.now()],
    );
    if (found === undefined) throw invitationInvalid();
    return found;
  }

  /** Joins the group of an invitation, once. @throws DomainError `INVITATION_INVALID`, `EMAIL_TAKEN` or `INVALID_INPUT`. */
  async acceptInvitation(secret: string, person: NewPerson, caller: Caller): Promise<SignedIn> {
    await this.previewInvitation(secret);
    const known = await this.knownPerson(person, caller);
    const user = known ?? await this.newUser(person);
    return this.database.transaction(async (tx) => {
      const [invitation] = await tx.sql<{ id: InvitationId; group_id: GroupId; role: Role; invited_by_id: UserId }>(
        `UPDATE invitation SET accepted_at = $2 WHERE secret_hash = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2
         RETURNING id, group_id, role, invited_by_id`, [digestOf(secret), this.clock.now()]);
      if (invitation === undefined) throw invitationInvalid();
      if (known === null) await this.enrol(tx, user);
      await this.join(tx, user.id, invitation.group_id, invitation.role, invitation.invited_by_id);
      return this.signedIn(tx, user.id, invitation.group_id, caller);
    });
  }

  async updateProfile(actor: Actor, changes: { name?: string; timeZone?: string | null; singleKeys?: boolean }): Promise<void> {
    if (Object.keys(changes).length === 0) return;
    if (changes.timeZone != null && !isZone(changes.timeZone)) throw invalidInput('timeZone', `There is no time zone called “${changes.timeZone}”.`);
    const name = changes.name === undefined ? null : requireText('name', changes.name, { max: 100 });
    await this.database.transaction(async (tx) => {
      await tx.sql(
        `UPDATE app_user SET name = coalesce($2, name), time_zone = CASE WHEN $3 THEN $4 ELSE time_zone END, single_keys = coalesce($5, single_keys) WHERE id = $1`,
        [actor.userId, name, changes.timeZone !== undefined, changes.timeZone ?? null, changes.singleKeys ?? null],
      );
      await this.recordProfile(tx, actor, 'profile.updated');
    });
  }

  /** Changes the password and ends every other session: whoever knew the old one is out. */
  async changePassword(actor: Actor, current: string, next: string): Promise<void> {
    await this.attempts.count(actor.userId, actor.userId);
    const user = await this.database.read(User).findOneBy({ id: actor.userId });
    if (user === null || !(await passwordMatches(user.passwordHash, current))) throw wrongPassword();
    const passwordHash = await hashPassword(acceptablePassword('next', next));
    await this.database.transaction(async (tx) => {
      await tx.sql('UPDATE app_user SET password_hash = $2 WHERE id = $1', [actor.userId, passwordHash]);
      await this.recordProfile(tx, actor, 'password.changed');
      await this.credentials.revokeOtherSessions(tx, actor);
    });
  }

  private async newUser(person: NewPerson): Promise<User> {
    return Object.assign(new User(), {
      id: newId<UserId>(),
      name: requireText('name', person.name, { max: 100 }),
      email: mailbox(person.email),
      passwordHash: await hashPassword(acceptablePassword('password', person.password)),
      timeZone: person.timeZone != null && isZone(person.timeZone) ? person.timeZone : null,
      singleKeys: true,
      createdAt: this.clock.now(),
    });
  }

  /**
   * Somebody who was here before and comes back by an invitation: they prove it with their password. Null for a new person.
   *
   * @throws DomainError `EMAIL_TAKEN` when the address is somebody's and the password is not theirs; `TOO_MANY_ATTEMPTS`.
   */
  private async knownPerson(person: NewPerson, caller: Caller): Promise<User | null> {
    const email = mailbox(person.email);
    const user = await this.database.read(User).findOneBy({ email });
    if (user === null) return null;
    await this.attempts.count(email, caller.address);
    if (!(await passwordMatches(user.passwordHash, person.password.slice(0, MAX_PASSWORD)))) throw emailTaken();
    await this.attempts.forgive(email);
    return user;
  }

  private async enrol(tx: Tx, user: User): Promise<void> {
    try {
      await tx.insert(User, user);
    } catch (error) {
      if (isDuplicate(error, 'app_user_email_once')) throw emailTaken();
      throw error;
    }
  }

  /** Makes a membership, or takes up one that was ended. Whoever is in already signs in instead. */
  private async join(tx: Tx, userId: UserId, groupId: GroupId, role: Role, invitedById: UserId): Promise<void> {
    const joined = await tx.sql(
      `INSERT INTO membership (id, group_id, user_id, role, joined_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT ON CONSTRAINT membership_once_per_group DO UPDATE SET role = excluded.role, suspended_at = NULL
       WHERE membership.suspended_at IS NOT NULL RETURNING id`,
      [newId<MembershipId>(), groupId, userId, role, this.clock.now()],
    );
    if (joined.length === 0) throw emailTaken();
    await this.outbox.record<MembershipEvent>(tx, {
      type: 'membership.added', subject: `user:${userId}`, groupId, actorId: invitedById, userId,
    });
  }

  private async recordInvitation(tx: Tx, actor: Actor, type: InvitationEvent['type'], { id, groupId }: Invitation): Promise<void> {
    await this.outbox.record<InvitationEvent>(tx, { type, subject: `invitation:${id}`, groupId, actorId: actor.userId, invitationId: id });
  }

  private async recordProfile(tx: Tx, { userId, groupId }: Actor, type: ProfileEvent['type']): Promise<void> {
    await this.outbox.record<ProfileEvent>(tx, { type, subject: `user:${userId}`, groupId, actorId: userId, userId });
  }

  private async signedIn(tx: Tx, userId: UserId, groupId: GroupId, caller: Caller): Promise<SignedIn> {
    const { secret, expiresAt } = await this.credentials.openSession(tx, userId, groupId, caller.userAgent);
    return { userId, groupId, secret, expiresAt };
  }

  private async mailInvitation(email: string | null, groupName: string, url: string): Promise<void> {
    if (email === null) return;
    await this.mailer.send({
      to: { name: '', address: email },
      subject: `You are invited to ${groupName}`,
      text: `You are invited to join ${groupName} on Colloquium.\n\nOpen this link to join. It works once, within ${INVITATION_DAYS} days:\n${url}\n`,
    });
  }
}

function mailbox(email: string): string {
  const address = requireText('email', email, { max: 254 }).toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(address)) throw invalidInput('email', 'This is not an e-mail address.');
  return address;
}

/** Length is what counts (NIST SP 800-63B); composition rules make passwords worse. */
function acceptablePassword(field: string, password: string): string {
  if (password.length < MIN_PASSWORD) throw invalidInput(field, `Use at least ${MIN_PASSWORD} characters.`);
  if (password.length > MAX_PASSWORD) throw invalidInput(field, `Use at most ${MAX_PASSWORD} characters.`);
  return password;
}
