/** The life of a proposal, from first thought to published paper, in its order. */
export const STAGES_IN_ORDER = ['draft', 'open_for_feedback', 'active', 'writing', 'ready_to_submit', 'submitted', 'published'] as const;

/** All stages: those of a life, and `parked`, in which a proposal rests with a reason. */
export const PROPOSAL_STAGES = [...STAGES_IN_ORDER, 'parked'] as const;
export type LiveStage = (typeof STAGES_IN_ORDER)[number];
export type ProposalStage = (typeof PROPOSAL_STAGES)[number];
