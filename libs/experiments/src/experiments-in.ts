import type { SelectQueryBuilder } from 'typeorm';

import { type Actor, permit, type Permitted } from '#libs/access';
import type { ExperimentId } from '#libs/kernel';
import type { Source, Tx } from '#libs/platform';
import { Proposal } from '#libs/proposals';

import { Experiment } from './experiment.entity.js';
import { experimentPolicy } from './experiment.policy.js';

/** Experiments (`e`), each with its proposal (`p`) beside it: what their policy needs to know. */
export const experimentsIn = (source: Source): SelectQueryBuilder<Experiment> =>
  source.read(Experiment).createQueryBuilder('e').leftJoinAndMapOne('e.proposal', Proposal, 'p', 'p.id = e.proposalId');

/** The experiment, if the actor may do `action` with it. @throws DomainError those of {@link permit}. */
export async function requireExperiment<A extends 'read' | 'edit' | 'log'>(
  source: Source, actor: Actor, action: A, id: ExperimentId,
): Promise<Permitted<Experiment, A>> {
  return permit(experimentPolicy, actor, action, await experimentsIn(source).where('e.id = :id', { id }).getOne(), id);
}

/** The same, held against other writers until the transaction ends. */
export async function lockExperiment<A extends 'edit' | 'log'>(tx: Tx, actor: Actor, action: A, id: ExperimentId): Promise<Permitted<Experiment, A>> {
  const query = experimentsIn(tx).where('e.id = :id', { id }).setLock('for_no_key_update', undefined, ['e']);
  return permit(experimentPolicy, actor, action, await query.getOne(), id);
}

/** The same by the number under which the group's scripts know it. */
export async function requireExperimentNumber<A extends 'read' | 'edit' | 'log'>(
  source: Source, actor: Actor, action: A, number: number,
): Promise<Permitted<Experiment, A>> {
  const found = await experimentsIn(source).where('e.groupId = :groupId AND e.number = :number', { groupId: actor.groupId, number }).getOne();
  return permit(experimentPolicy, actor, action, found, String(number));
}
