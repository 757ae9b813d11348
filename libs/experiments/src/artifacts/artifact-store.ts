import { createWriteStream, type Dirent, type Stats } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Injectable } from '@nestjs/common';

import { DomainError, newId } from '#libs/kernel';
import { Config } from '#libs/platform';

import type { Run } from '../runs/run.entity.js';

export interface ArtifactInfo {
  readonly name: string;
  readonly isDirectory: boolean;
  /** In bytes; 0 for a directory. */
  readonly size: number;
}

const MOST_LISTED = 10_000;

/** The files of runs, in a folder of each run's own. Who may read or write is asked before; names come from `artifactNames`. */
@Injectable()
export class ArtifactStore {
  private readonly root: string;
  private readonly limit: number;

  constructor(config: Config) {
    this.root = resolve(config.dataDir, 'artifacts');
    this.limit = config.artifactLimit;
  }

  /**
   * Stores a file, whole or not at all: it is written aside and then put in its place.
   *
   * @throws DomainError `ARTIFACT_TOO_LARGE`, or `ARTIFACT_PATH_TAKEN` where a folder is, or a file where a folder would have to be.
   */
  async write(run: Run, names: readonly string[], content: Readable): Promise<void> {
    const [target, aside] = [this.placeOf(run, names), join(this.root, '.incoming', newId())];
    if (names.length === 0) throw pathTaken();
    await mkdir(dirname(aside), { recursive: true });
    try {
      await pipeline(content, (chunks: AsyncIterable<Buffer>) => this.limited(chunks), createWriteStream(aside, { flags: 'wx' }));
      await mkdir(dirname(target), { recursive: true });
      await rename(aside, target);
    } catch (error) {
      await rm(aside, { force: true });
      throw isTaken(error) ? pathTaken() : error;
    }
  }

  /** The place of a file on the disk, relative to a root, as what sends files wants it. Null when there is no such file. */
  async find(run: Run, names: readonly string[]): Promise<{ root: string; path: string } | null> {
    const found = await this.statOf(run, names);
    return found?.isFile() === true ? { root: this.folderOf(run), path: names.join('/') } : null;
  }

  /** What is in a folder, by name. A file or nothing lists nothing. */
  async list(run: Run, names: readonly string[]): Promise<ArtifactInfo[]> {
    if ((await this.statOf(run, names))?.isDirectory() !== true) return [];
    const entries: Dirent[] = await readdir(this.placeOf(run, names), { withFileTypes: true });
    const infos = entries.sort((a, b) => (a.name < b.name ? -1 : 1)).slice(0, MOST_LISTED).map(async (entry): Promise<ArtifactInfo> => ({
      name: entry.name, isDirectory: entry.isDirectory(), size: entry.isDirectory() ? 0 : ((await this.statOf(run, [...names, entry.name]))?.size ?? 0),
    }));
    return Promise.all(infos);
  }

  /** Removes a file or a folder with all in it. Returns whether there was one. */
  async remove(run: Run, names: readonly string[]): Promise<boolean> {
    if ((await this.statOf(run, names)) === null) return false;
    await rm(this.placeOf(run, names), { recursive: true, force: true });
    return true;
  }

  private folderOf(run: Run): string {
    return join(this.root, run.groupId, run.id);
  }

  private placeOf(run: Run, names: readonly string[]): string {
    return join(this.folderOf(run), ...names);
  }

  private async statOf(run: Run, names: readonly string[]): Promise<Stats | null> {
    return stat(this.placeOf(run, names)).catch((error: unknown) => {
      if (isTaken(error) || codeOf(error) === 'ENOENT') return null;
      throw error;
    });
  }

  private async *limited(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let size = 0;
    for await (const chunk of chunks) {
      size += chunk.length;
      if (size > this.limit) throw new DomainError('invalid', 'ARTIFACT_TOO_LARGE', `A file may have at most ${this.limit} bytes.`, { limit: this.limit });
      yield chunk;
    }
  }
}

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code;

/** A file stands where a folder is needed, or the other way round. */
const isTaken = (error: unknown): boolean => ['EISDIR', 'ENOTDIR', 'EEXIST', 'ENOTEMPTY'].includes(codeOf(error) ?? '');

const pathTaken = (): DomainError => new DomainError('conflict', 'ARTIFACT_PATH_TAKEN', 'There is a folder of this name, or a file where a folder is needed.');
