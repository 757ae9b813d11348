import { beforeAll, describe, expect, it } from '@jest/globals';

import { type Actor, AUDIENCES } from '#libs/access';
import { Document } from '#libs/proposals';
import { aDocument } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';

import { Comment } from './comments/comment.entity.js';
import { commentPolicy } from './comments/comment.policy.js';
import { inPlace } from './subject.js';
import { aComment, aThread } from './testing/index.js';
import { Thread } from './thread.entity.js';
import { threadPolicy } from './thread.policy.js';

const world = useWorld();
let actors: Actor[] = [];
beforeAll(async () => {
  actors = [await world.person('lead'), await world.person('researcher'), await world.person('guest'), await world.anotherGroup()];
  const someone = await world.person();
  for (const actor of actors) {
    for (const audience of AUDIENCES) {
      for (const named of [{ authorIds: [actor.userId] }, { readerIds: [actor.userId] }, {}]) {
        const document = aDocument({ groupId: actor.groupId, audience, ...named });
        const thread = aThread({ groupId: actor.groupId, documentId: document.id, raisedById: someone.userId });
        await world.has(Document, document);
        await world.has(Thread, thread);
        await world.has(Comment, aComment(thread));
      }
    }
  }
});

describe('the rights to threads and comments', () => {
  it('are the same for a row and for a list', async () => {
    const threads = await inPlace(world.database, await world.database.read(Thread).find());
    const byId = new Map(threads.map((thread) => [thread.id, thread]));
    const comments = (await world.database.read(Comment).find()).map((row) => Object.assign(row, { thread: byId.get(row.threadId)! }));
    expect(threads).toHaveLength(48);
    for (const actor of actors) {
      const listed = await world.database.read(Thread).find({ where: threadPolicy.visibleTo(actor) });
      expect(listed.map(({ id }) => id).sort()).toEqual(threads.filter((row) => threadPolicy.may.read(actor, row)).map(({ id }) => id).sort());
      const heard = await world.database.read(Comment).find({ where: commentPolicy.visibleTo(actor) });
      expect(heard.map(({ id }) => id).sort()).toEqual(comments.filter((row) => commentPolicy.may.read(actor, row)).map(({ id }) => id).sort());
      expect(listed.length).toBeGreaterThan(0);
    }
  });

  it('cannot be asked of a thread whose document was not loaded', async () => {
    const [bare] = await world.database.read(Thread).find({ take: 1 });
    expect(() => threadPolicy.may.read(actors[0]!, bare!)).toThrow(TypeError);
  });
});
