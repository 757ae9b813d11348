import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { newId } from '#libs/kernel';

import { Caller, foundGroup, join, remove } from './support/caller.js';
import { LiveClient, until } from './support/live-client.js';
import { useOpenServer } from './support/open-server.js';
import { Questions, secretsIn } from './support/questions.js';
import { APART, idsOf, METRIC, research, type Research } from './support/research.js';
import { Subscriber } from './support/subscriber.js';

const { server, database } = useOpenServer();
let lead: Caller;
let hanna: Caller;
let guest: Caller;
let questions: Questions;
/** Readable to the guest by name, to the group, and to its author. The guest is named in a thread of each. */
let shared: Research;
let others: readonly Research[];

beforeAll(async () => {
  lead = await foundGroup(server);
  hanna = await join(lead, 'lead', 'Hanna Hidden');
  guest = await join(lead, 'guest', 'Gil Ek');
  questions = await Questions.of(lead);
  const mentioned = await guest.userId();
  shared = await research(lead, 'marimba', { audience: 'group', mentioned });
  others = [await research(hanna, 'xylophone', { audience: 'group', mentioned }), await research(hanna, 'celesta', { audience: 'authors', mentioned })];
  await share([mentioned]);
  // Whoever is named after they can read it is asked for it; in the others, nobody who is not there.
  await say(lead, shared, mentioned);
  for (const other of others) await say(hanna, other, mentioned);
  // Waits until all of this is told.
  await database.checksum();
}, 60_000);

const leaving: (() => unknown)[] = [];
afterEach(async () => {
  for (const leave of leaving.splice(0)) await leave();
});

const share = async (readerIds: string[], of = shared): Promise<unknown> =>
  lead.graphql('mutation($id: ID!, $readerIds: [ID!]!) { shareProposal(id: $id, audience: group, readerIds: $readerIds) { id } }', { id: of.proposalId, readerIds });
const say = async (by: Caller, { threadId, word }: Research, to: string): Promise<unknown> =>
  by.graphql('mutation($threadId: ID!, $body: String!) { reply(threadId: $threadId, body: $body) { id } }', { threadId, body: `@[Gil](person:${to}), ${word}?` });

const at = (caller: Caller): Subscriber => {
  const page = new Subscriber(caller);
  leaving.push(() => page.leave());
  return page;
};
const open = (documentId: string, token: string): LiveClient => {
  const client = new LiveClient(server, documentId, token);
  leaving.push(() => client.leave());
  return client;
};

/** Each subscription, and which id of a research it is about. */
const SUBSCRIPTIONS: readonly (readonly [query: string, idOf: (of: Research) => string])[] = [
  ['subscription($id: ID!) { threadChanged(subject: { kind: proposal, id: $id }) { id } }', ({ proposalId }) => proposalId],
  ['subscription($id: ID!) { proposalChanged(id: $id) { id } }', ({ proposalId }) => proposalId],
  ['subscription($id: ID!) { experimentChanged(id: $id) { id } }', ({ experimentId }) => experimentId],
];

/** What nobody may learn who was shown only the one: the rest, what has readers of its own, and who is behind it. */
const secrets = async (): Promise<string[]> => [...others.flatMap((of) => [of.word, ...idsOf(of)]), ...idsOf(shared, [...APART]), 'Hanna', await hanna.userId()];

describe('a guest who was shared one of several proposals', () => {
  it('finds it, and only it, in every list', async () => {
    const idsIn = async (list: string): Promise<string[]> =>
      Object.values(await guest.graphql<Record<string, { nodes: { id: string }[] }>>(`{ ${list} { nodes { id } } }`)).flatMap(({ nodes }) => nodes.map(({ id }) => id));
    expect(await idsIn('proposals')).toEqual([shared.proposalId]);
    expect(await idsIn('experiments')).toEqual([shared.experimentId]);
    expect(await idsIn('venues')).toEqual([shared.venueId]);
    for (const list of ['documents', 'meetings(when: upcoming)', 'actions']) expect([list, await idsIn(list)]).toEqual([list, []]);
    const { search, metricSeries, ...rest } = await guest.graphql<{ search: { id: string }[]; metricSeries: { runId: string }[] }>(
      `query($runIds: [ID!]!) {
        members { nodes { person { name } } } portfolio { nodes { proposal { id } submission { id } } } needsMe { kind threadId } topics
        search(text: "head", first: 50) { id } metricSeries(key: "${METRIC}", runIds: $runIds) { runId }
      }`, { runIds: [shared, ...others].flatMap(({ runIds }) => runIds) });
    expect(rest).toEqual({
      members: { nodes: [{ person: { name: 'Gil Ek' } }] },
      portfolio: { nodes: [{ proposal: { id: shared.proposalId }, submission: { id: shared.submissionId } }] },
      needsMe: [{ kind: 'mention', threadId: shared.threadId }],
      topics: [shared.word],
    });
    expect(search.map(({ id }) => id).sort()).toEqual([shared.proposalId, shared.experimentId].sort());
    expect(metricSeries.map(({ runId }) => runId)).toEqual(shared.runIds);
  });

  it('reads all that hangs on it', async () => {
    for (const [name, reply] of await questions.answers(guest, shared)) expect([name, reply]).toEqual([name, expect.stringMatching(/marimba|treatment/)]);
  });

  it('meets nothing of the others by any query there is, however far they follow what they may read', async () => {
    expect(secretsIn(await questions.everythingTold(guest, [shared], [shared, ...others]), await secrets())).toEqual([]);
  });

  it('is told of the others what is told of something that does not exist', async () => {
    await questions.expectNothing(guest, others);
    await questions.expectNothingApart(guest, shared);
  });

  it('who is given an action, or asked to a meeting, does not come by what these hang on', async () => {
    const [hidden] = others as [Research];
    const nora = await join(lead, 'guest', 'Nora Named');
    const id = await nora.userId();
    await share([await guest.userId(), id]);
    await hanna.graphql(
      'mutation($input: AddActionInput!) { addAction(input: $input) { id } }', { input: { title: 'Bring the projector', ownerId: id, proposalId: hidden.proposalId, meetingId: hidden.meetingId } });
    const { scheduleMeeting } = await hanna.graphql<{ scheduleMeeting: { id: string } }>(
      'mutation($input: ScheduleMeetingInput!) { scheduleMeeting(input: $input) { id } }',
      { input: { title: 'With Nora', startsAt: new Date(Date.now() + 3_600_000).toISOString(), minutes: 30, timeZone: 'UTC', attendeeIds: [id] } });
    for (const { proposalId } of [shared, hidden]) {
      await hanna.graphql(
        'mutation($id: ID!, $input: AgendaItemInput!) { addAgendaItem(meetingId: $id, input: $input) { id } }', { id: scheduleMeeting.id, input: { title: 'Next', proposalId } });
    }
    await database.checksum();

    const { actions, needsMe, meeting } = await nora.graphql<Record<string, unknown>>(
      `query($id: ID!) {
        actions { nodes { title proposalId meeting { id } } } needsMe { kind title meetingId proposalId }
        meeting(id: $id) { agenda { title proposal { id } } }
      }`, { id: scheduleMeeting.id });
    expect(actions).toEqual({ nodes: [{ title: 'Bring the projector', proposalId: null, meeting: null }] });
    expect(needsMe).toContainEqual({ kind: 'action', title: 'Bring the projector', meetingId: null, proposalId: null });
    expect(meeting).toEqual({ agenda: [{ title: 'Next', proposal: { id: shared.proposalId } }, { title: 'Next', proposal: null }] });
    expect(secretsIn(await questions.everythingTold(nora, [shared], [hidden]), [hidden.word, ...idsOf(hidden)])).toEqual([]);
  });

  it('hears of its threads, changes and runs, and of no other', async () => {
    const page = at(guest);
    const [own, ...foreign] = [shared, ...others].map((of) => SUBSCRIPTIONS.map(([query, idOf]) => page.listen(query, { id: idOf(of) })));
    await until(() => foreign.flat().every(({ heard, end }) => heard.length > 0 || end !== null), () => 'the foreign ones were not refused');
    for (const listening of foreign.flat()) expect([...listening.heard, listening.end]).toContain('NOT_FOUND');

    for (const other of others) await say(hanna, other, await guest.userId());
    await say(lead, shared, await guest.userId());
    await until(() => own![0]!.heard.length > 0, () => 'the own one is silent');
    expect(own![0]).toEqual({ heard: [{ threadChanged: { id: shared.threadId } }], end: null });
    expect(JSON.stringify(foreign)).not.toMatch(/Changed/);
  });

  it('opens its live document to read, and no other', async () => {
    const token = await guest.createToken(['collab']);
    const [author, reader] = [open(shared.documentId, await lead.createToken(['collab'])), open(shared.documentId, token)];
    await author.synced();
    author.type('Only to be read.');
    await until(() => reader.text === 'Only to be read.', () => `the reader sees “${reader.text}”`);
    for (const id of [...others.map(({ documentId }) => documentId), shared.meetingDocumentId, shared.looseDocumentId, newId()]) {
      expect([id, await open(id, token).closed()]).toEqual([id, 4404]);
    }
    const { document } = await guest.graphql<{ document: { viewerMay: string[] } }>('query($id: ID!) { document(id: $id) { viewerMay } }', { id: shared.documentId });
    expect(document.viewerMay).toEqual(['read', 'comment']);
  });

  it('gets its files, and no other', async () => {
    const get = async (id: string): Promise<readonly [number, string]> => {
      const response = await fetch(`${server.url}/files/${id}`, { headers: guest.headers });
      return [response.status, (await response.text()).replaceAll(id, 'ID')];
    };
    expect(await get(shared.fileId)).toEqual([200, 'All about marimba.']);
    const unknown = await get(newId());
    expect(unknown[0]).toBe(404);
    for (const { fileId } of others) expect(await get(fileId)).toEqual(unknown);
    for (const { documentId } of others) expect((await guest.upload(documentId, 'x', 'x.txt', 'text/plain')).status).toBe(404);
  });

  it('finds its experiment and runs through MLflow, and no other', async () => {
    const script = Caller.withToken(server, await guest.createToken(['runs']));
    const all = [shared, ...others];
    const experiments = await script.mlflow('experiments/search', { max_results: 100, view_type: 'ALL' });
    const runs = await script.mlflow('runs/search', { experiment_ids: all.map(({ experimentNumber }) => experimentNumber), max_results: 100 });
    expect((JSON.parse(experiments.text) as { experiments: { experiment_id: string }[] }).experiments.map((one) => one.experiment_id)).toEqual([shared.experimentNumber]);
    expect(new Set((JSON.parse(runs.text) as { runs: { info: { run_id: string } }[] }).runs.map(({ info }) => info.run_id)))
      .toEqual(new Set(shared.runIds.map((id) => id.replaceAll('-', ''))));
    const calls = (of: Pick<Research, 'experimentNumber' | 'runIds' | 'word'>): [path: string, body?: object][] => [
      [`experiments/get?experiment_id=${of.experimentNumber}`], [`experiments/get-by-name?experiment_name=Heads of ${of.word}`], [`runs/get?run_id=${of.runIds[0]}`],
      [`metrics/get-history?run_id=${of.runIds[0]}&metric_key=${METRIC}`], [`metrics/get-history-bulk-interval?run_ids=${of.runIds[0]}&metric_key=${METRIC}`],
      [`artifacts/list?run_id=${of.runIds[0]}`], ['runs/log-metric', { run_id: of.runIds[0], key: METRIC, value: 1, timestamp: 1 }],
      ['runs/create', { experiment_id: of.experimentNumber }], ['experiments/update', { experiment_id: of.experimentNumber, new_name: 'x' }],
    ];
    const nothing = { experimentNumber: '999999', runIds: [newId()], word: 'ocarina' };
    for (const other of others) {
      for (const [i, call] of calls(other).entries()) {
        const [told, expected] = [await script.mlflow(...call), await script.mlflow(...calls(nothing)[i]!)];
        expect([call[0], told.status]).toEqual([call[0], 404]);
        expect(told.text.replaceAll(/[0-9a-f]{32}|[0-9a-f-]{36}|xylophone|celesta|'\d+'/g, '…')).toBe(expected.text.replaceAll(/[0-9a-f]{32}|[0-9a-f-]{36}|ocarina|'\d+'/g, '…'));
      }
    }
    for (const call of calls(shared).slice(-3)) expect([call[0], (await script.mlflow(...call)).status]).toEqual([call[0], 403]);
  });

  it('finds nothing once it is no longer shared, and loses what is open within a second', async () => {
    const page = at(guest);
    const [ofThreads, ofProposal] = SUBSCRIPTIONS.map(([query, idOf]) => page.listen(query, { id: idOf(shared) }));
    const live = open(shared.documentId, await guest.createToken(['collab']));
    await live.synced();
    await share([]);
    const unshared = performance.now();
    expect(await live.closed()).toBe(4403);
    // The rule is a time: the look every five seconds must not be what closes it.
    expect(performance.now() - unshared).toBeLessThan(1_000);
    expect(live.provider.shouldConnect).toBe(false);
    await say(lead, shared, await lead.userId());
    await until(() => ofProposal!.end !== null && ofThreads!.end !== null, () => 'the subscriptions go on');
    expect([ofThreads!.heard, ofProposal!.heard]).toEqual([[], []]);

    await questions.expectNothing(guest, [shared, ...others]);
    const told = await questions.everythingTold(guest, [], [shared, ...others]);
    expect(secretsIn(told, [...await secrets(), shared.word, ...idsOf(shared)])).toEqual([]);
    expect((await fetch(`${server.url}/files/${shared.fileId}`, { headers: guest.headers })).status).toBe(404);
    const script = Caller.withToken(server, await guest.createToken(['runs']));
    for (const path of ['experiments/search', 'runs/search']) {
      expect((await script.mlflow(path, { experiment_ids: [shared.experimentNumber], max_results: 100 })).text).not.toContain(shared.word);
    }
  });
});

describe('the lead of another group', () => {
  it('finds nothing of this one, by any query, socket, file or script', async () => {
    const stranger = await database.anotherGroup(server);
    const all = [shared, ...others];
    await questions.expectNothing(stranger, all);
    const told = await questions.everythingTold(stranger, [], all);
    expect(secretsIn(told, [...all.flatMap((of) => [of.word, ...idsOf(of)]), 'Lena', 'Hanna', 'Gil'])).toEqual([]);
    expect(told).toContain('Elsewhere');
    const token = await stranger.createToken(['collab', 'runs']);
    for (const { documentId, fileId, runIds } of all) {
      expect(await open(documentId, token).closed()).toBe(4404);
      expect((await fetch(`${server.url}/files/${fileId}`, { headers: stranger.headers })).status).toBe(404);
      expect((await Caller.withToken(server, token).mlflow(`runs/get?run_id=${runIds[0]}`)).status).toBe(404);
    }
    const found = await Caller.withToken(server, token).mlflow('experiments/search', { max_results: 100 });
    expect(secretsIn(found.text, all.map(({ word }) => word))).toEqual([]);
  });
});

describe('a member who is removed', () => {
  it('loses the session, the token, the live document and the subscription', async () => {
    const leaver = await join(lead, 'researcher', 'Gone Tomorrow');
    const token = await leaver.createToken(['read', 'runs', 'collab']);
    const [page, live] = [at(leaver), open(shared.documentId, token)];
    const heard = page.listen('subscription($id: ID!) { proposalChanged(id: $id) { id } }', { id: shared.proposalId });
    await live.synced();
    // The subscription is there once it has heard something.
    await until(async () => {
      await lead.graphql('mutation($id: ID!) { updateProposal(id: $id, input: { summary: "It goes on." }) { id } }', { id: shared.proposalId });
      return heard.heard.length > 0;
    }, () => 'the subscription is silent');

    await remove(lead, leaver);
    expect(await live.closed()).toBe(4403);
    await until(() => page.closings.length > 0, () => 'the subscription stays open');
    for (const caller of [leaver, Caller.withToken(server, token)]) {
      expect((await caller.refusal('{ proposals { nodes { id } } }')).code).toBe('SIGN_IN_REQUIRED');
      expect((await caller.mlflow('experiments/search', { max_results: 1 })).status).toBe(401);
      expect((await fetch(`${server.url}/files/${shared.fileId}`, { headers: caller.headers })).status).toBe(401);
    }
    const again = at(leaver);
    expect(again.listen('subscription($id: ID!) { proposalChanged(id: $id) { id } }', { id: shared.proposalId }).heard).toEqual([]);
    await until(() => again.closings.length > 0, () => 'they came in again');
    expect(again.closings).toEqual([4403]);
  });
});
