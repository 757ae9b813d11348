import type { DomainEvent } from '#libs/platform';

export interface MembershipEvent extends DomainEvent {
  readonly type: 'membership.added' | 'membership.role_changed' | 'membership.removed';
  readonly userId: string;
}

export interface InvitationEvent extends DomainEvent {
  readonly type: 'invitation.created' | 'invitation.revoked';
  readonly invitationId: string;
}

/** What somebody changed of their own. */
export interface ProfileEvent extends DomainEvent {
  readonly type: 'profile.updated' | 'password.changed';
  readonly userId: string;
}

export interface CredentialEvent extends DomainEvent {
  readonly type: 'session.revoked' | 'token.created' | 'token.revoked';
  readonly userId: string;
  readonly credentialId: string;
}

/** Whose access may have become less by an event: all of a person's, or one credential's. Null for other events. */
export function accessLost(event: DomainEvent): { userId: string } | { credentialId: string } | null {
  switch (event.type) {
    case 'membership.role_changed':
    case 'membership.removed':
      return { userId: (event as MembershipEvent).userId };
    case 'session.revoked':
    case 'token.revoked':
      return { credentialId: (event as CredentialEvent).credentialId };
    default:
      return null;
  }
}
