import { Batch } from './batch.js';
import type { Connection } from './connection.js';
import type { Limits } from './limits.js';
import { pulseMessage } from './wire.js';

const PULSE = Batch.of([pulseMessage()]);

/**
 * What one connection is sent, bounded. Once too much waits to be read it is shut, and only opens again when everything
 * has been: whoever reads slowly then gets what was missed in one piece and slows nobody.
 */
export class Outlet {
  private lastSent: number;
  /** Since when nothing was read, and how much waited then; null while it is open. */
  private shut: { since: number; waiting: number } | null = null;

  constructor(
    private readonly connection: Connection,
    private readonly limits: Limits,
    now: number,
  ) {
    this.lastSent = now;
  }

  isOpen(): boolean {
    const waiting = this.connection.bufferedAmount;
    if (this.shut === null && waiting > this.limits.slowBytes) this.shut = { since: Date.now(), waiting };
    return this.shut === null;
  }

  /** Carets give way to text. */
  isHalfEmpty(): boolean {
    return this.shut === null && this.connection.bufferedAmount <= this.limits.slowBytes / 2;
  }

  send(batch: Batch): void {
    this.lastSent = Date.now();
    this.connection.send(batch);
  }

  /** Looks after it, and says whether it has just opened again or is beyond hope. */
  check(now: number): 'well' | 'drained' | 'stuck' {
    const waiting = this.connection.bufferedAmount;
    if (this.shut === null) {
      if (now - this.lastSent > this.limits.pulseMs) this.send(PULSE);
    } else if (waiting === 0) {
      this.shut = null;
      return 'drained';
    } else if (waiting < this.shut.waiting) {
      this.shut = { since: now, waiting };
    } else if (now - this.shut.since > this.limits.stuckMs) {
      return 'stuck';
    }
    return 'well';
  }
}
