import { parentPort } from 'node:worker_threads';

import * as Y from 'yjs';

import { fold } from './fold.js';
import type { Answer, Question } from './worker-compactor.js';

/** The other side of `workerCompactor`. */
parentPort?.on('message', ({ id, task }: Question) => {
  parentPort?.postMessage(answer(id, task));
});

function answer(id: number, task: Question['task']): Answer {
  try {
    return { id, result: task.kind === 'fold' ? fold(task.base, task.rows) : Y.diffUpdate(task.data, task.stateVector) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}
