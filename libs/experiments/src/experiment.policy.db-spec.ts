import { beforeAll, describe, expect, it } from '@jest/globals';

import { type Actor, allowedActions } from '#libs/access';
import { type Proposal } from '#libs/proposals';
import { proposalIn } from '#libs/proposals/testing';
import { useWorld } from '#libs/testing';

import { ExperimentList } from './experiment-list.js';
import { DEFAULT_NUMBER, Experiment } from './experiment.entity.js';
import { experimentPolicy } from './experiment.policy.js';
import { experimentsIn } from './experiments-in.js';
import { Run } from './runs/run.entity.js';
import { runPolicy } from './runs/run.policy.js';
import { runsIn } from './runs/runs-in.js';
import { experimentIn, runIn } from './testing/index.js';

const world = useWorld();
const list = new ExperimentList(world.database);
let people: Record<'lead' | 'author' | 'logger' | 'member' | 'guest' | 'stranger', Actor>;
let proposals: Proposal[];

beforeAll(async () => {
  people = {
    lead: await world.person('lead'), author: await world.person('researcher'), logger: await world.person('researcher'),
    member: await world.person('researcher'), guest: await world.person('guest'), stranger: await world.anotherGroup(),
  };
  const { author, logger, guest, stranger } = people;
  const groupId = world.groupId;
  proposals = [
    await proposalIn(world, { groupId, audience: 'group', authorIds: [author.userId] }),
    await proposalIn(world, { groupId, audience: 'authors', authorIds: [author.userId] }),
    await proposalIn(world, { groupId, audience: 'named', authorIds: [author.userId], readerIds: [guest.userId] }),
    await proposalIn(world, { groupId, audience: 'leads', authorIds: [author.userId, guest.userId] }),
  ];
  const made = [
    await experimentIn(world, logger, { number: DEFAULT_NUMBER, createdById: null }),
    await experimentIn(world, logger, { number: 1 }),
    ...(await Promise.all(proposals.map((proposal, i) => experimentIn(world, logger, { number: i + 2, proposal })))),
    await experimentIn(world, stranger, { number: 1 }),
  ];
  for (const experiment of made) await runIn(world, experiment.groupId === groupId ? logger : stranger, experiment);
});

const numbers = (rows: readonly Experiment[]): number[] => rows.map(({ number }) => number).sort();

describe('the right to read experiments and runs', () => {
  it('is the same as a predicate, as a condition and as a list', async () => {
    const [experiments, runs] = [await experimentsIn(world.database).getMany(), await runsIn(world.database).getMany()];
    expect(experiments).toHaveLength(7);
    for (const actor of [...Object.values(people), world.someone('guest')]) {
      const judged = numbers(experiments.filter((experiment) => experimentPolicy.may.read(actor, experiment)));
      expect(numbers(await world.database.read(Experiment).findBy(experimentPolicy.visibleTo(actor)))).toEqual(judged);
      expect(numbers((await list.page(actor, {}, {})).nodes)).toEqual(judged);
      const listedRuns = await world.database.read(Run).findBy(runPolicy.visibleTo(actor));
      expect(listedRuns.map(({ id }) => id).sort()).toEqual(runs.filter((run) => runPolicy.may.read(actor, run)).map(({ id }) => id).sort());
    }
  });

  it('gives a guest what hangs on the proposals shared with them by name, and nothing of the inbox', async () => {
    expect(numbers((await list.page(people.guest, {}, {})).nodes)).toEqual([4, 5]);
    expect(numbers((await list.page(people.member, {}, {})).nodes)).toEqual([0, 1, 2]);
    expect(await list.readableNumbers(people.guest, [0, 1, 2, 3, 4, 5])).toHaveLength(2);
  });

  it('is nobody’s when the proposal was not loaded', async () => {
    const bare = await world.database.read(Experiment).findBy({ number: 2 });
    expect(bare.map((experiment) => experimentPolicy.may.read(people.author, experiment))).toEqual([false]);
  });
});

describe('the right to change experiments', () => {
  const allowed = async (): Promise<Record<string, string[]>> => {
    const experiments = (await experimentsIn(world.database).where('e.groupId = :id', { id: world.groupId }).orderBy('e.number').getMany());
    return Object.fromEntries(Object.entries(people).map(([name, actor]) => [name, experiments.map((experiment) => allowedActions(experimentPolicy, actor, experiment).join(' '))]));
  };

  it('belongs to authors, to leads who read it, and to who made it, while any member logs to the default', async () => {
    const [all, read, none] = ['read edit log', 'read', ''];
    expect(await allowed()).toEqual({
      //       default      inbox  group  authors named leads
      lead: [all, all, all, none, none, all],
      author: ['read log', read, all, all, all, all],
      logger: ['read log', all, all, none, none, none],
      member: ['read log', read, read, none, none, none],
      // A guest reads, even as an author of the proposal.
      guest: [none, none, none, none, read, read],
      stranger: [none, none, none, none, none, none],
    });
  });

  it('lets a run be changed by who logs it, and not by another member who logs to the same experiment', async () => {
    const [run] = await runsIn(world.database).where('e.number = 0').getMany();
    const may = (actor: Actor): string => allowedActions(runPolicy, actor, run!).join(' ');
    expect([people.logger, people.member, people.lead, people.guest].map(may)).toEqual(['read edit', 'read', 'read edit', '']);
  });
});
