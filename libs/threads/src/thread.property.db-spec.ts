import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { Actor } from '#libs/access';
import { DomainError, type ThreadId } from '#libs/kernel';
import type { Proposal } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';

import { CommentService } from './comments/comment.service.js';
import { ThreadService } from './thread.service.js';
import { MOVES, type ThreadState } from './thread-states.js';

const world = useWorld();
const comments = new CommentService(world.database, world.outbox, world.clock);
const threads = new ThreadService(world.database, world.outbox, world.clock, comments);

const PEOPLE = ['author', 'raiser', 'lead', 'reader', 'guest', 'outsider'] as const;
const people = {} as Record<(typeof PEOPLE)[number], Actor>;
let proposal: Proposal;
beforeAll(async () => {
  for (const name of PEOPLE) people[name] = await world.person(name === 'lead' ? 'lead' : name === 'guest' || name === 'outsider' ? 'guest' : 'researcher');
  proposal = await proposalIn(world, { groupId: world.groupId, authorIds: [people.author.userId], readerIds: [people.guest.userId] });
});

const ACTIONS = {
  reply: (actor: Actor, id: ThreadId) => comments.reply(actor, id, 'x'),
  proposeAddressed: (actor: Actor, id: ThreadId) => threads.proposeAddressed(actor, id, 'x'),
  confirm: (actor: Actor, id: ThreadId) => threads.confirm(actor, id),
  reopen: (actor: Actor, id: ThreadId) => threads.reopen(actor, id, null),
  markOrphaned: (actor: Actor, id: ThreadId) => threads.markOrphaned(actor, id),
};
type Name = keyof typeof ACTIONS;

interface Seen {
  readonly state: ThreadState;
  readonly row: string;
  readonly events: number;
}

async function look(id: ThreadId): Promise<Seen> {
  const [seen] = await world.database.sql<Seen>(
    `SELECT t.state, t::text || (SELECT count(*) FROM comment WHERE thread_id = t.id) AS row,
            (SELECT count(*)::int FROM domain_event WHERE subject = 'thread:' || t.id) AS events
     FROM thread t WHERE t.id = $1`, [id]);
  return seen!;
}

/** Whether these arrows are the documented ones, and who stood behind them. */
function expectLawful(name: Name, person: (typeof PEOPLE)[number], before: Seen, after: Seen): void {
  if (name in MOVES) {
    const move = MOVES[name as keyof typeof MOVES];
    expect(move.from).toContain(before.state);
    expect(after.state).toBe(move.to);
  } else {
    expect(after.state).toBe(before.state);
  }
  if (after.state === 'resolved' && before.state !== 'resolved') expect(['raiser', 'lead']).toContain(person);
  if (before.state === 'resolved' && after.state === 'open') expect(['raiser', 'lead']).toContain(person);
  if (name === 'proposeAddressed') expect(person).toBe('author');
  expect(person).not.toBe('outsider');
}

describe('whatever people do with a thread', () => {
  it('it takes only the documented steps, by those who may, and tells of a change exactly when there was one', async () => {
    const step = fc.tuple(fc.constantFrom(...(Object.keys(ACTIONS) as Name[])), fc.constantFrom(...PEOPLE));
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 12 }), async (steps) => {
      const anchor = { documentId: proposal.documentId, start: 'AQID', end: 'AQIE', quote: 'q', prefix: '', suffix: '' };
      const { id } = await threads.open(people.raiser, { proposalId: proposal.id, kind: 'concern', severity: 'minor', body: 'x', anchor });
      for (const [name, person] of steps) {
        world.clock.advance({ seconds: 1 });
        const before = await look(id);
        const refusal = await ACTIONS[name](people[person], id).then(() => null, (error: unknown) => error);
        const after = await look(id);
        expect(after.events - before.events).toBe(after.row === before.row ? 0 : 1);
        if (refusal === null) expectLawful(name, person, before, after);
        else {
          expect(refusal).toBeInstanceOf(DomainError);
          expect(after).toEqual(before);
        }
      }
    }), { numRuns: 60 });
  });

  it('every documented step is taken by somebody', async () => {
    const { id } = await threads.open(people.raiser, { proposalId: proposal.id, kind: 'comment', body: 'x' });
    const states: ThreadState[] = [];
    for (const [name, person] of [['proposeAddressed', 'author'], ['reopen', 'author'], ['proposeAddressed', 'author'], ['confirm', 'lead'], ['reopen', 'raiser']] as const) {
      await ACTIONS[name](people[person], id);
      states.push((await look(id)).state);
    }
    expect(states).toEqual(['addressed', 'open', 'addressed', 'resolved', 'open']);
  });
});
