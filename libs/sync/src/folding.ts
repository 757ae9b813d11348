import type { Engine } from './engine.js';
import type { History } from './history.js';
import type { RoomName } from './update-log.js';

/** When and how one room's history is folded: one fold at a time, off the path of the messages. */
export class Folding {
  private current: Promise<void> | null = null;
  private stopped = false;
  /** How many updates make the next one due; more after a failure, so that it is not tried at every keystroke. */
  private dueAt: number;

  constructor(
    private readonly name: RoomName,
    private readonly engine: Engine,
    private readonly history: History,
    private readonly foundBroken: (count: number) => void,
  ) {
    this.dueAt = engine.limits.foldUpdates;
  }

  get isUnderWay(): boolean {
    return this.current !== null;
  }

  async finished(): Promise<void> {
    await this.current;
  }

  /** The room is closed; what a fold finds out now is for the log alone. */
  stop(): void {
    this.stopped = true;
  }

  startIfDue(): void {
    const { tailUpdates, tailBytes, baseBytes } = this.history;
    // Rewriting a long base for every short tail would be quadratic.
    if (tailUpdates >= this.dueAt || tailBytes > Math.max(this.engine.limits.foldBytes, baseBytes / 2)) this.start();
  }

  start(): void {
    if (this.current !== null || this.stopped || this.engine.draining || this.history.tailUpdates === 0) return;
    const { counters } = this.engine.metrics;
    this.current = this.fold()
      .then(() => {
        counters.folds++;
        this.dueAt = this.engine.limits.foldUpdates;
      })
      .catch((error: unknown) => {
        counters.foldFailures++;
        this.dueAt = this.history.tailUpdates + this.engine.limits.foldUpdates;
        this.engine.problem(error, this.name);
      })
      .finally(() => (this.current = null));
  }

  private async fold(): Promise<void> {
    const { base, rows } = this.history.contents();
    const folded = await this.engine.compactor.fold(base, rows);
    await this.engine.log.fold(this.name, folded.base, folded.quarantined);
    // Another server may have folded further meanwhile, and the rows between are no longer here.
    if (this.stopped || folded.base.upTo <= this.history.basePosition) return;
    this.history.rebase(folded.base);
    if (folded.quarantined.length > 0) this.foundBroken(folded.quarantined.length);
  }
}
