import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { newId, type ProposalId } from '#libs/kernel';
import { expectSameFaces, useWorld } from '#libs/testing';

import { Document } from './documents/document.entity.js';
import { documentPolicy } from './documents/document.policy.js';
import { DocumentService } from './documents/document.service.js';
import { Proposal } from './proposal.entity.js';
import { proposalPolicy, requireProposal } from './proposal.policy.js';
import { ProposalService } from './proposal.service.js';
import { StageRules } from './stage-rules.js';
import { proposalIn } from './testing/index.js';
import { visibleProposalIds, visibleProposalsSql } from './visible-proposals.js';

const world = useWorld();
const documents = new DocumentService(world.database, world.outbox, world.clock);
const service = new ProposalService(world.database, world.outbox, world.clock, documents, new StageRules());

let author: Actor, colleague: Actor, lead: Actor, guest: Actor, stranger: Actor;
beforeAll(async () => {
  [author, colleague, lead, guest] = [await world.person(), await world.person(), await world.person('lead'), await world.person('guest')];
  stranger = await world.anotherGroup();
});

const begun = (by = author, given: object = {}) => service.create(by, { template: 'method', title: 'Cosine head for long-tail', ...given });
const documentOf = ({ documentId }: Proposal) => world.database.read(Document).findOneByOrFail({ id: documentId });
const eventsSince = async (work: () => Promise<unknown>): Promise<string[]> => {
  const before = (await world.events()).length;
  await work();
  return (await world.events()).slice(before);
};

describe('beginning a proposal', () => {
  it('makes a draft of its author, with a document of the same title and rights, and says so', async () => {
    let proposal!: Proposal;
    const events = await eventsSince(async () => (proposal = await begun(author, { topics: ['Long tail', ' long  tail ', ''], readerIds: [guest.userId, author.userId] })));
    expect(proposal).toMatchObject({ stage: 'draft', audience: 'group', authorIds: [author.userId], readerIds: [guest.userId], topics: ['Long tail'] });
    expect(await documentOf(proposal)).toMatchObject({
      kind: 'proposal', title: proposal.title, audience: 'group', authorIds: [author.userId], readerIds: [guest.userId], writers: 'authors', groupId: world.groupId,
    });
    expect(events).toEqual(['proposal.created']);
  });

  it('is for members, not for guests', async () => {
    await expect(begun(guest)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each([
    ['template', { template: 'novel' }], ['title', { title: '  ' }], ['title', { title: 'x'.repeat(301) }], ['summary', { summary: 'a\0b' }],
    ['fields.colour', { fields: [{ key: 'colour', value: 'red' }] }], ['topics', { topics: Array.from({ length: 21 }, (_, i) => `topic ${i}`) }],
  ])('refuses, naming %s, what it cannot keep, and keeps nothing', async (field, given) => {
    const before = await world.database.read(Document).countBy({});
    await expect(begun(author, given)).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field } });
    expect(await world.database.read(Document).countBy({})).toBe(before);
  });

  it('refuses readers who are not of the group, and readers of what is for authors only', async () => {
    await expect(begun(author, { readerIds: [stranger.userId] })).rejects.toMatchObject({ code: 'PERSON_UNKNOWN', details: { field: 'readerIds' } });
    await expect(begun(author, { audience: 'authors', readerIds: [guest.userId] })).rejects.toMatchObject({ details: { field: 'readerIds' } });
  });
});

describe('changing a proposal', () => {
  it('is its authors’ right; the document follows its title; what is not named stays', async () => {
    const proposal = await begun(author, { summary: 'A head.', fields: [{ key: 'hypothesis', value: 'It helps.' }, { key: 'risk', value: 'None.' }] });
    world.clock.advance({ minutes: 1 });
    await service.update(author, proposal.id, { title: 'Sine head', fields: [{ key: 'risk', value: '' }, { key: 'cost', value: '3 GPU days' }] });
    const now = await requireProposal(world.database, author, 'read', proposal.id);
    expect(now).toMatchObject({ title: 'Sine head', titleKey: 'sine head', summary: 'A head.', fields: { hypothesis: 'It helps.', cost: '3 GPU days' }, updatedAt: world.clock.now() });
    expect((await documentOf(now)).title).toBe('Sine head');
    for (const other of [colleague, lead]) await expect(service.update(other, proposal.id, { title: 'Mine' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('tells neither a stranger nor a guest that it exists', async () => {
    const proposal = await begun();
    for (const other of [stranger, guest]) {
      await expect(service.update(other, proposal.id, { title: 'Mine' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
      await expect(service.move(other, proposal.id, 'parked', 'no')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
    await expect(service.update(author, newId<ProposalId>(), {})).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('sharing a proposal', () => {
  it('changes who reads it and its document in one step, and lets open documents be asked again', async () => {
    const proposal = await begun();
    const events = await eventsSince(() => service.share(author, proposal.id, 'named', [guest.userId]));
    expect(events).toEqual(['document.rights_changed', 'proposal.shared']);
    await expect(requireProposal(world.database, colleague, 'read', proposal.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await requireProposal(world.database, guest, 'comment', proposal.id);
    const document = await documentOf(proposal);
    expect([guest, colleague].map((actor) => documentPolicy.may.read(actor, document))).toEqual([true, false]);
  });

  it('is not the lead’s to do', async () => {
    await expect(service.share(lead, (await begun()).id, 'group', [])).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the authors of a proposal', () => {
  it('write its document from then on, and are readers no longer', async () => {
    const proposal = await begun(author, { readerIds: [colleague.userId] });
    const changed = await service.setAuthors(author, proposal.id, [author.userId, colleague.userId, author.userId]);
    expect(changed).toMatchObject({ authorIds: [author.userId, colleague.userId], readerIds: [] });
    expect(documentPolicy.may.write(colleague, await documentOf(changed))).toBe(true);
    await service.setAuthors(colleague, proposal.id, [colleague.userId]);
    await expect(service.update(author, proposal.id, { title: 'Mine' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('stay authors after they have left the group, which nobody can be added from', async () => {
    const left = await world.person();
    const { id } = await begun();
    await service.setAuthors(author, id, [author.userId, left.userId]);
    await world.database.sql('UPDATE membership SET suspended_at = now() WHERE user_id = $1', [left.userId]);
    expect((await service.setAuthors(author, id, [author.userId, left.userId, colleague.userId])).authorIds).toContain(left.userId);
    await expect(service.setAuthors(author, (await begun()).id, [left.userId])).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' });
  });

  it('are at least one, all of the group', async () => {
    const { id } = await begun();
    await expect(service.setAuthors(author, id, [])).rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field: 'authorIds' } });
    await expect(service.setAuthors(author, id, [stranger.userId])).rejects.toMatchObject({ code: 'PERSON_UNKNOWN' });
  });
});

describe('moving a proposal', () => {
  it('is refused while required fields are empty, naming all of them, and then allowed', async () => {
    const { id } = await begun();
    await expect(service.move(author, id, 'open_for_feedback', null)).rejects.toMatchObject({
      code: 'STAGE_PRECONDITIONS', message: expect.stringContaining('Hypothesis, Primary metric'), details: { missing: 'hypothesis,primary_metric' },
    });
    await service.update(author, id, { fields: [{ key: 'hypothesis', value: 'It helps.' }, { key: 'primary_metric', value: 'accuracy' }] });
    expect((await service.move(author, id, 'open_for_feedback', null)).stage).toBe('open_for_feedback');
  });

  it('does not skip stages', async () => {
    const { id } = await begun();
    await expect(service.move(author, id, 'published', null)).rejects.toMatchObject({ code: 'STAGE_NOT_ALLOWED', details: { from: 'draft', to: 'published' } });
    expect((await requireProposal(world.database, author, 'read', id)).stage).toBe('draft');
  });

  it('aside needs a reason, which stays until it goes back to where it was', async () => {
    const { id } = await proposalIn(world, { groupId: world.groupId, authorIds: [author.userId], stage: 'writing' });
    await expect(service.move(author, id, 'parked', ' ')).rejects.toMatchObject({ details: { field: 'reason' } });
    expect(await service.move(lead, id, 'parked', 'No gain over the baseline.')).toMatchObject({ stage: 'parked', parkedReason: 'No gain over the baseline.' });
    await expect(service.move(author, id, 'active', null)).rejects.toMatchObject({ code: 'STAGE_NOT_ALLOWED' });
    expect(await service.move(author, id, 'writing', null)).toMatchObject({ stage: 'writing', parkedReason: null, parkedFrom: null });
  });

  it('is for authors and for leads who may read it', async () => {
    const open = await begun();
    await expect(service.move(colleague, open.id, 'parked', 'x')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const closed = await begun(author, { audience: 'authors' });
    await expect(service.move(lead, closed.id, 'parked', 'x')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('who reads a proposal', () => {
  it('is the same for one and for lists, in all three ways of asking', async () => {
    for (const audience of ['authors', 'leads', 'group', 'named'] as const) {
      await proposalIn(world, { groupId: world.groupId, audience, authorIds: [author.userId] });
      await proposalIn(world, { groupId: world.groupId, audience, authorIds: [colleague.userId], readerIds: audience === 'authors' ? [] : [guest.userId] });
      await proposalIn(world, { groupId: stranger.groupId, audience, authorIds: [stranger.userId], readerIds: [guest.userId] });
    }
    const actors = [author, colleague, lead, guest, stranger, world.someone('guest')];
    await expectSameFaces(world, Proposal, proposalPolicy, actors);
    await expectSameFaces(world, Document, documentPolicy, actors);
    const all = await world.database.read(Proposal).find();
    for (const actor of actors) {
      const expected = all.filter((one) => proposalPolicy.may.read(actor, one)).map(({ id }) => id).sort();
      const { sql, parameters } = visibleProposalsSql(actor);
      expect((await world.database.sql<Proposal>(sql, parameters)).map(({ id }) => id).sort()).toEqual(expected);
      expect((await world.database.read(Proposal).findBy({ id: visibleProposalIds(actor) })).map(({ id }) => id).sort()).toEqual(expected);
    }
  });
});
