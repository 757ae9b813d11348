import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { encodeCursor, type PageRequest } from '#libs/kernel';
import { plansOf, useWorld } from '#libs/testing';

import { type ProposalFilter, ProposalList, type ProposalSort } from './proposal-list.js';
import { manyProposals, proposalIn } from './testing/index.js';

const world = useWorld();
const list = new ProposalList(world.database);

const titles = async (actor: Actor, filter: ProposalFilter = {}, sort?: ProposalSort): Promise<string[]> =>
  (await list.page(actor, {}, filter, sort)).nodes.map(({ title }) => title);

describe('finding proposals', () => {
  let [reader, groupId] = [{} as Actor, {} as Actor['groupId']];
  const at = (minute: number): Date => new Date(Date.UTC(2026, 8, 1, 12, minute));

  beforeAll(async () => {
    reader = await world.anotherGroup();
    groupId = reader.groupId;
    const base = { groupId, createdAt: at(0) };
    await proposalIn(world, { ...base, title: 'Zebra crossings', updatedAt: at(1), topics: ['vision'], stage: 'active', summary: 'Detecting stripes for retrieval, 72.9 % of them.' });
    await proposalIn(world, { ...base, title: 'adaptive heads', updatedAt: at(3), topics: ['vision', 'heads'], authorIds: [reader.userId], fields: { hypothesis: 'A cosine classifier helps rare classes.' } });
    await proposalIn(world, { ...base, title: 'Calibration', updatedAt: at(2), topics: [], stage: 'parked', parkedFrom: 'draft', parkedReason: 'no data' });
    await proposalIn(world, { ...base, title: 'Secret', updatedAt: at(9), topics: ['vision', 'secret'], audience: 'authors' });
  });

  it('begins with the latest changed, and never with what is not one’s to read', async () => {
    expect(await titles(reader)).toEqual(['adaptive heads', 'Calibration', 'Zebra crossings']);
  });

  it('sorts titles as people do, whatever their case', async () => {
    expect(await titles(reader, {}, { by: 'title', descending: false })).toEqual(['adaptive heads', 'Calibration', 'Zebra crossings']);
    expect(await titles(reader, {}, { by: 'title', descending: true })).toEqual(['Zebra crossings', 'Calibration', 'adaptive heads']);
  });

  it.each<[string, ProposalFilter, string[]]>([
    ['stages', { stages: ['active', 'parked'] }, ['Calibration', 'Zebra crossings']],
    ['no stage', { stages: [] }, []],
    ['a topic', { topic: 'vision' }, ['adaptive heads', 'Zebra crossings']],
    ['a topic and a stage', { topic: 'vision', stages: ['active'] }, ['Zebra crossings']],
    ['mine', { mine: true }, ['adaptive heads']],
    ['the beginning of a word', { search: 'calib' }, ['Calibration']],
    ['another form of a word, in the summary', { search: 'detect stripe' }, ['Zebra crossings']],
    ['a word in a field', { search: 'COSINE' }, ['adaptive heads']],
    ['a common word on the way to another', { search: 'a' }, ['adaptive heads']],
    ['a number with its fraction', { search: '72.9' }, ['Zebra crossings']],
    ['words of which one is nowhere', { search: 'cosine zebra' }, []],
    ['nothing but signs', { search: `')(:&|!<->*` }, []],
    ['blanks', { search: '  ' }, ['adaptive heads', 'Calibration', 'Zebra crossings']],
  ])('narrows by %s', async (_what, filter, expected) => {
    expect(await titles(reader, filter)).toEqual(expected);
  });

  it('narrows by author', async () => {
    expect(await titles(reader, { authorId: reader.userId })).toEqual(['adaptive heads']);
  });

  it.each<ProposalSort['by']>(['updated_at', 'created_at', 'title'])('walks through pages by %s, in both directions, meeting each once', async (by) => {
    for (const descending of [true, false]) {
      const met: string[] = [];
      let request: PageRequest = { first: 1 };
      for (let more = true; more; ) {
        const page = await list.page(reader, request, {}, { by, descending });
        met.push(...page.nodes.map(({ title }) => title));
        request = { first: 1, after: page.endCursor };
        more = page.hasMore;
      }
      expect(met).toEqual(await titles(reader, {}, { by, descending }));
    }
  });

  it('refuses a cursor of another order, and one that was made up', async () => {
    const byTitle = (await list.page(reader, { first: 1 }, {}, { by: 'title', descending: true })).endCursor;
    for (const after of [byTitle, 'nonsense', encodeCursor(['updated_at', 'yesterday', 'x']), encodeCursor(['updated_at', 'yesterday', reader.userId])]) {
      await expect(list.page(reader, { after })).rejects.toMatchObject({ code: 'CURSOR_INVALID' });
    }
  });

  it('offers the topics of what one may read, the most used first', async () => {
    expect(await list.topics(reader)).toEqual(['vision', 'heads']);
  });

  it('finds what is written in similar words, and says how similar', async () => {
    const found = await list.similar(reader, 'Adaptive head');
    expect(found.map(({ proposal }) => proposal.title)).toEqual(['adaptive heads']);
    expect(found[0]!.similarity).toBeCloseTo(1);
    expect(await list.similar(reader, 'the secret')).toEqual([]);
    expect(await list.similar(reader, `it's \\ 'quoted' & weird:*`)).toEqual([]);
    expect(await list.similar(reader, '')).toEqual([]);
  });
});

describe('among 20,000 proposals', () => {
  let researcher: Actor, lead: Actor, guest: Actor;

  beforeAll(async () => {
    [researcher, lead, guest] = [await world.person(), await world.person('lead'), await world.person('guest')];
    await manyProposals(world, { groupId: world.groupId, count: 20_000, author: researcher.userId, reader: guest.userId });
  }, 120_000);

  const sorted = (by: ProposalSort['by'], descending = true): ProposalSort => ({ by, descending });

  it.each<[string, () => Promise<unknown>]>([
    ['the list of a researcher', () => list.page(researcher, {})],
    ['the list of a lead', () => list.page(lead, {})],
    ['the list of a guest', () => list.page(guest, {})],
    ['a page far down', async () => list.page(researcher, { after: encodeCursor(['updated_at', '2026-03-01T00:00:00.000Z', researcher.userId]) })],
    ['the oldest first', () => list.page(researcher, {}, {}, sorted('created_at', false))],
    ['by title', () => list.page(researcher, {}, {}, sorted('title', false))],
    ['one stage', () => list.page(researcher, {}, { stages: ['ready_to_submit'] })],
    ['several stages', () => list.page(researcher, {}, { stages: ['active', 'writing'] })],
    ['a common topic', () => list.page(researcher, {}, { topic: 'topic 3' })],
    ['a rare topic', () => list.page(researcher, {}, { topic: 'rare' })],
    ['one’s own', () => list.page(researcher, {}, { mine: true })],
    ['an author as a guest sees them', () => list.page(guest, {}, { authorId: researcher.userId })],
    ['a common word', () => list.page(researcher, {}, { search: 'method' })],
    ['a rare word', () => list.page(researcher, {}, { search: 'number1234' })],
    ['topics', () => list.topics(researcher)],
    ['topics of a guest', () => list.topics(guest)],
    ['similar ones', () => list.similar(researcher, 'number1234 of a rare method')],
  ])('%s is found without reading the table', async (_what, find) => {
    const plans = await plansOf(world, find);
    expect(plans.length).toBeGreaterThan(0);
    expect(plans.filter((plan) => plan.includes('Seq Scan on proposal'))).toEqual([]);
  });
});
