import { HEADS, type Head, train } from './training.js';
import { type Block, Visitor } from './visitor.js';

const PASSWORD = 'a demo for everybody';
const DAY = 86_400_000;
const SEEDS = [1, 2, 3, 4, 5];
const SETTINGS = { epochs: 12, learningRate: 0.05, hidden: 32, scale: 16 };

export interface DemoGroup {
  readonly email: string;
  readonly password: string;
  readonly proposalId: string;
}

const TEXT: readonly Block[] = [
  ['h1', 'Method'],
  ['p', 'A linear classifier on long-tailed data grows the norms of frequent classes, and so moves the decision boundary towards the rare ones. We replace it by a cosine head: features and class weights are normalised, and only the angle $\\cos\\theta$ between them decides.'],
  ['formula', 'z_k = s\\,\\cos\\theta_k = s\\,\\frac{w_k^\\top f}{\\lVert w_k\\rVert\\,\\lVert f\\rVert}'],
  ['p', 'The scale $s$ is fixed at 16 for all runs; everything else follows the baseline. As a third arm we shift the logits by the log of the class shares during training.'],
  ['h1', 'Results'],
  ['p', 'Ten digits, 300 images of the most frequent class and 5 of the rarest, a balanced test set of 600. Five seeds an arm; a seed decides the split, the start and the order. On the balanced test set the cosine head improves accuracy over the linear head.'],
  ['p', 'Shifting the logits improves accuracy, and most of the gain is on the three rarest classes.'],
  ['h1', 'Limits'],
  ['p', 'One data set, one small network. Whether the picture holds with a convolutional backbone is open.'],
];

/** Fills an empty installation through its public interfaces. The results are those of a training that runs while one waits. */
export async function fillDemo(url: string, say: (line: string) => void): Promise<DemoGroup> {
  const lead = new Visitor(url);
  await lead.graphql('mutation($input: CreateFirstGroupInput!) { createFirstGroup(input: $input) { email } }', {
    input: { groupName: 'Vision Lab', name: 'Lena Deng', email: 'lena@demo.example', password: PASSWORD, timeZone: 'Europe/Berlin' },
  });
  const [sam, ravi] = [await joined(lead, 'Sam Rivera'), await joined(lead, 'Ravi Varma')];

  say('A proposal, its text and what others say to it…');
  const { id: proposalId, document } = await propose(sam, lead);
  await sam.write(document.id, TEXT);
  await discuss(ravi, sam, proposalId, document.id);
  await proposeOthers(sam, ravi);

  say(`${HEADS.length * SEEDS.length} training runs, logged through the MLflow interface…`);
  await runExperiment(sam, proposalId, say);

  say('A venue and a meeting…');
  await aimAtVenue(lead, sam, proposalId);
  await meet(lead, sam, proposalId);
  return { email: 'sam.rivera@demo.example', password: PASSWORD, proposalId };
}

async function joined(lead: Visitor, name: string): Promise<Visitor> {
  const { invite } = await lead.graphql<{ invite: { url: string } }>('mutation { invite(role: researcher) { url } }');
  const person = new Visitor(lead.url);
  await person.graphql('mutation($token: String!, $name: String!, $email: String!, $password: String!) { acceptInvitation(token: $token, name: $name, email: $email, password: $password) { email } }', {
    token: invite.url.split('/').at(-1), name, email: `${name.toLowerCase().replace(' ', '.')}@demo.example`, password: PASSWORD,
  });
  return person;
}

async function propose(author: Visitor, coauthor: Visitor): Promise<{ id: string; document: { id: string } }> {
  const { createProposal } = await author.graphql<{ createProposal: { id: string; document: { id: string } } }>(
    'mutation($input: CreateProposalInput!) { createProposal(input: $input) { id document { id } } }', {
      input: {
        template: 'method', title: 'Cosine head for long-tail', topics: ['long tail', 'classification'],
        summary: 'Normalising features and class weights should keep rare classes from being crowded out.',
        fields: [
          { key: 'hypothesis', value: 'A cosine head improves balanced accuracy over a linear head at equal training time.' },
          { key: 'primary_metric', value: 'Test accuracy on a balanced test set, in percent; higher is better.' },
        ],
      },
    });
  for (const to of ['open_for_feedback', 'active', 'writing']) {
    await author.graphql('mutation($id: ID!, $to: ProposalStage!) { moveProposal(id: $id, to: $to) { id } }', { id: createProposal.id, to });
  }
  await author.graphql('mutation($id: ID!, $authorIds: [ID!]!) { setProposalAuthors(id: $id, authorIds: $authorIds) { id } }', {
    id: createProposal.id, authorIds: [await author.personId(), await coauthor.personId()],
  });
  return createProposal;
}

async function proposeOthers(sam: Visitor, ravi: Visitor): Promise<void> {
  const others: [Visitor, string, string, string[]][] = [
    [ravi, 'Calibration under label noise', 'Does temperature scaling survive noisy validation labels?', ['open_for_feedback', 'active']],
    [ravi, 'Rare-class retrieval', 'Retrieving from a memory of rare examples instead of learning them.', ['open_for_feedback']],
    [sam, 'Contrastive warm-up', 'A few contrastive epochs before the supervised ones.', []],
  ];
  for (const [author, title, summary, stages] of others) {
    const { createProposal } = await author.graphql<{ createProposal: { id: string } }>('mutation($input: CreateProposalInput!) { createProposal(input: $input) { id } }', {
      input: { template: 'method', title, summary, topics: ['classification'], fields: [{ key: 'hypothesis', value: summary }, { key: 'primary_metric', value: 'Accuracy, in percent.' }] },
    });
    for (const to of stages) await author.graphql('mutation($id: ID!, $to: ProposalStage!) { moveProposal(id: $id, to: $to) { id } }', { id: createProposal.id, to });
  }
}

async function discuss(reviewer: Visitor, author: Visitor, proposalId: string, documentId: string): Promise<void> {
  const open = 'mutation($input: OpenThreadInput!) { openThread(input: $input) { id } }';
  const { openThread } = await reviewer.graphql<{ openThread: { id: string } }>(open, {
    input: { proposalId, kind: 'question', anchor: await reviewer.anchor(documentId, 'is fixed at 16 for all runs'), body: 'Is 16 the value from a sweep, or the one of the earlier paper?' },
  });
  await author.graphql('mutation($id: ID!, $body: String!) { reply(threadId: $id, body: $body) { id } }', { id: openThread.id, body: 'From a sweep over 8, 16 and 32 on one held-out seed. I will say so in the text.' });
  await reviewer.graphql(open, {
    input: { proposalId, kind: 'concern', severity: 'major', anchor: await reviewer.anchor(documentId, 'the cosine head improves accuracy over the linear head'), body: 'With five images of the rarest class in training, is the difference between linear and cosine more than noise? I would like to see the interval.' },
  });
}

async function runExperiment(author: Visitor, proposalId: string, say: (line: string) => void): Promise<void> {
  const name = 'long-tail-heads';
  await author.graphql('mutation($input: CreateExperimentInput!) { createExperiment(input: $input) { id } }', {
    input: {
      proposalId, name, armParam: 'head', seedParam: 'seed',
      question: 'Which head keeps rare classes?', hypothesis: 'The cosine head is more accurate than the linear head on a balanced test set.',
      primaryMetric: { key: 'test_accuracy', direction: 'higher_is_better', unit: '%', decimals: 1 },
    },
  });
  const { experiments } = await author.mlflow<{ experiments: { experiment_id: string }[] }>('experiments/search', { max_results: 1, filter: `name = '${name}'` });
  for (const seed of SEEDS) for (const head of HEADS) say(`  ${head}, seed ${seed}: ${(await runOnce(author, experiments[0]!.experiment_id, head, seed)).toFixed(1)} %`);
}

/** One run, logged epoch by epoch as a training script would. Returns its last accuracy. */
async function runOnce(author: Visitor, experimentId: string, head: Head, seed: number): Promise<number> {
  const { run } = await author.mlflow<{ run: { info: { run_id: string } } }>('runs/create', { experiment_id: experimentId, run_name: `${head}-s${seed}`, start_time: Date.now() });
  const runId = run.info.run_id;
  const settings = { head, seed, ...SETTINGS };
  await author.mlflow('runs/log-batch', { run_id: runId, params: Object.entries(settings).map(([key, value]) => ({ key, value: String(value) })) });
  let last = Number.NaN;
  for (const { epoch, trainLoss, testAccuracy, tailAccuracy } of train(settings)) {
    const timestamp = Date.now();
    const metrics = { train_loss: trainLoss, test_accuracy: testAccuracy, tail_accuracy: tailAccuracy };
    await author.mlflow('runs/log-batch', { run_id: runId, metrics: Object.entries(metrics).map(([key, value]) => ({ key, value, timestamp, step: epoch })) });
    last = testAccuracy;
  }
  await author.mlflow('runs/update', { run_id: runId, status: 'FINISHED', end_time: Date.now() });
  return last;
}

async function aimAtVenue(lead: Visitor, author: Visitor, proposalId: string): Promise<void> {
  const inDays = (days: number): string => `${new Date(Date.now() + days * DAY).toISOString().slice(0, 10)}T23:59`;
  const { createVenue } = await lead.graphql<{ createVenue: { id: string } }>('mutation($input: CreateVenueInput!) { createVenue(input: $input) { id } }', {
    input: {
      name: 'VLC', edition: String(new Date(Date.now() + 90 * DAY).getUTCFullYear()),
      deadlines: [
        { kind: 'abstract', localTime: inDays(12), zone: 'AoE' }, { kind: 'paper', localTime: inDays(19), zone: 'AoE' },
        { kind: 'rebuttal', localTime: inDays(60), zone: 'AoE' }, { kind: 'notification', localTime: inDays(80), zone: 'AoE' },
      ],
    },
  });
  const { aimAt } = await author.graphql<{ aimAt: { id: string } }>('mutation($proposalId: ID!, $venueId: ID!) { aimAt(proposalId: $proposalId, venueId: $venueId) { id } }', { proposalId, venueId: createVenue.id });
  await author.graphql('mutation($id: ID!) { postHealth(submissionId: $id, health: on_track, line: "Runs are in; the text follows this week.") { id } }', { id: aimAt.id });
}

async function meet(lead: Visitor, author: Visitor, proposalId: string): Promise<void> {
  const startsAt = new Date(Math.ceil((Date.now() + DAY) / 3_600_000) * 3_600_000).toISOString();
  const { scheduleMeeting } = await lead.graphql<{ scheduleMeeting: { id: string } }>('mutation($input: ScheduleMeetingInput!) { scheduleMeeting(input: $input) { id } }', {
    input: { title: 'Friday group meeting', startsAt, minutes: 60, timeZone: 'Europe/Berlin', seriesKey: 'friday' },
  });
  for (const item of [
    { title: 'Is the cosine head worth it?', reason: 'the interval includes zero with five seeds', proposalId, minutes: 15 },
    { title: 'Which baselines go into the table', reason: 'the abstract is due in twelve days', minutes: 10 },
  ]) await lead.graphql('mutation($meetingId: ID!, $input: AgendaItemInput!) { addAgendaItem(meetingId: $meetingId, input: $input) { id } }', { meetingId: scheduleMeeting.id, input: item });
  await lead.graphql('mutation($input: AddActionInput!) { addAction(input: $input) { id } }', {
    input: { meetingId: scheduleMeeting.id, title: 'Sweep the scale on all seeds', ownerId: await author.personId(), dueOn: new Date(Date.now() + 5 * DAY).toISOString().slice(0, 10) },
  });
}
