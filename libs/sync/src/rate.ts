import type { Rate } from './limits.js';

/** A token bucket. */
export class Allowance {
  private tokens: number;
  private at: number;

  constructor(
    private readonly rate: Rate,
    now: number,
  ) {
    this.tokens = rate.burst;
    this.at = now;
  }

  /** Takes one; returns 0, or how many milliseconds to wait for the next. */
  take(now: number): number {
    this.tokens = Math.min(this.rate.burst, this.tokens + ((now - this.at) * this.rate.perSecond) / 1000);
    this.at = now;
    if (this.tokens < 1) return Math.ceil(((1 - this.tokens) * 1000) / this.rate.perSecond);
    this.tokens -= 1;
    return 0;
  }
}
