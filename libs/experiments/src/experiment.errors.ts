import { DomainError, type ExperimentId } from '#libs/kernel';

export const experimentNameTaken = (name: string): DomainError =>
  new DomainError('conflict', 'EXPERIMENT_NAME_TAKEN', `There is an experiment called “${name.slice(0, 100)}” already; a deleted one keeps its name.`, { field: 'name' });

/** A deleted experiment is read-only until it is restored. */
export const experimentDeleted = (experimentId: ExperimentId): DomainError =>
  new DomainError('conflict', 'EXPERIMENT_DELETED', `The experiment must be in the 'active' state. Restore it first.`, { experimentId });

/** Deleting what is deleted, or restoring what is not. */
export const experimentAlready = (lifecycle: string, experimentId: ExperimentId): DomainError =>
  new DomainError('conflict', 'EXPERIMENT_STATE', `This experiment is in the '${lifecycle}' state already.`, { experimentId, lifecycle });

export const defaultExperimentStays = (): DomainError =>
  new DomainError('conflict', 'DEFAULT_EXPERIMENT_STAYS', 'The default experiment is the whole group’s: it can be neither attached nor deleted. Log to one of your own.');
