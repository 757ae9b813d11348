import { beforeAll, describe, expect, it } from '@jest/globals';

import type { Actor } from '#libs/access';
import { AgendaService, MeetingService } from '#libs/meetings';
import { Document, DocumentService, type Proposal, ProposalService, StageRules } from '#libs/proposals';
import { aDocument, proposalIn } from '#libs/proposals/testing';
import { plansOf, useWorld } from '#libs/testing';
import { CommentService, ThreadService } from '#libs/threads';

import { SEARCH_KINDS, type SearchHit, type SearchKind } from './finders.js';
import { SearchService } from './search.service.js';

const world = useWorld();
const search = new SearchService(world.database);
const documents = new DocumentService(world.database, world.outbox, world.clock);
const sharing = new ProposalService(world.database, world.outbox, world.clock, documents, new StageRules());
const comments = new CommentService(world.database, world.outbox, world.clock);
const threads = new ThreadService(world.database, world.outbox, world.clock, comments);
const meetings = new MeetingService(world.database, world.outbox, world.clock, documents);
const agenda = new AgendaService(world.database, world.outbox);

let author: Actor;
let colleague: Actor;
let guest: Actor;
let stranger: Actor;
let shared: Proposal;
let hidden: Proposal;

/** Every kind of thing, twice: on what everybody of the group may read, and on what only its author may. All are about zebrafish. */
beforeAll(async () => {
  author = await world.person('researcher', 'Zebrafisher Silva');
  colleague = await world.person('researcher', 'Rui Vidal');
  guest = await world.person('guest', 'Gil Ek');
  stranger = await world.anotherGroup();
  const rights = { groupId: world.groupId, authorIds: [author.userId], summary: 'About zebrafish in the dark.' };
  shared = await proposalIn(world, { ...rights, title: 'Open water', readerIds: [guest.userId] });
  hidden = await proposalIn(world, { ...rights, title: 'Secret zebrafish', audience: 'authors' });
  for (const proposal of [shared, hidden]) {
    await threads.open(author, { proposalId: proposal.id, kind: 'concern', severity: 'major', body: `Do @[Rui Vidal](person:${colleague.userId}) zebrafishes see 72.9 colours?` });
    await addExperiment(`zebrafish ${proposal.title}`, proposal);
  }
  await addExperiment('zebrafish in the inbox', null);
  await world.has(Document,
    aDocument({ groupId: world.groupId, kind: 'loose', title: 'Notes on zebrafish' }),
    aDocument({ groupId: world.groupId, kind: 'loose', title: 'Diary of a zebrafish', audience: 'authors', authorIds: [author.userId] }));
  const when = { startsAt: new Date('2026-11-06T13:00:00Z'), minutes: 60, timeZone: 'Europe/Berlin' };
  const all = await meetings.schedule(author, { ...when, title: 'Friday group meeting' });
  await agenda.add(author, all.id, { title: 'Why zebrafish' });
  await meetings.schedule(author, { ...when, title: 'Zebrafish, us alone', attendeeIds: [author.userId] });
});

async function addExperiment(name: string, proposal: Proposal | null): Promise<void> {
  await world.database.sql(
    `INSERT INTO experiment (id, group_id, number, proposal_id, name, question, hypothesis, arm_param, seed_param, tags, lifecycle, created_at, updated_at)
     VALUES (gen_random_uuid(), $1, (SELECT count(*) + 1 FROM experiment), $2, $3, 'Do they see?', '', 'arm', 'seed', '{}', 'active', now(), now())`,
    [world.groupId, proposal?.id ?? null, name]);
}

const find = (actor: Actor, text: string, kinds: SearchKind[] | null = null): Promise<SearchHit[]> => search.find(actor, text, kinds, null);
const titles = async (actor: Actor, text: string): Promise<string[]> => (await find(actor, text)).map(({ kind, title }) => `${kind}: ${title}`);

describe('search', () => {
  it('finds everything that its author may read, kind by kind', async () => {
    expect(await titles(author, 'zebrafish')).toEqual([
      'proposal: Secret zebrafish', 'proposal: Open water',
      expect.stringContaining('document: '), expect.stringContaining('document: '),
      expect.stringContaining('thread: Major concern on “'), expect.stringContaining('thread: Major concern on “'),
      expect.stringContaining('experiment: '), expect.stringContaining('experiment: '), expect.stringContaining('experiment: '),
      expect.stringContaining('meeting: '), expect.stringContaining('meeting: '),
      'person: Zebrafisher Silva',
    ]);
  });

  it('finds for a colleague what the group may read', async () => {
    expect(await titles(colleague, 'zebrafish')).toEqual([
      'proposal: Open water', 'document: Notes on zebrafish', 'thread: Major concern on “Open water”',
      expect.stringContaining('experiment: zebrafish'), expect.stringContaining('experiment: zebrafish'), 'meeting: Friday group meeting', 'person: Zebrafisher Silva',
    ]);
  });

  it('finds for a guest exactly what hangs on the one proposal that was shared with them', async () => {
    expect(await titles(guest, 'zebrafish')).toEqual(['proposal: Open water', 'thread: Major concern on “Open water”', 'experiment: zebrafish Open water']);
    expect(await titles(guest, 'Gil')).toEqual(['person: Gil Ek']);
    expect(await titles(guest, 'Rui')).toEqual([expect.stringContaining('thread: ')]);
    await sharing.share(author, shared.id, 'group', []);
    expect(await titles(guest, 'zebrafish')).toEqual([]);
    await sharing.share(author, shared.id, 'group', [guest.userId]);
  });

  it('finds nothing for another group', async () => {
    expect(await find(stranger, 'zebrafish')).toEqual([]);
  });

  it('says where it matched, in the words around it', async () => {
    const [proposal] = await find(colleague, 'dark zebrafish', ['proposal']);
    expect(proposal).toMatchObject({ title: 'Open water', because: 'its summary matches', excerpt: 'About zebrafish in the dark.' });
    expect((await find(author, 'secret dark', ['proposal']))[0]).toMatchObject({ because: 'its title, summary and fields together match' });
    expect(await find(colleague, 'colours', ['thread'])).toMatchObject([{ excerpt: 'Do @Rui Vidal zebrafishes see 72.9 colours?', because: 'a comment by Zebrafisher Silva matches' }]);
    expect(await find(colleague, 'zebrafish', ['meeting'])).toMatchObject([{ excerpt: '2026-11-06 14:00, Europe/Berlin', because: '“Why zebrafish” is on its agenda' }]);
    expect((await find(colleague, 'zebrafish', ['person']))[0]).toMatchObject({ excerpt: 'researcher', because: 'their name matches' });
  });

  it('wants every word, is content with beginnings, and knows a word in its other forms', async () => {
    expect(await titles(colleague, 'zeb colour 72.9')).toEqual(['thread: Major concern on “Open water”']);
    expect(await titles(colleague, 'zebrafish nonsense')).toEqual([]);
    expect(await titles(colleague, 'seeing zebrafishes')).toEqual(['thread: Major concern on “Open water”']);
  });

  it('takes any text without failing, and finds nothing where there is no word', async () => {
    for (const text of ['', ' ', '&|!():*', `'; DROP TABLE proposal --`, '\0', 'the', 'a'.repeat(5_000), '🐟', '9.9.9.9']) await find(author, text);
    expect(await find(author, '…')).toEqual([]);
  });

  it('shows no more of each kind than was asked for', async () => {
    const hits = await search.find(author, 'zebrafish', null, 1);
    expect(hits.map(({ kind }) => kind)).toEqual(SEARCH_KINDS);
    await expect(search.find(author, 'zebrafish', null, 0)).rejects.toMatchObject({ code: 'PAGE_SIZE' });
  });
});

describe('with 10,000 of each kind', () => {
  beforeAll(async () => {
    await world.dataSource.query(
      `WITH person AS (INSERT INTO app_user (id, name, email, password_hash) SELECT gen_random_uuid(), 'Person number' || n, n || '@example.org', '' FROM generate_series(1, 10000) n RETURNING id),
       member AS (INSERT INTO membership (id, group_id, user_id, role) SELECT gen_random_uuid(), $1, id, 'researcher' FROM person),
       written AS (INSERT INTO document (id, group_id, kind, title, audience, author_ids, reader_ids, writers, updated_at)
         SELECT gen_random_uuid(), $1, kind, 'Number' || n, 'group', ARRAY[gen_random_uuid()], '{}', 'authors', now() FROM generate_series(1, 10000) n, unnest('{proposal,loose,meeting}'::text[]) kind RETURNING id, kind, title),
       proposed AS (INSERT INTO proposal (id, group_id, document_id, title, summary, stage, topics, audience, author_ids, reader_ids, template, fields, created_at, updated_at)
         SELECT gen_random_uuid(), $1, id, title, '', 'draft', '{}', 'group', ARRAY[gen_random_uuid()], '{}', 'method', '{}', now(), now() FROM written WHERE kind = 'proposal' RETURNING id, document_id, title),
       met AS (INSERT INTO meeting (id, group_id, title, state, starts_at, minutes, time_zone, attendee_ids, document_id, created_at)
         SELECT gen_random_uuid(), $1, title, 'scheduled', now(), 60, 'UTC', '{}', id, now() FROM written WHERE kind = 'meeting' RETURNING id, title),
       tried AS (INSERT INTO experiment (id, group_id, number, proposal_id, name, question, hypothesis, arm_param, seed_param, tags, lifecycle, created_at, updated_at)
         SELECT gen_random_uuid(), $1, 100 + row_number() OVER (), id, title, '', '', 'arm', 'seed', '{}', 'active', now(), now() FROM proposed),
       raised AS (INSERT INTO thread (id, group_id, document_id, proposal_id, kind, state, raised_by_id, created_at, updated_at)
         SELECT gen_random_uuid(), $1, document_id, id, 'comment', 'open', $2, now(), now() FROM proposed RETURNING id)
       INSERT INTO comment (id, group_id, thread_id, position, author_id, body, mention_ids, created_at)
         SELECT gen_random_uuid(), $1, id, 0, $2, 'number' || row_number() OVER (), '{}', now() FROM raised`, [world.groupId, author.userId]);
    await world.dataSource.query(
      `INSERT INTO agenda_item (id, meeting_id, title, reason, position) SELECT gen_random_uuid(), id, 'Item ' || title, '', 0 FROM meeting WHERE title LIKE 'Number%'`);
    await world.dataSource.query('VACUUM ANALYZE');
  }, 120_000);

  it.each(SEARCH_KINDS)('no search for a %s reads a whole table', async (kind) => {
    for (const actor of [author, guest]) {
      let hits: SearchHit[] = [];
      const plans = await plansOf(world, async () => {
        hits = await find(actor, 'number777', [kind]);
      });
      expect(hits.length > 0).toBe(actor === author);
      expect(plans.length).toBeGreaterThan(0);
      expect(plans.filter((plan) => /Seq Scan on (proposal|document|comment|thread|experiment|meeting|agenda_item|app_user|membership)\b/.test(plan))).toEqual([]);
    }
  });
});
