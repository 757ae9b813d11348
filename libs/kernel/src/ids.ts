declare const brand: unique symbol;

/** A UUID that knows what it names, so that a proposal's id cannot be passed where a user's is wanted. */
export type Id<Name extends string> = string & { readonly [brand]: Name };

export type UserId = Id<'User'>;
export type GroupId = Id<'Group'>;
export type MembershipId = Id<'Membership'>;
export type SessionId = Id<'Session'>;
export type TokenId = Id<'Token'>;
export type InvitationId = Id<'Invitation'>;
export type DocumentId = Id<'Document'>;
export type FileId = Id<'File'>;
export type ProposalId = Id<'Proposal'>;
export type ThreadId = Id<'Thread'>;
export type CommentId = Id<'Comment'>;
export type ExperimentId = Id<'Experiment'>;
export type RunId = Id<'Run'>;
export type MeetingId = Id<'Meeting'>;
export type AgendaItemId = Id<'AgendaItem'>;
export type ActionId = Id<'Action'>;
export type VenueId = Id<'Venue'>;
export type VenueDeadlineId = Id<'VenueDeadline'>;
export type SubmissionId = Id<'Submission'>;
export type EventId = Id<'Event'>;

/** A random (version 4) UUID: it tells neither order nor time. */
export const newId = <T extends Id<string>>(): T => globalThis.crypto.randomUUID() as T;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a string from outside can be an id at all. Only the lower-case canonical form is: one thing has one name. */
export const isId = (text: string): boolean => UUID.test(text);
