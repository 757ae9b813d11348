import { Injectable } from '@nestjs/common';

import { type Actor, permit, type Permitted, readable } from '#libs/access';
import { requireGroup } from '#libs/identity';
import { Clock, type ExperimentId, forbidden, type GroupId, invalidInput, newId, type ProposalId, requireText } from '#libs/kernel';
import { Database, isDuplicate, Outbox, type Source, type Tx } from '#libs/platform';
import { type Proposal, requireProposal } from '#libs/proposals';

import { DEFAULT_NUMBER, Experiment, type Lifecycle, type PrimaryMetric } from './experiment.entity.js';
import { defaultExperimentStays, experimentAlready, experimentDeleted, experimentNameTaken } from './experiment.errors.js';
import { type ExperimentEvent, placeOf } from './experiment.events.js';
import { experimentPolicy, inboxPolicy, mayExperimentOn } from './experiment.policy.js';
import { experimentsIn, lockExperiment, requireExperimentNumber } from './experiments-in.js';

export interface ExperimentChanges {
  readonly name?: string | undefined;
  readonly question?: string | undefined;
  readonly hypothesis?: string | undefined;
  readonly primaryMetric?: PrimaryMetric | null | undefined;
  readonly armParam?: string | undefined;
  readonly seedParam?: string | undefined;
}

export interface NewExperiment extends ExperimentChanges {
  readonly name: string;
  /** Null puts it into the inbox. */
  readonly proposalId: ProposalId | null;
  readonly tags?: Readonly<Record<string, string>>;
}

const MAX_NAME = 500;
const MAX_KEY = 250;
const MAX_TEXT = 5_000;
const MAX_DECIMALS = 10;

/** What happens to experiments themselves; runs have a service of their own. */
@Injectable()
export class ExperimentService {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes an experiment of a proposal, or one in the inbox.
   *
   * @throws DomainError `EXPERIMENT_NAME_TAKEN`, `FORBIDDEN` for who may not experiment on the proposal, or `INVALID_INPUT`.
   */
  async create(actor: Actor, given: NewExperiment): Promise<Permitted<Experiment>> {
    return this.database.transaction(async (tx) => {
      const proposal = given.proposalId === null ? await this.requireInbox(tx, actor) : await this.requirePlace(tx, actor, given.proposalId);
      await this.ensureDefault(actor.groupId, tx);
      const now = this.clock.now();
      const experiment = Object.assign(new Experiment(), {
        id: newId<ExperimentId>(), groupId: actor.groupId, number: await nextNumber(tx, actor.groupId), proposalId: given.proposalId, proposal,
        name: '', question: '', hypothesis: '', primaryMetric: null, armParam: 'arm', seedParam: 'seed', tags: { ...given.tags },
        lifecycle: 'active', createdById: actor.userId, createdAt: now, updatedAt: now,
      } satisfies Partial<Experiment>);
      apply(experiment, given);
      await unlessNameTaken(experiment.name, tx.insert(Experiment, experiment));
      await this.record(tx, actor, 'experiment.created', experiment);
      return permit(experimentPolicy, actor, 'read', experiment, experiment.id);
    });
  }

  /** @throws DomainError `EXPERIMENT_NAME_TAKEN`, `EXPERIMENT_DELETED` or `INVALID_INPUT`. */
  async update(actor: Actor, id: ExperimentId, changes: ExperimentChanges): Promise<Permitted<Experiment>> {
    return this.change(actor, id, 'experiment.updated', (experiment) => apply(requireActive(experiment), changes));
  }

  /** Gives an experiment to a proposal: from then on the proposal says who reads it. @throws DomainError `DEFAULT_EXPERIMENT_STAYS`. */
  async attach(actor: Actor, id: ExperimentId, proposalId: ProposalId): Promise<Permitted<Experiment>> {
    return this.change(actor, id, 'experiment.attached', async (experiment, tx) => {
      if (experiment.number === DEFAULT_NUMBER) throw defaultExperimentStays();
      experiment.proposal = await this.requirePlace(tx, actor, proposalId);
      experiment.proposalId = proposalId;
    });
  }

  /** Deletes or restores it together with its runs. @throws DomainError `EXPERIMENT_STATE` when it is in that state already. */
  async setLifecycle(actor: Actor, id: ExperimentId, lifecycle: Lifecycle): Promise<Permitted<Experiment>> {
    return this.change(actor, id, lifecycle === 'active' ? 'experiment.restored' : 'experiment.deleted', async (experiment, tx) => {
      if (experiment.number === DEFAULT_NUMBER) throw defaultExperimentStays();
      if (experiment.lifecycle === lifecycle) throw experimentAlready(lifecycle, id);
      experiment.lifecycle = lifecycle;
      await tx.sql('UPDATE run SET lifecycle = $2 WHERE experiment_id = $1', [id, lifecycle]);
    });
  }

  /** Sets a tag, or takes it away with null. */
  async setTag(actor: Actor, id: ExperimentId, key: string, value: string | null): Promise<Permitted<Experiment>> {
    return this.change(actor, id, 'experiment.updated', (experiment) => {
      const others = Object.entries(requireActive(experiment).tags).filter(([other]) => other !== key);
      experiment.tags = Object.fromEntries(value === null ? others : [...others, [key, value]]);
    });
  }

  /** By the number that scripts know. The group's default is made when it is first asked for. */
  async byNumber<A extends 'read' | 'edit' | 'log'>(actor: Actor, action: A, number: number): Promise<Permitted<Experiment, A>> {
    if (number === DEFAULT_NUMBER) await this.ensureDefault(actor.groupId);
    return requireExperimentNumber(this.database, actor, action, number);
  }

  /** By its exact name, deleted or not; null when there is none that the actor may read. */
  async named(actor: Actor, name: string): Promise<Permitted<Experiment, 'read'> | null> {
    const found = await experimentsIn(this.database).where('e.groupId = :groupId AND e.name = :name', { groupId: actor.groupId, name }).getOne();
    return found !== null && experimentPolicy.may.read(actor, found) ? readable(experimentPolicy, actor, [found])[0]! : null;
  }

  /** The experiment that the whole group logs to when a script names none. */
  async ensureDefault(groupId: GroupId, source: Source = this.database): Promise<void> {
    const now = this.clock.now();
    await source.sql(
      `INSERT INTO experiment (id, group_id, number, name, question, hypothesis, arm_param, seed_param, tags, lifecycle, created_at, updated_at)
       SELECT $1, $2, ${DEFAULT_NUMBER}, 'Default', '', '', 'arm', 'seed', '{}', 'active', $3, $3
       WHERE NOT EXISTS (SELECT 1 FROM experiment WHERE group_id = $2 AND number = ${DEFAULT_NUMBER})
       ON CONFLICT DO NOTHING`,
      [newId(), groupId, now],
    );
  }

  private async change(
    actor: Actor, id: ExperimentId, type: ExperimentEvent['type'], change: (experiment: Experiment, tx: Tx) => unknown,
  ): Promise<Permitted<Experiment>> {
    return this.database.transaction(async (tx) => {
      const experiment = await lockExperiment(tx, actor, 'edit', id);
      await change(experiment, tx);
      experiment.updatedAt = this.clock.now();
      await unlessNameTaken(experiment.name, tx.save(Experiment, experiment));
      await this.record(tx, actor, type, experiment);
      return experiment;
    });
  }

  private async requirePlace(source: Source, actor: Actor, id: ProposalId): Promise<Proposal> {
    const proposal = await requireProposal(source, actor, 'read', id);
    if (!mayExperimentOn(actor, proposal)) throw forbidden('add experiments to', 'Proposal', id);
    return proposal;
  }

  private async requireInbox(source: Source, actor: Actor): Promise<null> {
    await requireGroup(source, inboxPolicy, actor, 'begin_experiment');
    return null;
  }

  private async record(tx: Tx, actor: Actor, type: ExperimentEvent['type'], experiment: Experiment): Promise<void> {
    await this.outbox.record<ExperimentEvent>(tx, { type, ...placeOf(experiment), actorId: actor.userId });
  }
}

export function requireActive<E extends Experiment>(experiment: E): E {
  if (experiment.lifecycle !== 'active') throw experimentDeleted(experiment.id);
  return experiment;
}

function apply(experiment: Experiment, changes: ExperimentChanges): void {
  if (changes.name !== undefined) {
    requireText('name', changes.name, { max: MAX_NAME });
    experiment.name = changes.name;
  }
  if (changes.question !== undefined) experiment.question = requireText('question', changes.question, { min: 0, max: MAX_TEXT });
  if (changes.hypothesis !== undefined) experiment.hypothesis = requireText('hypothesis', changes.hypothesis, { min: 0, max: MAX_TEXT });
  if (changes.armParam !== undefined) experiment.armParam = requireText('armParam', changes.armParam, { max: MAX_KEY });
  if (changes.seedParam !== undefined) experiment.seedParam = requireText('seedParam', changes.seedParam, { max: MAX_KEY });
  if (changes.primaryMetric !== undefined) experiment.primaryMetric = changes.primaryMetric && requireMetric(changes.primaryMetric);
}

function requireMetric({ key, direction, unit, decimals }: PrimaryMetric): PrimaryMetric {
  if (!Number.isInteger(decimals) || decimals < 0 || decimals > MAX_DECIMALS) {
    throw invalidInput('primaryMetric.decimals', `Write 0 to ${MAX_DECIMALS} digits after the point.`);
  }
  return {
    key: requireText('primaryMetric.key', key, { max: MAX_KEY }), direction,
    unit: requireText('primaryMetric.unit', unit, { min: 0, max: 30 }), decimals,
  };
}

/** Numbers are counted within a group, so that they tell nothing about others; the lock lets one be drawn at a time. */
async function nextNumber(tx: Tx, groupId: GroupId): Promise<number> {
  await tx.sql(`SELECT pg_advisory_xact_lock(hashtextextended('experiment number of ' || $1::text, 0))`, [groupId]);
  const [row] = await tx.sql<{ next: number }>('SELECT max(number) + 1 AS next FROM experiment WHERE group_id = $1', [groupId]);
  return row!.next;
}

async function unlessNameTaken(name: string, write: Promise<void>): Promise<void> {
  try {
    await write;
  } catch (error) {
    if (isDuplicate(error, 'experiment_name_once_per_group')) throw experimentNameTaken(name);
    throw error;
  }
}
