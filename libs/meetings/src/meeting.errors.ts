import { DomainError } from '#libs/kernel';

import type { MeetingState } from './meeting-states.js';

const WHY: Readonly<Record<MeetingState, string>> = {
  scheduled: 'This meeting has not started yet.',
  running: 'This meeting is already running.',
  closed: 'This meeting is closed and can only be read.',
};

/** What was asked for does not fit where the meeting stands. */
export const meetingState = (state: MeetingState): DomainError => new DomainError('conflict', 'MEETING_STATE', WHY[state], { state });

export const agendaFull = (max: number): DomainError =>
  new DomainError('conflict', 'AGENDA_FULL', `An agenda has at most ${max} items. Remove one first.`, { max });

export const tooManyActions = (max: number): DomainError =>
  new DomainError('conflict', 'TOO_MANY_ACTIONS', `A meeting has at most ${max} actions.`, { max });

export const actionNeedsPlace = (): DomainError =>
  new DomainError('invalid', 'ACTION_NEEDS_PLACE', 'Say at which meeting or on which proposal this was agreed.', { field: 'meetingId' });
