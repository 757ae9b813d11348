/** The life of a proposal, from first thought to published paper, in its order. */
export const LIVE_STAGES = ['draft', 'open_for_feedback', 'active', 'writing', 'ready_to_submit', 'submitted', 'published'] as const;

/** All stages: those of a life, and `parked`, in which a proposal rests with a reason. */
export const PROPOSAL_STAGES = [...LIVE_STAGES, 'parked'] as const;
export type LiveStage = (typeof LIVE_STAGES)[number];
export type ProposalStage = (typeof PROPOSAL_STAGES)[number];

interface Staged {
  readonly stage: ProposalStage;
  readonly parkedFrom: LiveStage | null;
}

/**
 * Where a proposal may go from where it is, were all its preconditions met: one on, one back, or aside. A parked one goes
 * back to where it was.
 */
export function targetsOf({ stage, parkedFrom }: Staged): ProposalStage[] {
  if (stage === 'parked') return parkedFrom === null ? [] : [parkedFrom];
  const at = LIVE_STAGES.indexOf(stage);
  return [LIVE_STAGES[at + 1], LIVE_STAGES[at - 1], 'parked' as const].filter((target) => target !== undefined);
}

/** Whether a move claims progress. Only those have preconditions: going back, resting and resuming are always free. */
export const isForward = (from: ProposalStage, to: ProposalStage): boolean =>
  from !== 'parked' && to !== 'parked' && LIVE_STAGES.indexOf(to) > LIVE_STAGES.indexOf(from);
