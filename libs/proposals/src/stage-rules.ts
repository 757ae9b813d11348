import { Injectable } from '@nestjs/common';

import type { Source } from '#libs/platform';

import type { Proposal } from './proposal.entity.js';
import { isForward, type ProposalStage, targetsOf } from './stages.js';
import { templateOf } from './templates.js';

/** Something that a proposal lacks before it may move on. */
export interface MissingThing {
  /** `<what>:<which>`, such as `field:hypothesis`. It never changes, so that a page can lead to the place. */
  readonly code: string;
  readonly label: string;
}

/** A precondition of moving on. Rules of higher libraries are registered when their module starts. */
export interface StageRule {
  /** What each of these proposals lacks before it may enter `to`, in their order; an empty list where nothing. */
  missing(source: Source, proposals: readonly Proposal[], to: ProposalStage): Promise<MissingThing[][]>;
}

export interface NextStage {
  readonly stage: ProposalStage;
  /** Empty when the move is allowed now. */
  readonly missing: MissingThing[];
}

/** Nobody is asked for feedback on less than the template's required fields. */
const requiredFields: StageRule = {
  missing: async (_source, proposals) =>
    proposals.map(({ template, fields }) =>
      (templateOf(template)?.fields ?? [])
        .filter(({ key, required }) => required && (fields[key] ?? '') === '')
        .map(({ key, label }) => ({ code: `field:${key}`, label }))),
};

/** All preconditions of moving on, asked for many proposals at once. */
@Injectable()
export class StageRules {
  private readonly rules: StageRule[] = [requiredFields];

  register(rule: StageRule): void {
    this.rules.push(rule);
  }

  async missing(source: Source, proposal: Proposal, to: ProposalStage): Promise<MissingThing[]> {
    if (!isForward(proposal.stage, to)) return [];
    return (await this.missingOfAll(source, [proposal], to))[0] ?? [];
  }

  /** Where each of these may go, and what is missing for it. */
  async nextStages(source: Source, proposals: readonly Proposal[]): Promise<NextStage[][]> {
    const stages = proposals.map((proposal) => targetsOf(proposal).map((stage): NextStage => ({ stage, missing: [] })));
    const forward = proposals.map((proposal) => targetsOf(proposal).find((stage) => isForward(proposal.stage, stage)));
    // A proposal has one way forward, so the rules are asked once for each stage that somebody could enter.
    for (const to of new Set(forward)) {
      if (to === undefined) continue;
      const entering = proposals.flatMap((proposal, i) => (forward[i] === to ? [{ proposal, i }] : []));
      const missing = await this.missingOfAll(source, entering.map(({ proposal }) => proposal), to);
      entering.forEach(({ i }, n) => stages[i]?.find(({ stage }) => stage === to)?.missing.push(...(missing[n] ?? [])));
    }
    return stages;
  }

  private async missingOfAll(source: Source, proposals: readonly Proposal[], to: ProposalStage): Promise<MissingThing[][]> {
    const byRule = await Promise.all(this.rules.map((rule) => rule.missing(source, proposals, to)));
    return proposals.map((_proposal, i) => byRule.flatMap((lists) => lists[i] ?? []));
  }
}
