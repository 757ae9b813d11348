import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { EventStream, RequestContext } from '#libs/platform';
import { useWorld } from '#libs/testing';

import { DocumentService } from '../documents/document.service.js';
import { ProposalList } from '../proposal-list.js';
import { ProposalService } from '../proposal.service.js';
import { StageRules } from '../stage-rules.js';
import { proposalIn } from '../testing/index.js';
import { ProposalResolver } from './proposal.resolver.js';

const world = useWorld();
let events: EventStream, service: ProposalService, resolver: ProposalResolver, author: Actor, guest: Actor;

beforeAll(async () => {
  events = new EventStream(world.address);
  await events.onApplicationBootstrap();
  service = new ProposalService(world.database, world.outbox, world.clock, new DocumentService(world.database, world.outbox, world.clock), new StageRules());
  resolver = new ProposalResolver(world.database, service, new ProposalList(world.database), events);
  [author, guest] = [await world.person(), await world.person('guest')];
});
afterAll(() => events.onApplicationShutdown());

const follow = (actor: Actor, id: Parameters<ProposalResolver['proposal']>[1]) => resolver.proposalChanged(actor, new RequestContext(actor, '', null), id);

describe('following a proposal', () => {
  it('shows each change of it, of no other, and ends when it may no longer be read', async () => {
    const given = { groupId: world.groupId, authorIds: [author.userId], readerIds: [guest.userId], audience: 'named' as const };
    const [proposal, other] = [await proposalIn(world, given), await proposalIn(world, given)];
    const changes = await follow(guest, proposal.id);
    await service.update(author, other.id, { title: 'Another' });
    await service.update(author, proposal.id, { title: 'Changed' });
    expect((await changes.next()).value).toMatchObject({ proposalChanged: { id: proposal.id, title: 'Changed' } });
    await service.share(author, proposal.id, 'named', []);
    expect((await changes.next()).done).toBe(true);
  });

  it('begins only for whoever may read it', async () => {
    const { id } = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId] });
    await expect(follow(guest, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
