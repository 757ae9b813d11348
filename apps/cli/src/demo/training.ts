import { Random } from '#libs/statistics';

import { FEATURES, type Labelled, longTailedDigits, shuffled } from './digits.js';

export const HEADS = ['baseline', 'cosine', 'logit-adjusted'] as const;
/**
 * How class scores are made from features `f` and class weights `w`: their product (the linear baseline); the cosine of their angle, scaled
 * (Wang et al. 2018); or their product shifted by the log of the class' share (Menon et al. 2021).
 */
export type Head = (typeof HEADS)[number];

export interface Settings {
  readonly head: Head;
  readonly seed: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly hidden: number;
  /** Of the cosine head. */
  readonly scale: number;
}

export interface Epoch {
  readonly epoch: number;
  /** Cross-entropy on the training set, in nats. */
  readonly trainLoss: number;
  /** On the balanced test set, in percent. */
  readonly testAccuracy: number;
  /** On the three rarest classes of it, in percent. */
  readonly tailAccuracy: number;
}

const CLASSES = 10;
const BATCH = 32;
const MOMENTUM = 0.9;
const TAIL_FROM = 7;

/** One hidden layer of rectified units and a head, trained by stochastic gradient descent with momentum. */
class Network {
  readonly first: Float32Array;
  readonly head: Float32Array;
  private readonly firstSpeed: Float32Array;
  private readonly headSpeed: Float32Array;
  private readonly activations: Float32Array;
  private readonly scores = new Float32Array(CLASSES);

  constructor(private readonly settings: Settings, private readonly shares: Float32Array, random: Random) {
    const { hidden } = settings;
    // He et al. 2015: variance 2/fan-in keeps the size of what passes through rectified units.
    const draw = (count: number, fanIn: number): Float32Array =>
      Float32Array.from({ length: count }, () => gaussian(random) * Math.sqrt(2 / fanIn));
    this.first = draw(hidden * FEATURES, FEATURES);
    this.head = draw(CLASSES * hidden, hidden);
    this.firstSpeed = new Float32Array(this.first.length);
    this.headSpeed = new Float32Array(this.head.length);
    this.activations = new Float32Array(hidden);
  }

  /** The most probable class. Test scores are not shifted: the shift stands in for the training set's imbalance only. */
  classify(images: Float32Array, offset: number): number {
    this.forward(images, offset, false);
    return this.scores.indexOf(Math.max(...this.scores));
  }

  /** One step on a batch. Returns the sum of its losses. */
  step(data: Labelled, batch: readonly number[]): number {
    const { learningRate } = this.settings;
    const firstGradient = new Float32Array(this.first.length);
    const headGradient = new Float32Array(this.head.length);
    const loss = batch.reduce((sum, i) => sum + this.backward(data, i, firstGradient, headGradient), 0);
    descend(this.first, this.firstSpeed, firstGradient, learningRate / batch.length);
    descend(this.head, this.headSpeed, headGradient, learningRate / batch.length);
    return loss;
  }

  private forward(images: Float32Array, offset: number, shifted: boolean): { norms: Float32Array; featureNorm: number } {
    const { hidden, head, scale } = this.settings;
    let squares = 0;
    for (let h = 0; h < hidden; h += 1) {
      let sum = 0;
      for (let x = 0; x < FEATURES; x += 1) sum += this.first[h * FEATURES + x]! * images[offset + x]!;
      this.activations[h] = sum > 0 ? sum : 0;
      squares += this.activations[h]! ** 2;
    }
    const featureNorm = Math.sqrt(squares) + 1e-6;
    const norms = new Float32Array(CLASSES);
    for (let c = 0; c < CLASSES; c += 1) {
      let [product, weight] = [0, 0];
      for (let h = 0; h < hidden; h += 1) {
        product += this.head[c * hidden + h]! * this.activations[h]!;
        weight += this.head[c * hidden + h]! ** 2;
      }
      norms[c] = Math.sqrt(weight) + 1e-6;
      this.scores[c] = head === 'cosine' ? (scale * product) / (norms[c]! * featureNorm) : product;
      if (shifted && head === 'logit-adjusted') this.scores[c]! += Math.log(this.shares[c]!);
    }
    return { norms, featureNorm };
  }

  /** Adds one example's gradients of the cross-entropy and returns its loss. */
  private backward(data: Labelled, i: number, firstGradient: Float32Array, headGradient: Float32Array): number {
    const { hidden, head, scale } = this.settings;
    const { norms, featureNorm } = this.forward(data.images, i * FEATURES, true);
    const probabilities = softmax(this.scores);
    const featureGradient = new Float32Array(hidden);
    for (let c = 0; c < CLASSES; c += 1) {
      const error = probabilities[c]! - (c === data.labels[i] ? 1 : 0);
      const [norm, cosine] = [norms[c]!, this.scores[c]! / scale];
      for (let h = 0; h < hidden; h += 1) {
        const [weight, feature] = [this.head[c * hidden + h]!, this.activations[h]!];
        if (head === 'cosine') {
          // The derivative of a cosine leaves out what lies along the vector itself.
          headGradient[c * hidden + h]! += error * scale * (feature / featureNorm - (cosine * weight) / norm) / norm;
          featureGradient[h]! += error * scale * (weight / norm - (cosine * feature) / featureNorm) / featureNorm;
        } else {
          headGradient[c * hidden + h]! += error * feature;
          featureGradient[h]! += error * weight;
        }
      }
    }
    for (let h = 0; h < hidden; h += 1) {
      if (this.activations[h] === 0) continue;
      for (let x = 0; x < FEATURES; x += 1) firstGradient[h * FEATURES + x]! += featureGradient[h]! * data.images[i * FEATURES + x]!;
    }
    return -Math.log(Math.max(probabilities[data.labels[i]!]!, 1e-12));
  }
}

/** Trains once and tells after every epoch how it stands. The seed decides the split, the start and the order. */
export function* train(settings: Settings): Generator<Epoch, void, undefined> {
  const random = new Random(settings.seed);
  const { train: data, test } = longTailedDigits(random, 300, 60, 60);
  const shares = Float32Array.from({ length: CLASSES }, (_, c) => data.labels.filter((label) => label === c).length / data.labels.length);
  const network = new Network(settings, shares, random);
  const order = [...data.labels.keys()];
  for (let epoch = 1; epoch <= settings.epochs; epoch += 1) {
    const mixed = shuffled(order, random);
    let loss = 0;
    for (let start = 0; start < mixed.length; start += BATCH) loss += network.step(data, mixed.slice(start, start + BATCH));
    yield { epoch, trainLoss: loss / mixed.length, ...accuracies(network, test) };
  }
}

function accuracies(network: Network, test: Labelled): { testAccuracy: number; tailAccuracy: number } {
  let [right, tailRight, tail] = [0, 0, 0];
  test.labels.forEach((label, i) => {
    const hit = network.classify(test.images, i * FEATURES) === label ? 1 : 0;
    right += hit;
    if (label < TAIL_FROM) return;
    tail += 1;
    tailRight += hit;
  });
  return { testAccuracy: (100 * right) / test.labels.length, tailAccuracy: (100 * tailRight) / tail };
}

function descend(weights: Float32Array, speed: Float32Array, gradient: Float32Array, rate: number): void {
  for (let i = 0; i < weights.length; i += 1) {
    speed[i] = MOMENTUM * speed[i]! - rate * gradient[i]!;
    weights[i]! += speed[i]!;
  }
}

function softmax(scores: Float32Array): Float32Array {
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Box and Muller's transform. */
const gaussian = (random: Random): number =>
  Math.sqrt(-2 * Math.log(1 - random.uint32() / 2 ** 32)) * Math.cos((2 * Math.PI * random.uint32()) / 2 ** 32);
