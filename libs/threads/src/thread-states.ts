/** What somebody means by beginning a thread. Only a concern weighs: it has a severity and counts until it is confirmed. */
export const THREAD_KINDS = ['comment', 'question', 'concern', 'suggestion'] as const;
export type ThreadKind = (typeof THREAD_KINDS)[number];

export const SEVERITIES = ['minor', 'major', 'blocking'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** `addressed`: whoever answers for the text says that it is settled, and by what. `resolved`: whoever raised it, or a lead, agrees. */
export const THREAD_STATES = ['open', 'addressed', 'resolved'] as const;
export type ThreadState = (typeof THREAD_STATES)[number];

export const THREAD_ACTIONS = ['reply', 'proposeAddressed', 'confirm', 'reopen', 'reanchor'] as const;
export type ThreadAction = (typeof THREAD_ACTIONS)[number];

interface Move {
  readonly from: readonly ThreadState[];
  readonly to: ThreadState;
}

/** The whole life of a thread. Nothing goes from open to resolved at once: settling is said by one and confirmed by another. */
export const MOVES = {
  proposeAddressed: { from: ['open'], to: 'addressed' },
  confirm: { from: ['addressed'], to: 'resolved' },
  reopen: { from: ['addressed', 'resolved'], to: 'open' },
} as const satisfies Partial<Record<ThreadAction, Move>>;
export type ThreadMove = keyof typeof MOVES;

/** Whether this is the moment for an action, whoever asks. */
export function isPossible(action: ThreadAction, thread: { readonly state: ThreadState; readonly anchor: unknown }): boolean {
  if (action === 'reply') return true;
  if (action === 'reanchor') return thread.anchor !== null;
  return (MOVES[action].from as readonly ThreadState[]).includes(thread.state);
}
