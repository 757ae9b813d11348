import type { AgendaItemId, MeetingId, ProposalId } from '#libs/kernel';
import type { DomainEvent } from '#libs/platform';

export interface MeetingEvent extends DomainEvent {
  readonly type: 'meeting.scheduled' | 'meeting.updated' | 'meeting.started' | 'meeting.ended';
  readonly meetingId: MeetingId;
  readonly proposalId: null;
}

/** Something about one item. `proposalId` is what the item is about. */
export interface AgendaEvent extends DomainEvent {
  readonly type:
    | 'meeting.item_added' | 'meeting.item_updated' | 'meeting.item_moved' | 'meeting.item_removed'
    | 'meeting.item_changed' | 'meeting.item_concluded';
  readonly meetingId: MeetingId;
  readonly itemId: AgendaItemId;
  readonly proposalId: ProposalId | null;
}
