import { expect } from '@jest/globals';
import type { GraphQLSchema } from 'graphql';

import { ApiError, type Caller } from './caller.js';
import { ARMS, idsOf, METRIC, type Research, unknownLike } from './research.js';
import { operationOf, schemaOf } from './schema-walk.js';

type Arguments = Record<string, unknown>;
/** How a query is asked about one thing, by the query's name. */
type Table = Readonly<Record<string, (of: Research) => Arguments[]>>;

/** How far a query follows what it finds. */
const DEPTH = 5;

/** Queries that refuse what is not there. */
const ABOUT: Table = {
  activity: ({ proposalId }) => [{ proposalId }],
  compareArms: ({ experimentId }) => [{ input: { experimentId, metric: METRIC, baseline: ARMS[0], treatment: ARMS[1] } }],
  document: ({ documentId: id }) => [{ id }],
  experiment: ({ experimentId: id }) => [{ id }],
  proposal: ({ proposalId: id }) => [{ id }],
  run: ({ runIds }) => [{ id: runIds[0] }],
  runs: ({ experimentId }) => [{ experimentId }],
  thread: ({ threadId: id }) => [{ id }],
  threads: ({ proposalId, documentId }) => [{ subject: { kind: 'proposal', id: proposalId } }, { subject: { kind: 'document', id: documentId } }],
  venue: ({ venueId: id }) => [{ id }],
};
/** The same of what has readers of its own. */
const ABOUT_APART: Table = {
  actions: ({ meetingId }) => [{ meetingId }],
  document: ({ meetingDocumentId, looseDocumentId }) => [{ id: meetingDocumentId }, { id: looseDocumentId }],
  meeting: ({ meetingId: id }) => [{ id }],
  threads: ({ meetingDocumentId: id }) => [{ subject: { kind: 'document', id } }],
};
/** Queries that find nothing instead of refusing. */
const FINDING: Table = {
  experiments: ({ proposalId }) => [{ proposalId }],
  metricSeries: ({ runIds }) => [{ key: METRIC, runIds }],
};
/** Queries that find by words. */
const SEEKING: Table = {
  proposals: ({ word }) => [{ filter: { search: word } }, { filter: { topic: word } }, { sort: { by: 'title', descending: false } }],
  search: ({ word }) => [{ text: word }],
  similarProposals: ({ word }) => [{ text: `The ${word} head. A ${word} summary.` }],
};
/** Queries that require an argument and are about nothing of a research. */
const PLAIN: Readonly<Record<string, Arguments[]>> = { invitationPreview: [], meetings: [{ when: 'upcoming' }, { when: 'past' }] };

const each = (tables: readonly Table[], of: Research): [name: string, given: Arguments][] =>
  tables.flatMap((table) => Object.entries(table)).flatMap(([name, argumentsFor]) => argumentsFor(of).map((given): [string, Arguments] => [name, given]));

/**
 * Every query that the server has, and what one can ask by it about a {@link Research}. A query that requires arguments and is in none of
 * the tables fails {@link everythingTold}, so that none is forgotten.
 */
export class Questions {
  private constructor(private readonly schema: GraphQLSchema) {}

  static async of(caller: Caller): Promise<Questions> {
    return new Questions(await schemaOf(caller));
  }

  /** What is told about a research to somebody who may read it, by query. */
  async answers(to: Caller, of: Research): Promise<[name: string, reply: string][]> {
    return this.all(to, each([ABOUT], of));
  }

  /** All that somebody is told by all queries there are, a line each: about what they know, and about anything by its words. */
  async everythingTold(to: Caller, known: readonly Research[], sought: readonly Research[]): Promise<string> {
    const plain = Object.values(this.schema.getQueryType()!.getFields()).flatMap(({ name, args }) => {
      const asked = PLAIN[name] ?? (args.some(({ type }) => String(type).endsWith('!')) ? null : [{}]);
      if (asked === null && ![ABOUT, ABOUT_APART, FINDING, SEEKING].some((table) => name in table)) throw new Error(`Nobody says how ${name} is asked.`);
      return (asked ?? []).map((given): [string, Arguments] => [name, given]);
    });
    const questions = [...plain, ...known.flatMap((of) => each([ABOUT], of)), ...sought.flatMap((of) => each([FINDING, SEEKING], of))];
    return (await this.all(to, questions)).map(([name, reply]) => `${name}: ${reply}`).join('\n');
  }

  /** That to somebody these are as things that do not exist, by every query that can be asked about them. */
  async expectNothing(to: Caller, hidden: readonly Research[]): Promise<void> {
    for (const of of hidden) {
      await this.expectAsUnknown(to, of, [ABOUT, ABOUT_APART], 'NOT_FOUND');
      await this.expectAsUnknown(to, of, [FINDING], 'data');
      for (const [name, reply] of await this.all(to, each([SEEKING], of))) expect([name, secretsIn(reply, [of.word, ...idsOf(of)])]).toEqual([name, []]);
    }
  }

  /** The same only of what has readers of its own. */
  async expectNothingApart(to: Caller, of: Research): Promise<void> {
    await this.expectAsUnknown(to, of, [ABOUT_APART], 'NOT_FOUND');
  }

  private async expectAsUnknown(to: Caller, of: Research, tables: readonly Table[], outcome: string): Promise<void> {
    const unknown = each(tables, unknownLike(of));
    for (const [i, [name, given]] of each(tables, of).entries()) {
      const told = await this.outcome(to, name, given);
      expect([name, told]).toEqual([name, expect.stringContaining(outcome)]);
      expect([name, told]).toEqual([name, await this.outcome(to, ...unknown[i]!)]);
    }
  }

  private async all(to: Caller, questions: readonly [name: string, given: Arguments][]): Promise<[string, string][]> {
    const replies: [string, string][] = [];
    for (const [name, given] of questions) replies.push([name, JSON.stringify(await this.ask(to, name, given))]);
    return replies;
  }

  private async ask(to: Caller, name: string, given: Arguments): Promise<unknown> {
    return to.graphql(operationOf('query', this.schema.getQueryType()!.getFields()[name]!, Object.keys(given), DEPTH), given);
  }

  /** Data or refusal in full, the ids taken out that were given. */
  private async outcome(to: Caller, name: string, given: Arguments): Promise<string> {
    try {
      return JSON.stringify({ data: await this.ask(to, name, given) });
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      return JSON.stringify([error.message, error.details]).replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID');
    }
  }
}

/** Which of these a text holds, each with its line. */
export const secretsIn = (text: string, secrets: readonly string[]): string[] =>
  text.split('\n').flatMap((line) => secrets.filter((secret) => line.includes(secret)).map((secret) => `${secret} in ${line}`));
