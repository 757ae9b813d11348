/** How a Monte Carlo answer was drawn. Keep it with the answer: the same two numbers give the same digits, on any machine. */
export interface Resampling {
  /** How many resamples, a positive whole number; 10,000 give the second digit of a p of 0.05. */
  readonly resamples: number;
  /** Any whole number from 0 to 2⁵³ - 1. */
  readonly seed: number;
}

const TWO_32 = 2 ** 32;
/** Keeps the stream of a seed's high half apart from that of its low half. */
const HIGH_HALF = 0x5bf03635;

/**
 * A seeded stream of random numbers: xoshiro128**, period 2¹²⁸ - 1, its state filled from the seed by splitmix32 so that
 * neighbouring seeds give unrelated streams. For statistics, not for secrets.
 *
 * @see D. Blackman, S. Vigna, "Scrambled linear pseudorandom number generators", ACM TOMS 47, 2021.
 */
export class Random {
  private s0: number;
  private s1: number;
  private s2: number;
  private s3: number;

  /** @throws RangeError when the seed is not a whole number from 0 to 2⁵³ - 1. */
  constructor(seed: number) {
    if (!Number.isSafeInteger(seed) || seed < 0) throw new RangeError(`A seed is a whole number from 0 to 2^53 - 1, not ${seed}.`);
    // A splitmix32 stream for each half of the seed, so that all 53 bits matter.
    const [low, high] = [splitmix32(seed | 0), splitmix32(Math.floor(seed / TWO_32) ^ HIGH_HALF)];
    const word = (): number => low() ^ high();
    [this.s0, this.s1, this.s2, this.s3] = [word(), word(), word(), word()];
    // The one state that the generator cannot leave.
    if ((this.s0 | this.s1 | this.s2 | this.s3) === 0) this.s0 = 1;
  }

  /** A whole number, uniform over 0…2³² - 1. */
  uint32(): number {
    const { s1 } = this;
    const times5 = Math.imul(s1, 5);
    this.s2 ^= this.s0;
    this.s3 ^= s1;
    this.s1 ^= this.s2;
    this.s0 ^= this.s3;
    this.s2 ^= s1 << 9;
    this.s3 = (this.s3 << 11) | (this.s3 >>> 21);
    return Math.imul((times5 << 7) | (times5 >>> 25), 9) >>> 0;
  }

  /**
   * A whole number, exactly uniform over 0…n - 1, for 1 ≤ n ≤ 2²¹.
   *
   * @see D. Lemire, "Fast random integer generation in an interval", ACM TOMACS 29, 2019.
   */
  below(n: number): number {
    for (;;) {
      const scaled = this.uint32() * n;
      const whole = Math.floor(scaled / TWO_32);
      const part = scaled - whole * TWO_32;
      // Only when part < n can the draw belong to the uneven rest, so the division is rarely needed.
      if (part >= n || part >= TWO_32 % n) return whole;
    }
  }
}

function splitmix32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return (mixed ^ (mixed >>> 15)) >>> 0;
  };
}

/** What `draw` makes of one stream of random numbers, once for each resample. @throws RangeError when the number of resamples is not positive and whole. */
export function resampled<T>(sampling: Resampling, draw: (random: Random) => T): T[] {
  if (!Number.isSafeInteger(sampling.resamples) || sampling.resamples < 1) {
    throw new RangeError(`The number of resamples is a positive whole number, not ${sampling.resamples}.`);
  }
  const random = new Random(sampling.seed);
  return Array.from({ length: sampling.resamples }, () => draw(random));
}

/** Draws samples of the same size from the values, with replacement, all into one array. */
export function resampler(values: readonly number[]): (random: Random) => readonly number[] {
  const drawn = [...values];
  return (random) => {
    for (let i = 0; i < drawn.length; i++) drawn[i] = values[random.below(values.length)]!;
    return drawn;
  };
}
