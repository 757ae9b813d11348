import { type ReactNode, useCallback, useState } from 'react';

import { later } from '../../app/later';
import type { ProposalStage } from '../../graphql/generated/graphql';
import { useMove } from './useMove';

const ParkDialog = later(async () => (await import('./ParkDialog')).ParkDialog);

export interface Move {
  readonly stage: ProposalStage;
  readonly missing: readonly { readonly code: string; readonly label: string }[];
}

export interface Movable {
  readonly id: string;
  readonly title: string;
  readonly stage: ProposalStage;
}

interface StageMoves {
  /** Moves it, or asks why it is parked, or keeps the refusal. */
  readonly go: (proposal: Movable, move: Move) => void;
  /** Which move was refused last, because something is missing for it. */
  readonly refused: { readonly id: string; readonly stage: ProposalStage } | null;
  /** To be rendered somewhere: it stands above the page. */
  readonly dialog: ReactNode;
}

/** What happens when somebody presses, or drops on, a stage. */
export function useStageMoves(): StageMoves {
  const move = useMove();
  const [parking, setParking] = useState<Movable | null>(null);
  const [refused, setRefused] = useState<StageMoves['refused']>(null);
  const go = useCallback((proposal: Movable, { stage, missing }: Move) => {
    setRefused(missing.length > 0 ? { id: proposal.id, stage } : null);
    if (missing.length > 0) return;
    if (stage === 'parked') setParking(proposal);
    else void move(proposal, stage);
  }, [move]);
  return { go, refused, dialog: parking !== null && <ParkDialog proposal={parking} onClose={() => { setParking(null); }} /> };
}
