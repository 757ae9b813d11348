import type { DomainEvent } from '#libs/platform';

interface OfProposal extends DomainEvent {
  readonly proposalId: string;
  readonly documentId: string;
}

export interface ProposalChanged extends OfProposal {
  readonly type: 'proposal.created' | 'proposal.updated' | 'proposal.authors_changed' | 'proposal.shared';
}

export interface ProposalMoved extends OfProposal {
  readonly type: 'proposal.moved';
  readonly from: string;
  readonly to: string;
}

export type ProposalEvent = ProposalChanged | ProposalMoved;

export const isProposalEvent = (event: DomainEvent): event is ProposalEvent => event.type.startsWith('proposal.');
