import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { EventStream, RequestContext } from '#libs/platform';
import { DocumentService, type Proposal, ProposalService, StageRules } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';

import { CommentService } from '../comments/comment.service.js';
import { ThreadService } from '../thread.service.js';
import { ThreadResolver } from './thread.resolver.js';

const world = useWorld();
const comments = new CommentService(world.database, world.outbox, world.clock);
const threads = new ThreadService(world.database, world.outbox, world.clock, comments);
const sharing = new ProposalService(world.database, world.outbox, world.clock, new DocumentService(world.database, world.outbox, world.clock), new StageRules());

let events: EventStream;
let author: Actor;
let guest: Actor;
let proposal: Proposal;
beforeAll(async () => {
  events = new EventStream(world.address);
  await events.onApplicationBootstrap();
  author = await world.person('researcher');
  guest = await world.person('guest');
  proposal = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId], audience: 'named', readerIds: [guest.userId] });
});
afterAll(() => events.onApplicationShutdown());

const follow = async (actor: Actor, subject: { kind: 'proposal' | 'document'; id: string }) =>
  new ThreadResolver(threads, world.database, events).threadChanged(actor, new RequestContext(actor, '', null), subject);

describe('following the threads of a subject', () => {
  it('tells of each change to them, whatever is said elsewhere, until the subject is taken away', async () => {
    const elsewhere = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId] });
    const [onProposal, onDocument] = [await follow(guest, { kind: 'proposal', id: proposal.id }), await follow(guest, { kind: 'document', id: proposal.documentId })];
    await threads.open(author, { proposalId: elsewhere.id, kind: 'comment', body: 'x' });
    const { id } = await threads.open(guest, { proposalId: proposal.id, kind: 'question', body: 'Is it?' });
    for (const seen of [onProposal, onDocument]) expect((await seen.next()).value).toMatchObject({ threadChanged: { id, state: 'open' } });
    await threads.proposeAddressed(author, id, 'It is.');
    for (const seen of [onProposal, onDocument]) expect((await seen.next()).value).toMatchObject({ threadChanged: { id, state: 'addressed' } });

    await sharing.share(author, proposal.id, 'named', []);
    await comments.reply(author, id, 'Among ourselves.');
    for (const seen of [onProposal, onDocument]) expect(await seen.next()).toEqual({ value: undefined, done: true });
  });

  it('does not begin for who may not read it', async () => {
    const stranger = await world.anotherGroup();
    await expect(follow(stranger, { kind: 'proposal', id: proposal.id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(follow(guest, { kind: 'document', id: proposal.documentId })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
