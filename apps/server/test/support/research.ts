import type { Audience } from '#libs/access';
import { newId } from '#libs/kernel';

import { Caller } from './caller.js';

/** A proposal and all that can hang on one, each with `word` in everything that is written about it. */
export interface Research {
  readonly word: string;
  readonly proposalId: string;
  readonly documentId: string;
  readonly fileId: string;
  readonly threadId: string;
  readonly commentId: string;
  readonly experimentId: string;
  /** As MLflow's clients name it. */
  readonly experimentNumber: string;
  readonly runIds: readonly string[];
  readonly venueId: string;
  readonly submissionId: string;
  readonly meetingId: string;
  readonly meetingDocumentId: string;
  readonly itemId: string;
  readonly actionId: string;
  readonly looseDocumentId: string;
}

export const ARMS = ['baseline', 'treatment'] as const;
export const METRIC = 'accuracy';

/** The parts of a research that are not read with its proposal: they have readers of their own. */
export const APART = ['meetingId', 'meetingDocumentId', 'itemId', 'actionId', 'looseDocumentId'] as const satisfies (keyof Research)[];

/** The ids of these parts, or of all, as the two interfaces write them. */
export const idsOf = (research: Research, parts = (Object.keys(research) as (keyof Research)[]).filter((name) => /Ids?$/.test(name))): string[] =>
  parts.flatMap((part) => research[part]).flatMap((id) => [id, id.replaceAll('-', '')]);

/** As many ids, of nothing. */
export const unknownLike = (research: Research): Research =>
  Object.fromEntries(Object.entries(research).map(([name, value]) => [name, Array.isArray(value) ? value.map(() => newId()) : newId()])) as unknown as Research;

/** What a lead has going and shows to an audience; in its thread the person `mentioned` is asked for. */
export async function research(lead: Caller, word: string, { audience, mentioned }: { audience: Audience; mentioned: string }): Promise<Research> {
  const made = <T>(operation: string, variables: Record<string, unknown>): Promise<T> => lead.graphql<T>(operation, variables);
  const ownerId = await lead.userId();
  const { createProposal: { id: proposalId, document } } = await made<{ createProposal: { id: string; document: { id: string } } }>(
    'mutation($input: CreateProposalInput!) { createProposal(input: $input) { id document { id } } }',
    { input: { template: 'method', title: `The ${word} head`, summary: `A ${word} summary.`, topics: [word], audience, fields: [{ key: 'hypothesis', value: `It is ${word}.` }] } });
  const { openThread } = await made<{ openThread: { id: string; comments: { id: string }[] } }>(
    'mutation($input: OpenThreadInput!) { openThread(input: $input) { id comments { id } } }',
    { input: { proposalId, kind: 'question', body: `Is @[Somebody](person:${mentioned}) sure that it is ${word}?` } });
  const { createVenue } = await made<{ createVenue: { id: string } }>(
    'mutation($input: CreateVenueInput!) { createVenue(input: $input) { id } }',
    { input: { name: `Conference on ${word}`, edition: '2030', deadlines: [{ kind: 'paper', localTime: '2030-11-23T23:59', zone: 'AoE' }] } });
  const { aimAt } = await made<{ aimAt: { id: string } }>(
    'mutation($proposalId: ID!, $venueId: ID!) { aimAt(proposalId: $proposalId, venueId: $venueId) { id } }', { proposalId, venueId: createVenue.id });
  await made('mutation($id: ID!, $line: String!) { postHealth(submissionId: $id, health: on_track, line: $line) { id } }', { id: aimAt.id, line: `The ${word} is fine.` });
  const { scheduleMeeting } = await made<{ scheduleMeeting: { id: string; document: { id: string } } }>(
    'mutation($input: ScheduleMeetingInput!) { scheduleMeeting(input: $input) { id document { id } } }',
    { input: { title: `On ${word}`, startsAt: new Date(Date.now() + 3_600_000).toISOString(), minutes: 30, timeZone: 'UTC' } });
  const { addAgendaItem } = await made<{ addAgendaItem: { agenda: { id: string }[] } }>(
    'mutation($meetingId: ID!, $input: AgendaItemInput!) { addAgendaItem(meetingId: $meetingId, input: $input) { agenda { id } } }',
    { meetingId: scheduleMeeting.id, input: { title: `What is ${word}?`, proposalId } });
  const { addAction } = await made<{ addAction: { id: string } }>(
    'mutation($input: AddActionInput!) { addAction(input: $input) { id } }', { input: { title: `Look into ${word}`, ownerId, proposalId, meetingId: scheduleMeeting.id } });
  const { createDocument } = await made<{ createDocument: { id: string } }>(
    'mutation($title: String!) { createDocument(title: $title, audience: group) { id } }', { title: `Loose words on ${word}` });
  const uploaded = (await (await lead.upload(document.id, `All about ${word}.`, `${word}.txt`, 'text/plain')).json()) as { id: string };
  return {
    word, proposalId, documentId: document.id, fileId: uploaded.id, threadId: openThread.id, commentId: openThread.comments[0]!.id,
    venueId: createVenue.id, submissionId: aimAt.id, meetingId: scheduleMeeting.id, meetingDocumentId: scheduleMeeting.document.id,
    itemId: addAgendaItem.agenda[0]!.id, actionId: addAction.id, looseDocumentId: createDocument.id, ...(await experiment(lead, word, proposalId)),
  };
}

/** An experiment with two runs in each of two arms, logged as training scripts do. */
async function experiment(lead: Caller, word: string, proposalId: string): Promise<Pick<Research, 'experimentId' | 'experimentNumber' | 'runIds'>> {
  const { createExperiment } = await lead.graphql<{ createExperiment: { id: string } }>(
    'mutation($input: CreateExperimentInput!) { createExperiment(input: $input) { id } }',
    { input: { proposalId, name: `Heads of ${word}`, question: `Is it ${word}?`, primaryMetric: { key: METRIC, direction: 'higher_is_better' } } });
  const script = Caller.withToken(lead.server, await lead.createToken(['runs']));
  const call = async <T>(path: string, body?: unknown): Promise<T> => JSON.parse((await script.mlflow(path, body)).text) as T;
  const found = await call<{ experiment: { experiment_id: string } }>(`experiments/get-by-name?experiment_name=${encodeURIComponent(`Heads of ${word}`)}`);
  const runIds: string[] = [];
  for (const arm of ARMS) {
    for (const seed of ['1', '2']) {
      const { run } = await call<{ run: { info: { run_id: string } } }>('runs/create', {
        experiment_id: found.experiment.experiment_id, run_name: `${word} ${arm} ${seed}`, start_time: 1_790_000_000_000, tags: [{ key: 'about', value: word }] });
      const metrics = [1, 2, 3].map((step) => ({ key: METRIC, value: step + Number(seed) / 10, timestamp: 1_790_000_000_000 + step, step }));
      await call('runs/log-batch', { run_id: run.info.run_id, metrics, params: [{ key: 'arm', value: arm }, { key: 'seed', value: seed }, { key: 'what', value: word }] });
      runIds.push(run.info.run_id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'));
    }
  }
  return { experimentId: createExperiment.id, experimentNumber: found.experiment.experiment_id, runIds };
}
