import { Worker, type WorkerOptions } from 'node:worker_threads';

import type { Compactor, Folded } from './compactor.js';
import type { Base, Row } from './update-log.js';

export interface Question {
  readonly id: number;
  readonly task:
    | { readonly kind: 'fold'; readonly base: Base | null; readonly rows: readonly Row[] }
    | { readonly kind: 'diff'; readonly data: Uint8Array; readonly stateVector: Uint8Array };
}

export type Answer = { readonly id: number; readonly result: Folded | Uint8Array } | { readonly id: number; readonly error: string };

interface Asked {
  resolve(result: Folded | Uint8Array): void;
  reject(error: Error): void;
}

/** The compiled entry of the worker, beside this module. */
const ENTRY = new URL('./compactor.worker.js', import.meta.url);

/**
 * A compactor in a thread of its own, started when it is first needed. A document that ends the thread (out of memory, say)
 * fails what was asked of it and nothing else; the next question starts a new one.
 */
export const workerCompactor = (entry: URL = ENTRY, options: WorkerOptions = {}): Compactor => new WorkerCompactor(entry, options);

class WorkerCompactor implements Compactor {
  private worker: Worker | null = null;
  private readonly asked = new Map<number, Asked>();
  private lastId = 0;
  private whenIdle: (() => void) | null = null;

  constructor(
    private readonly entry: URL,
    private readonly options: WorkerOptions,
  ) {}

  async fold(base: Base | null, rows: readonly Row[]): Promise<Folded> {
    return (await this.ask({ kind: 'fold', base, rows })) as Folded;
  }

  async diff(data: Uint8Array, stateVector: Uint8Array): Promise<Uint8Array> {
    return (await this.ask({ kind: 'diff', data, stateVector })) as Uint8Array;
  }

  async stop(): Promise<void> {
    if (this.asked.size > 0) await new Promise<void>((idle) => (this.whenIdle = idle));
    await this.worker?.terminate();
  }

  private ask(task: Question['task']): Promise<Folded | Uint8Array> {
    return new Promise((resolve, reject) => {
      this.worker ??= this.start();
      // A process waits for what it asked for, but not for an idle thread.
      this.worker.ref();
      this.asked.set(++this.lastId, { resolve, reject });
      this.worker.postMessage({ id: this.lastId, task } satisfies Question);
    });
  }

  private start(): Worker {
    const worker = new Worker(this.entry, this.options);
    worker.on('message', (answer: Answer) => this.hear(answer));
    worker.on('error', (error) => this.lost(worker, error));
    worker.on('exit', (code) => this.lost(worker, new Error(`the compactor ended with code ${code}`)));
    return worker;
  }

  private hear(answer: Answer): void {
    const asked = this.asked.get(answer.id);
    this.asked.delete(answer.id);
    if ('error' in answer) asked?.reject(new Error(answer.error));
    else asked?.resolve(answer.result);
    this.rest();
  }

  private lost(worker: Worker, error: unknown): void {
    if (this.worker !== worker) return;
    this.worker = null;
    for (const { reject } of this.asked.values()) reject(error instanceof Error ? error : new Error(String(error)));
    this.asked.clear();
    this.rest();
  }

  private rest(): void {
    if (this.asked.size > 0) return;
    this.worker?.unref();
    this.whenIdle?.();
  }
}
