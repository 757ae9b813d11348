import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { Injectable } from '@nestjs/common';
import { fileTypeFromBuffer } from 'file-type';

import { DomainError } from '#libs/kernel';

import { Config } from '../config/config.js';

/** A content that is durable, by the only name it has: its SHA-256. */
export interface StoredContent {
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** What its first bytes say it is. What its sender says it is does not count. */
  readonly mediaType: string;
}

/** Enough for any signature that `file-type` knows by its beginning, and little enough to hold. */
const HEAD_BYTES = 4_100;
const SHA_256 = /^[0-9a-f]{64}$/;

/**
 * Contents on disk, under DATA_DIR/files, each once. No name from outside ever becomes a path. Whose a content is,
 * and what it is called, is for the caller to remember.
 */
@Injectable()
export class Files {
  private readonly home: string;
  private readonly limit: number;

  constructor(config: Config) {
    this.home = resolve(config.dataDir, 'files');
    this.limit = config.uploadLimit;
  }

  /**
   * Stores what a stream brings. When it breaks off, nothing is left behind.
   *
   * @throws DomainError `FILE_TOO_LARGE` beyond UPLOAD_LIMIT_MB, `FILE_EMPTY`; or what the stream failed with.
   */
  async put(content: Readable): Promise<StoredContent> {
    const draft = join(this.home, 'incoming', randomUUID());
    await mkdir(dirname(draft), { recursive: true });
    try {
      const measure = new Measure(this.limit);
      await pipeline(content, (chunks: AsyncIterable<Buffer>) => measure.through(chunks), createWriteStream(draft, { flags: 'wx', flush: true }));
      const stored = await measure.result();
      const place = this.placeOf(stored.sha256);
      await mkdir(dirname(place), { recursive: true });
      // Whoever stored the same before stored the same bytes.
      await rename(draft, place);
      return stored;
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  /** The bytes of a content. Rejects when there is none of this name. */
  async open(sha256: string): Promise<Readable> {
    return (await open(this.placeOf(sha256))).createReadStream();
  }

  private placeOf(sha256: string): string {
    if (!SHA_256.test(sha256)) throw new Error('This is not the name of a content');
    return join(this.home, sha256.slice(0, 2), sha256);
  }
}

/** What is learnt of a content while it passes. */
class Measure {
  private readonly hash = createHash('sha256');
  private readonly head: Buffer[] = [];
  private size = 0;

  constructor(private readonly limit: number) {}

  async *through(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
    for await (const chunk of chunks) {
      if (this.size < HEAD_BYTES) this.head.push(chunk.subarray(0, HEAD_BYTES - this.size));
      this.size += chunk.length;
      if (this.size > this.limit) throw fileTooLarge(this.limit);
      this.hash.update(chunk);
      yield chunk;
    }
  }

  async result(): Promise<StoredContent> {
    if (this.size === 0) throw new DomainError('invalid', 'FILE_EMPTY', 'This file is empty.');
    const type = await fileTypeFromBuffer(Buffer.concat(this.head));
    return { sha256: this.hash.digest('hex'), size: this.size, mediaType: type?.mime ?? 'application/octet-stream' };
  }
}

const fileTooLarge = (limit: number): DomainError =>
  new DomainError('invalid', 'FILE_TOO_LARGE', `This file is larger than ${limit / 1_000_000} MB, which is the most.`, { max: limit });
