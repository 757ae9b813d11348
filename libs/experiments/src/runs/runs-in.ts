import { In, type SelectQueryBuilder } from 'typeorm';

import { type Actor, permit, type Permitted, readable } from '#libs/access';
import type { RunId } from '#libs/kernel';
import type { Source, Tx } from '#libs/platform';
import { Proposal } from '#libs/proposals';

import { Experiment } from '../experiment.entity.js';
import { Run } from './run.entity.js';
import { runPolicy } from './run.policy.js';

/** Runs (`r`), each with its experiment (`e`) and proposal (`p`) beside it: what their policy needs to know. */
export const runsIn = (source: Source): SelectQueryBuilder<Run> =>
  source.read(Run).createQueryBuilder('r')
    .innerJoinAndMapOne('r.experiment', Experiment, 'e', 'e.id = r.experimentId')
    .leftJoinAndMapOne('e.proposal', Proposal, 'p', 'p.id = e.proposalId');

/** The run, if the actor may do `action` with it. @throws DomainError those of {@link permit}. */
export async function requireRun<A extends 'read' | 'edit'>(source: Source, actor: Actor, action: A, id: RunId): Promise<Permitted<Run, A>> {
  return permit(runPolicy, actor, action, await runsIn(source).where('r.id = :id', { id }).getOne(), id);
}

/**
 * The same to write, held against other writers until the transaction ends. Not against metrics: their series point at the run,
 * which takes only a lock on its key.
 */
export async function lockRun(tx: Tx, actor: Actor, id: RunId): Promise<Permitted<Run, 'edit'>> {
  const found = await runsIn(tx).where('r.id = :id', { id }).setLock('for_no_key_update', undefined, ['r']).getOne();
  return permit(runPolicy, actor, 'edit', found, id);
}

/** Those of the runs that the actor may read, in the order asked for. */
export async function readableRuns(source: Source, actor: Actor, ids: readonly RunId[]): Promise<Permitted<Run, 'read'>[]> {
  const found = await runsIn(source).where({ id: In([...ids]) }).getMany();
  const byId = new Map(found.filter((run) => runPolicy.may.read(actor, run)).map((run) => [run.id, run]));
  return readable(runPolicy, actor, ids.flatMap((id) => byId.get(id) ?? []));
}
