/** The look of an arm: colour, mark and dash together, so that each alone is enough. */
export interface Series {
  /** A colour of the theme: `var(--cq-s2)`. */
  readonly colour: string;
  /** The name of its token, for drawings that cannot use variables. */
  readonly token: string;
  readonly mark: SeriesMark;
  /** Lengths of line and gap; none for the baseline, which is solid. */
  readonly dash: readonly number[];
}

export type SeriesMark = 'disc' | 'diamond' | 'square' | 'up' | 'down' | 'ring';

const series = (token: string, mark: SeriesMark, dash: readonly number[]): Series => ({ colour: `var(--cq-${token})`, token: `--cq-${token}`, mark, dash });

export const BASELINE = series('s1', 'disc', []);
const OTHERS = [
  series('s2', 'diamond', [6, 3]),
  series('s3', 'square', [2, 3]),
  series('s4', 'up', [8, 3, 2, 3]),
  series('s5', 'down', [4, 2]),
  series('s6', 'ring', [1, 3]),
];

const CALLED_BASELINE = /base|control|reference/i;

/** Which arm the others are compared with, until somebody chooses: the one that is called so, or else the first. */
export const likelyBaseline = (arms: readonly string[]): string | undefined => arms.find((arm) => CALLED_BASELINE.test(arm)) ?? arms[0];

/** The look of each arm of an experiment. The baseline is grey, always; the others keep their order, and with it their colour. */
export function seriesOf(arms: readonly string[], baseline: string | undefined): (arm: string | null) => Series {
  const others = arms.filter((arm) => arm !== baseline);
  return (arm) => {
    const place = arm === null ? -1 : others.indexOf(arm);
    return place < 0 ? BASELINE : OTHERS[place % OTHERS.length]!;
  };
}
