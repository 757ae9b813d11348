import type { GroupId, UserId } from '#libs/kernel';

export const ROLES = ['lead', 'researcher', 'guest'] as const;
export type Role = (typeof ROLES)[number];

/** What a token may be used for. A session has all of them; a token those it was given. */
export const SCOPES = ['read', 'write', 'members', 'runs', 'collab'] as const;
export type Scope = (typeof SCOPES)[number];

/**
 * Who is asking: one person in one group, with every fact a policy may consult. Built anew for each
 * request or message, frozen after.
 */
export interface Actor {
  readonly userId: UserId;
  readonly groupId: GroupId;
  readonly role: Role;
  readonly via: 'session' | 'token';
  /** The session's or the token's id: what is revoked when only this access ends. */
  readonly credentialId: string;
  readonly scopes: ReadonlySet<Scope>;
}

/** Anything that belongs to a group. */
interface OfGroup {
  readonly groupId: GroupId;
}

export const inGroup = (actor: Actor, thing: OfGroup): boolean => actor.groupId === thing.groupId;
/** A lead or researcher of the group: guests see only what was shared with them by name. */
export const isMember = (actor: Actor, thing: OfGroup): boolean => inGroup(actor, thing) && actor.role !== 'guest';
export const isLead = (actor: Actor, thing: OfGroup): boolean => inGroup(actor, thing) && actor.role === 'lead';
