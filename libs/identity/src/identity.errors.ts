import { DomainError } from '#libs/kernel';

/** The same words whether the address is unknown or the password wrong. */
export const signInFailed = (): DomainError =>
  new DomainError('unauthenticated', 'SIGN_IN_FAILED', 'This address and password do not belong together. Check both and try again.');

export const tooManyAttempts = (retryAfterSeconds: number): DomainError =>
  new DomainError('rate-limited', 'TOO_MANY_ATTEMPTS', `There were too many attempts. Try again in ${Math.ceil(retryAfterSeconds / 60)} min.`, { retryAfterSeconds });

export const alreadySetUp = (): DomainError =>
  new DomainError('conflict', 'ALREADY_SET_UP', 'This installation has its group already. Ask a lead for an invitation.');

export const invitationInvalid = (): DomainError =>
  new DomainError('not-found', 'INVITATION_INVALID', 'This invitation was used, withdrawn, or has expired. Ask for a new one.');

export const emailTaken = (): DomainError =>
  new DomainError('conflict', 'EMAIL_TAKEN', 'Somebody with this address is here already. Sign in instead.', { field: 'email' });

export const lastLead = (): DomainError =>
  new DomainError('conflict', 'LAST_LEAD', 'A group needs a lead. Make somebody else a lead first.');

export const wrongPassword = (): DomainError =>
  new DomainError('invalid', 'WRONG_PASSWORD', 'The current password is not right.', { field: 'current' });
