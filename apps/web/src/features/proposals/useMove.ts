import { useMutation } from '@apollo/client/react';
import { useCallback } from 'react';

import type { ProposalStage } from '../../graphql/generated/graphql';
import { reasonOf, stageWords, useToaster } from '../../ui';
import { MoveProposal } from './queries';

interface Movable {
  readonly id: string;
  readonly title: string;
  readonly stage: ProposalStage;
}

/** Moves a proposal to another stage and offers to take it back. The reason is for parking, which is not done without one. */
export function useMove(): (proposal: Movable, to: ProposalStage, reason?: string) => Promise<boolean> {
  const [move] = useMutation(MoveProposal);
  const { say } = useToaster();
  return useCallback(async ({ id, title, stage }, to, reason) => {
    const back = async () => {
      try {
        await move({ variables: { id, to: stage } });
      } catch (failure) {
        say(`“${title}” stays ${stageWords[to].toLowerCase()}. ${reasonOf(failure)}`);
      }
    };
    try {
      await move({ variables: { id, to, ...(reason === undefined ? {} : { reason }) } });
    } catch (failure) {
      say(`“${title}” was not moved. ${reasonOf(failure)}`);
      return false;
    }
    // What was parked had a reason, which would have to be given anew.
    say(`“${title}” is now ${stageWords[to].toLowerCase()}.`, stage === 'parked' ? undefined : back);
    return true;
  }, [move, say]);
}
