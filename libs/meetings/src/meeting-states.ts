export const MEETING_STATES = ['scheduled', 'running', 'closed'] as const;
export type MeetingState = (typeof MEETING_STATES)[number];

export const MEETING_ACTIONS = ['edit', 'start', 'facilitate', 'end', 'takeNotes'] as const;
export type MeetingAction = (typeof MEETING_ACTIONS)[number];

/** What can be done at all in each state. Who may do it is the policy's to say. */
const POSSIBLE: Readonly<Record<MeetingState, ReadonlySet<MeetingAction>>> = {
  scheduled: new Set(['edit', 'start', 'takeNotes']),
  running: new Set(['edit', 'facilitate', 'end', 'takeNotes']),
  closed: new Set(),
};

export const isPossible = (state: MeetingState, action: MeetingAction): boolean => POSSIBLE[state].has(action);
