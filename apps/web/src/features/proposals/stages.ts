import { addresses } from '../../app/addresses';
import type { ProposalStage } from '../../graphql/generated/graphql';
import { stageWords } from '../../ui';

const ORDER = Object.keys(stageWords) as ProposalStage[];

const onwards: Record<ProposalStage, string> = {
  draft: 'Back to draft',
  open_for_feedback: 'Open for feedback',
  active: 'Make active',
  writing: 'Start writing',
  ready_to_submit: 'Ready to submit',
  submitted: 'Mark submitted',
  published: 'Mark published',
  parked: 'Park…',
};

/** Whether a move leads on in the life of a proposal, and so is the page's next step. Which moves there are, the server says. */
export const leadsOn = (from: ProposalStage, to: ProposalStage): boolean =>
  from !== 'parked' && to !== 'parked' && ORDER.indexOf(to) > ORDER.indexOf(from);

/** A move as its button says it: "Start writing", "Back to active", "Resume as active". */
export function moveWords(from: ProposalStage, to: ProposalStage): string {
  if (to === 'parked' || leadsOn(from, to)) return onwards[to];
  return `${from === 'parked' ? 'Resume as' : 'Back to'} ${stageWords[to].toLowerCase()}`;
}

/** The name of a field's place on the page, for the fragment of an address. */
export const placeOfField = (key: string): string => `field=${key}`;

/** Where something missing can be given: `field:hypothesis` at that field; what the page does not know, at its top. */
export function addressOfMissing(proposalId: string, code: string): string {
  const [what, key = ''] = code.split(':');
  const page = addresses.proposal(proposalId);
  return what === 'field' ? `${page}#${placeOfField(key)}` : page;
}
