import { DomainError, type RunId } from '#libs/kernel';

/** Where an artifact lies: within which run of which experiment, and under which names. Empty names mean the run's root. */
export interface ArtifactPlace {
  readonly experimentNumber: number;
  readonly runId: RunId;
  readonly names: readonly string[];
}

const MOST_CHARACTERS = 1_000;
/** What most file systems take for one name. */
const MOST_BYTES = 255;
const DRIVE = /^[a-zA-Z]:/;
// eslint-disable-next-line no-control-regex -- these are what must not become part of a file's name
const UNFIT = /[\u0000-\u001f\u007f\\#\p{Cs}]/u;

const invalidPath = (): DomainError => new DomainError('invalid', 'ARTIFACT_PATH_INVALID', 'Invalid path');

/**
 * The names in a path below a run, made to stay there.
 *
 * @throws DomainError `ARTIFACT_PATH_INVALID` for a path that is absolute, climbs, or holds what a file system gives a meaning to.
 */
export function artifactNames(path: string): string[] {
  if (path === '') return [];
  if (path.length > MOST_CHARACTERS || UNFIT.test(path)) throw invalidPath();
  const names = path.replace(/\/$/, '').split('/');
  if (names.some((name) => name === '' || name === '.' || name === '..' || DRIVE.test(name) || Buffer.byteLength(name) > MOST_BYTES)) throw invalidPath();
  return names;
}

/**
 * Reads `<experiment number>/<run id>/artifacts/<names…>`, as the address of an artifact has it.
 *
 * @throws DomainError `ARTIFACT_PATH_INVALID`.
 */
export function artifactPlace(path: string): ArtifactPlace {
  const [experiment = '', run = '', root, ...names] = artifactNames(path);
  const runId = runIdOf(run);
  if (!/^\d{1,9}$/.test(experiment) || runId === null || root !== 'artifacts') throw invalidPath();
  return { experimentNumber: Number(experiment), runId, names };
}

const HEX = /^([0-9a-f]{8})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{4})-?([0-9a-f]{12})$/;

/** A run's id as MLflow's clients write it, without dashes, or with them. Null for what cannot be one. */
export function runIdOf(text: string): RunId | null {
  const parts = HEX.exec(text);
  return parts === null ? null : (parts.slice(1).join('-') as RunId);
}

/** A run's id as MLflow's clients write it. */
export const hexOf = (id: RunId): string => id.replaceAll('-', '');
