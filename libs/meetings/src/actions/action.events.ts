import type { ActionId, MeetingId, ProposalId, UserId } from '#libs/kernel';
import type { DomainEvent } from '#libs/platform';

export interface ActionEvent extends DomainEvent {
  readonly type: 'action.added' | 'action.updated' | 'action.completed' | 'action.reopened';
  readonly actionId: ActionId;
  readonly ownerId: UserId;
  readonly meetingId: MeetingId | null;
  readonly proposalId: ProposalId | null;
}
