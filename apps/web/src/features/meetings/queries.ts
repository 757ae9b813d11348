import { graphql } from '../../graphql/generated';
import type { MeetingFactsFragment } from '../../graphql/generated/graphql';

/** Everything that the page of a meeting shows, before, during and after it. */
export const MeetingFacts = graphql(`
  fragment MeetingFacts on Meeting {
    id
    title
    state
    startsAt
    minutes
    timeZone
    seriesKey
    startedAt
    endedAt
    viewerMay
    facilitator { id name initials colour }
    attendees { id name initials colour }
    currentItem { id }
    document { id ...WorkspaceDocument }
    agenda {
      id
      title
      reason
      minutes
      outcome
      outcomeNote
      position
      startedAt
      presenter { id name initials colour }
      proposal { id title stage summary openThreadCount }
    }
    actions { id ...ActionFacts }
  }
`);

export type MeetingShown = MeetingFactsFragment;
export type AgendaItemShown = MeetingShown['agenda'][number];

export const MeetingOfPage = graphql(`
  query MeetingOfPage($id: ID!) {
    meeting(id: $id) { id ...MeetingFacts }
  }
`);

export const MeetingChanged = graphql(`
  subscription MeetingChanged($id: ID!) {
    meetingChanged(id: $id) { id ...MeetingFacts }
  }
`);

export const ScheduleMeeting = graphql(`
  mutation ScheduleMeeting($input: ScheduleMeetingInput!) {
    scheduleMeeting(input: $input) { id }
  }
`);

export const UpdateMeeting = graphql(`
  mutation UpdateMeeting($id: ID!, $input: UpdateMeetingInput!) {
    updateMeeting(id: $id, input: $input) { id ...MeetingFacts }
  }
`);

export const AddAgendaItem = graphql(`
  mutation AddAgendaItem($meetingId: ID!, $input: AgendaItemInput!) {
    addAgendaItem(meetingId: $meetingId, input: $input) { id agenda { id } ...MeetingFacts }
  }
`);

export const UpdateAgendaItem = graphql(`
  mutation UpdateAgendaItem($id: ID!, $input: AgendaItemInput!) {
    updateAgendaItem(id: $id, input: $input) { id ...MeetingFacts }
  }
`);

export const MoveAgendaItem = graphql(`
  mutation MoveAgendaItem($id: ID!, $position: Int!) {
    moveAgendaItem(id: $id, position: $position) { id ...MeetingFacts }
  }
`);

export const RemoveAgendaItem = graphql(`
  mutation RemoveAgendaItem($id: ID!) {
    removeAgendaItem(id: $id) { id ...MeetingFacts }
  }
`);

export const StartMeeting = graphql(`
  mutation StartMeeting($id: ID!) {
    startMeeting(id: $id) { id ...MeetingFacts }
  }
`);

export const GoToAgendaItem = graphql(`
  mutation GoToAgendaItem($meetingId: ID!, $itemId: ID!) {
    goToAgendaItem(meetingId: $meetingId, itemId: $itemId) { id ...MeetingFacts }
  }
`);

export const ConcludeAgendaItem = graphql(`
  mutation ConcludeAgendaItem($id: ID!, $outcome: AgendaOutcome!, $note: String) {
    concludeAgendaItem(id: $id, outcome: $outcome, note: $note) { id ...MeetingFacts }
  }
`);

export const EndMeeting = graphql(`
  mutation EndMeeting($id: ID!) {
    endMeeting(id: $id) { id ...MeetingFacts }
  }
`);
