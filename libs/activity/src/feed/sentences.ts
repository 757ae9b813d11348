import type { DomainEvent } from '#libs/platform';

/** What a sentence is made of. */
export interface Told {
  /** Who did it. */
  readonly who: string;
  /** The person that it was done to; null when it was nobody, or they themselves. */
  readonly whom: string | null;
  /** The title of the document, proposal or meeting, in quotation marks. */
  readonly place: string;
  readonly event: DomainEvent;
}

type Sentence = (told: Told) => string;

/** "major concern", "question". */
const kindOf = (event: DomainEvent): string => [event['severity'], event['kind']].filter((word) => typeof word === 'string').join(' ');
const article = (noun: string): string => (/^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`);
/** One raises a question or a concern, but leaves a comment and makes a suggestion. */
const opened = (event: DomainEvent): string => ({ comment: 'left', suggestion: 'made' })[String(event['kind'])] ?? 'raised';
const inWords = (value: unknown): string => String(value).replaceAll('_', ' ');

/**
 * The one place that says which events people are told of, and in which words. An event that is not here is no activity:
 * either its words would be noise (each edit, each reaction, each run), or it only concerns machines.
 */
const SENTENCES: Readonly<Record<string, Sentence>> = {
  'membership.added': ({ who, whom }) => `${whom ?? who} joined the group.`,
  'document.created': ({ who, place }) => `${who} began the document ${place}.`,

  'proposal.created': ({ who, place }) => `${who} began the proposal ${place}.`,
  'proposal.moved': ({ who, place, event }) => `${who} moved ${place} from ${inWords(event['from'])} to ${inWords(event['to'])}.`,
  'proposal.shared': ({ who, place }) => `${who} changed who may read ${place}.`,
  'proposal.authors_changed': ({ who, place }) => `${who} changed the authors of ${place}.`,

  'thread.opened': ({ who, place, event }) => `${who} ${opened(event)} ${article(kindOf(event))} on ${place}.`,
  'thread.replied': ({ who, place, event }) => `${who} replied in ${article(kindOf(event))} on ${place}.`,
  'thread.addressed': ({ who, place, event }) => `${who} says that ${article(kindOf(event))} on ${place} is settled.`,
  'thread.resolved': ({ who, place, event }) => `${who} confirmed that ${article(kindOf(event))} on ${place} is settled.`,
  'thread.reopened': ({ who, place, event }) => `${who} reopened ${article(kindOf(event))} on ${place}.`,

  'experiment.created': ({ who, place }) => `${who} began an experiment${place === '' ? '' : ` on ${place}`}.`,
  'experiment.attached': ({ who, place }) => `${who} attached an experiment to ${place}.`,
  'run.marked': ({ who, place, event }) => `${who} marked a run${place === '' ? '' : ` of ${place}`} as ${inWords(event['standing'])}.`,

  'meeting.scheduled': ({ who, place }) => `${who} arranged the meeting ${place}.`,
  'meeting.started': ({ who, place }) => `${who} started the meeting ${place}.`,
  'meeting.ended': ({ who, place }) => `${who} ended the meeting ${place}.`,
  'action.added': ({ who, whom, place }) => (whom === null ? `${who} took an action on ${place}.` : `${who} gave ${whom} an action on ${place}.`),
  'action.completed': ({ who, place }) => `${who} finished an action on ${place}.`,

  'venue.created': ({ who }) => `${who} added a venue.`,
  'submission.aimed': ({ who, place }) => `${who} aimed ${place} at a venue.`,
  'submission.withdrawn': ({ who, place }) => `${who} withdrew the submission of ${place}.`,
  'submission.health_posted': ({ who, place, event }) => `${who} says that the submission of ${place} is ${inWords(event['health'])}.`,
};

export const isActivity = (event: DomainEvent): boolean => Object.hasOwn(SENTENCES, event.type);

/** @throws Error for an event that people are not told of. */
export function sentenceOf(told: Told): string {
  const sentence = isActivity(told.event) ? SENTENCES[told.event.type] : undefined;
  if (sentence === undefined) throw new Error(`There is no sentence for ${told.event.type}`);
  return sentence(told);
}
