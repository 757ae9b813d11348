import { DomainError, type ProposalId } from '#libs/kernel';

import type { MissingThing } from './stage-rules.js';
import type { ProposalStage } from './stages.js';

export const stageNotAllowed = (id: ProposalId, from: ProposalStage, to: ProposalStage): DomainError =>
  new DomainError('conflict', 'STAGE_NOT_ALLOWED', `A proposal cannot go from ${words(from)} to ${words(to)}.`, { id, from, to });

/** `missing` names the fields by their keys alone, other things by their whole code. */
export const stagePreconditions = (id: ProposalId, to: ProposalStage, missing: readonly MissingThing[]): DomainError =>
  new DomainError('conflict', 'STAGE_PRECONDITIONS', `Before this is ${words(to)} it needs: ${missing.map(({ label }) => label).join(', ')}.`, {
    id, to, missing: missing.map(({ code }) => code.replace(/^field:/, '')).join(','),
  });

const words = (stage: ProposalStage): string => stage.replaceAll('_', ' ');
