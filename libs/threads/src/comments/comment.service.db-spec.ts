import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import type { ThreadId } from '#libs/kernel';
import type { Proposal } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';

import { Thread } from '../thread.entity.js';
import { ThreadService } from '../thread.service.js';
import { CommentDetails } from './comment-details.js';
import type { Comment } from './comment.entity.js';
import { CommentService } from './comment.service.js';

const world = useWorld();
const comments = new CommentService(world.database, world.outbox, world.clock);
const details = new CommentDetails(world.database);
const threads = new ThreadService(world.database, world.outbox, world.clock, comments);

let author: Actor;
let reviewer: Actor;
let guest: Actor;
let outsider: Actor;
let proposal: Proposal;
let thread: Thread;
beforeAll(async () => {
  [author, reviewer] = [await world.person('researcher'), await world.person('researcher')];
  [guest, outsider] = [await world.person('guest'), await world.person('guest')];
  proposal = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId], readerIds: [guest.userId] });
});
beforeEach(async () => {
  thread = await threads.open(reviewer, { proposalId: proposal.id, kind: 'comment', body: 'Was it?' });
});

const said = async (): Promise<Comment[]> => (await comments.ofThreads(author, [thread]))[0]!;
const eventsOf = async (id: ThreadId): Promise<string[]> =>
  (await world.database.sql<{ event: { type: string; personId?: string } }>(`SELECT event FROM domain_event WHERE subject = $1 ORDER BY position`, [`thread:${id}`]))
    .map(({ event }) => (event.personId === undefined ? event.type : `${event.type} ${event.personId}`));
const at = (actor: Actor): string => `@[Somebody](person:${actor.userId})`;

describe('replies', () => {
  it('stand in the order of saying, also within one moment, and move the thread up', async () => {
    for (const body of ['one', 'two', 'three']) await comments.reply(guest, thread.id, body);
    expect((await said()).map(({ body }) => body)).toEqual(['Was it?', 'one', 'two', 'three']);
    expect(await eventsOf(thread.id)).toEqual(['thread.opened', 'thread.replied', 'thread.replied', 'thread.replied']);
    world.clock.advance({ minutes: 5 });
    await comments.reply(author, thread.id, 'four');
    expect((await threads.one(author, thread.id)).updatedAt).toEqual(world.clock.now());
  });

  it('keep their order and their number when many speak at once', async () => {
    await Promise.all(Array.from({ length: 8 }, (_, i) => comments.reply(author, thread.id, `reply ${i}`)));
    expect((await said()).map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('end when the thread is full', async () => {
    await world.database.transaction((tx) => tx.sql(
      `INSERT INTO comment (id, group_id, thread_id, position, author_id, body, mention_ids, created_at)
       SELECT gen_random_uuid(), $1, $2, n, $3, 'x', '{}', now() FROM generate_series(1, 199) n`, [world.groupId, thread.id, author.userId]));
    await expect(comments.reply(author, thread.id, 'one more')).rejects.toMatchObject({ code: 'THREAD_FULL', details: { max: 200 } });
  });

  it('are refused to who may not read the subject, as if there were no thread', async () => {
    for (const actor of [outsider, await world.anotherGroup()]) {
      await expect(comments.reply(actor, thread.id, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });
});

describe('one’s own words', () => {
  it('can be replaced; what they were stays to be read, the latest first', async () => {
    const comment = await comments.reply(author, thread.id, 'It was.');
    world.clock.advance({ minutes: 1 });
    const firstEdit = world.clock.now();
    await comments.edit(author, comment.id, 'It was, I think.');
    world.clock.advance({ minutes: 1 });
    expect(await comments.edit(author, comment.id, 'It was not.')).toMatchObject({ body: 'It was not.', editedAt: world.clock.now() });
    const [texts] = await details.revisionsOf([comment]);
    expect(texts).toEqual([{ body: 'It was, I think.', editedAt: world.clock.now() }, { body: 'It was.', editedAt: firstEdit }]);
  });

  it('are not changed by saying the same again', async () => {
    const comment = await comments.reply(author, thread.id, 'It was.');
    expect(await comments.edit(author, comment.id, ' It was. ')).toMatchObject({ editedAt: null });
    expect(await eventsOf(thread.id)).toEqual(['thread.opened', 'thread.replied']);
  });

  it('can be taken back with all that they were, once and for all', async () => {
    const comment = await comments.reply(author, thread.id, 'The password is swordfish.');
    await comments.edit(author, comment.id, 'Never mind.');
    await comments.react(guest, comment.id, '👀', true);
    expect(await comments.delete(author, comment.id)).toMatchObject({ body: '', deletedAt: world.clock.now() });
    await comments.delete(author, comment.id);
    expect(await details.revisionsOf([comment])).toEqual([[]]);
    expect(await details.reactionsTo(guest, [comment])).toEqual([[]]);
    await expect(comments.edit(author, comment.id, 'x')).rejects.toMatchObject({ code: 'COMMENT_DELETED' });
    await expect(comments.react(guest, comment.id, '👀', true)).rejects.toMatchObject({ code: 'COMMENT_DELETED' });
    expect((await eventsOf(thread.id)).filter((type) => type === 'comment.deleted')).toHaveLength(1);
    expect(JSON.stringify(await world.database.sql('SELECT * FROM comment c LEFT JOIN comment_revision r ON r.comment_id = c.id WHERE c.id = $1', [comment.id]))).not.toContain('swordfish');
  });

  it('are nobody else’s: not the raiser’s of the thread, not a lead’s', async () => {
    const comment = await comments.reply(author, thread.id, 'It was.');
    for (const actor of [reviewer, guest, await world.person('lead')]) {
      await expect(comments.edit(actor, comment.id, 'x')).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(comments.delete(actor, comment.id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    }
    await expect(comments.edit(outsider, comment.id, 'x')).rejects.toMatchObject({ code: 'NOT_FOUND', details: { subject: 'Comment' } });
  });
});

describe('reactions', () => {
  it('are one of each sign per person, in a fixed order, and say which are mine', async () => {
    const comment = await comments.reply(author, thread.id, 'It was.');
    for (const [actor, emoji] of [[guest, '🚀'], [guest, '👍'], [reviewer, '👍'], [guest, '👍']] as const) await comments.react(actor, comment.id, emoji, true);
    await comments.react(guest, comment.id, '🚀', false);
    await comments.react(guest, comment.id, '🚀', false);
    await comments.react(reviewer, comment.id, '🎉', true);
    expect(await details.reactionsTo(guest, [comment])).toEqual([[
      { emoji: '👍', personIds: expect.arrayContaining([guest.userId, reviewer.userId]), mine: true },
      { emoji: '🎉', personIds: [reviewer.userId], mine: false },
    ]]);
    expect(await eventsOf(thread.id)).toEqual([
      'thread.opened', 'thread.replied', 'comment.reacted', 'comment.reacted', 'comment.reacted', 'comment.unreacted', 'comment.reacted',
    ]);
  });

  it('are chosen from a short list', async () => {
    const [first] = await said();
    await expect(comments.react(guest, first!.id, '🍕', true)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'emoji' } });
  });
});

describe('naming somebody', () => {
  it('tells those who may read it, once each, and nobody else', async () => {
    const stranger = await world.anotherGroup();
    const comment = await comments.reply(author, thread.id, [guest, reviewer, outsider, stranger, author, guest].map(at).join(' '));
    expect(comment.mentionIds).toEqual([guest.userId, reviewer.userId, author.userId]);
    expect((await eventsOf(thread.id)).slice(2)).toEqual([`thread.mentioned ${guest.userId}`, `thread.mentioned ${reviewer.userId}`]);
  });

  it('in an edit tells only who was not named before', async () => {
    const comment = await comments.reply(author, thread.id, `See ${at(guest)}`);
    await comments.edit(author, comment.id, `See ${at(guest)} and ${at(reviewer)}`);
    expect((await eventsOf(thread.id)).slice(2)).toEqual([`thread.mentioned ${guest.userId}`, 'comment.edited', `thread.mentioned ${reviewer.userId}`]);
  });
});
