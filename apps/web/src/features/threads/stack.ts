/** A card of the margin: where its words are, and how high it is. In pixels from the top of the column. */
export interface Standing {
  readonly id: string;
  readonly wanted: number;
  readonly height: number;
}

/** Between two cards. */
export const GAP = 12;

/**
 * Where each card stands: level with its words where it can be, below the one before where they compete. The open one is
 * exactly level with its words; those above it make way upwards, and only what finds no room there pushes it down.
 *
 * `cards` in the order of the text. Result: the top of each, in the same order, never overlapping, never above 0.
 */
export function stack(cards: readonly Standing[], open: string | null): number[] {
  const tops = downwards(cards, 0);
  const opened = cards.findIndex(({ id }) => id === open);
  const card = cards[opened];
  if (card === undefined || tops[opened] === card.wanted) return tops;
  const above = cards.slice(0, opened);
  const level = Math.max(card.wanted, above.reduce((room, { height }) => room + height + GAP, 0));
  return [...upwards(above, tops, level), level, ...downwards(cards.slice(opened + 1), level + card.height + GAP)];
}

function downwards(cards: readonly Standing[], free: number): number[] {
  let next = free;
  return cards.map(({ wanted, height }) => {
    const top = Math.max(wanted, next);
    next = top + height + GAP;
    return top;
  });
}

/** From the last to the first: each stays where it is, or moves up until it ends a gap above the one below it. */
function upwards(cards: readonly Standing[], tops: readonly number[], limit: number): number[] {
  const moved: number[] = [];
  cards.reduceRight((next, { height }, i) => {
    const top = Math.min(tops[i] ?? 0, next - GAP - height);
    moved.unshift(top);
    return top;
  }, limit);
  return moved;
}
