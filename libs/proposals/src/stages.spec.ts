import { describe, expect, it } from '@jest/globals';

import { type GroupId, newId } from '#libs/kernel';
import type { Source } from '#libs/platform';

import { type StageRule, StageRules } from './stage-rules.js';
import { LIVE_STAGES, type LiveStage, type ProposalStage, targetsOf } from './stages.js';
import { TEMPLATES } from './templates.js';
import { aProposal } from './testing/index.js';

const groupId = newId<GroupId>();
const at = (stage: ProposalStage, parkedFrom: LiveStage | null = null) => targetsOf({ stage, parkedFrom });
/** The rules that are tested here ask nobody. */
const nobody = {} as Source;
const reviewed: StageRule = {
  missing: async (_source, proposals, to) => proposals.map(() => (to === 'ready_to_submit' ? [{ code: 'review:approval', label: 'An approval' }] : [])),
};

describe('the stages of a proposal', () => {
  it('follow one another one at a time, and back one at a time', () => {
    expect(at('draft')).toEqual(['open_for_feedback', 'parked']);
    expect(at('active')).toEqual(['writing', 'open_for_feedback', 'parked']);
    expect(at('published')).toEqual(['submitted', 'parked']);
  });

  it('can all be parked, and a parked one goes back to where it was and nowhere else', () => {
    for (const stage of LIVE_STAGES) {
      expect(at(stage)).toContain('parked');
      expect(at('parked', stage)).toEqual([stage]);
    }
  });
});

describe('what is missing for a stage', () => {
  it('is each required field of the template that is empty, by code and by label', async () => {
    const rules = new StageRules();
    const proposal = aProposal({ groupId, template: 'method', fields: { risk: 'none' } });
    expect(await rules.missing(nobody, proposal, 'open_for_feedback')).toEqual([
      { code: 'field:hypothesis', label: 'Hypothesis' }, { code: 'field:primary_metric', label: 'Primary metric' },
    ]);
    proposal.fields = { hypothesis: 'It helps.', primary_metric: 'accuracy' };
    expect(await rules.missing(nobody, proposal, 'open_for_feedback')).toEqual([]);
  });

  it('is asked only of who moves on: not of who goes back, rests, or resumes', async () => {
    const rules = new StageRules();
    for (const [stage, parkedFrom, to] of [['active', null, 'open_for_feedback'], ['draft', null, 'parked'], ['parked', 'active', 'active']] as const) {
      expect(await rules.missing(nobody, aProposal({ groupId, stage, parkedFrom, fields: {} }), to)).toEqual([]);
    }
  });

  it('is what the rules of higher libraries add, too', async () => {
    const rules = new StageRules();
    rules.register(reviewed);
    const writing = aProposal({ groupId, stage: 'writing', fields: { hypothesis: 'x', primary_metric: 'y' } });
    expect(await rules.missing(nobody, writing, 'ready_to_submit')).toEqual([{ code: 'review:approval', label: 'An approval' }]);
  });

  it('is said of many proposals at once, to each its own', async () => {
    const asked: [ProposalStage, number][] = [];
    const rules = new StageRules();
    rules.register({ missing: async (_source, proposals, to) => (asked.push([to, proposals.length]), proposals.map(() => [])) });
    const filled = { hypothesis: 'x', primary_metric: 'y' };
    const stages = await rules.nextStages(nobody, [
      aProposal({ groupId }), aProposal({ groupId, fields: filled }), aProposal({ groupId, stage: 'parked', parkedFrom: 'active' }), aProposal({ groupId, stage: 'active', fields: filled }),
    ]);
    expect(stages.map((some) => some.map(({ stage, missing }) => `${stage}:${missing.length}`))).toEqual([
      ['open_for_feedback:2', 'parked:0'], ['open_for_feedback:0', 'parked:0'], ['active:0'], ['writing:0', 'open_for_feedback:0', 'parked:0'],
    ]);
    expect(asked).toEqual([['open_for_feedback', 2], ['writing', 1]]);
  });
});

describe('the templates', () => {
  it('each require something, so that nobody is asked for feedback on nothing', () => {
    for (const { fields } of TEMPLATES) expect(fields.some(({ required }) => required)).toBe(true);
    expect(new Set(TEMPLATES.map(({ key }) => key)).size).toBe(TEMPLATES.length);
  });
});
