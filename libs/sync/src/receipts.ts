/**
 * Which of one connection's changes are durable, as a number that only grows: all up to it are, so that the page can
 * count what is not.
 *
 * Changes are numbered from 1 as they come. One that is not kept (it misses what it builds on, or its author may not
 * write) leaves a hole, and the number stays below it until an answer to a later state request is durable: such an
 * answer contains whatever the other side has and we had not.
 */
export class Receipts {
  private received = 0;
  private settled = 0;
  private firstHole = Infinity;
  private lastHole = 0;
  private told = 0;

  arrive(): number {
    return ++this.received;
  }

  miss(change: number): void {
    this.firstHole = Math.min(this.firstHole, change);
    this.lastHole = Math.max(this.lastHole, change);
  }

  /** Changes are settled in the order of their arrival. */
  settle(change: number, whole: boolean): void {
    this.settled = Math.max(this.settled, change);
    if (!whole || this.firstHole > change) return;
    if (this.lastHole < change) this.firstHole = Infinity;
    else this.firstHole = change + 1;
  }

  /** The number, if it has grown since it was last asked for. */
  news(): number | null {
    const durable = Math.min(this.settled, this.firstHole - 1);
    if (durable <= this.told) return null;
    return (this.told = durable);
  }
}
