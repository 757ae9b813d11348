/** The same list with one thing moved to another place, counted from 0; those between move up by one. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const thing = list[from];
  if (thing === undefined) return [...list];
  const others = list.toSpliced(from, 1);
  return others.toSpliced(Math.min(Math.max(to, 0), others.length), 0, thing);
}

interface Timed {
  readonly minutes?: number | null | undefined;
}

/** How many minutes of the meeting the agenda has given away. */
export const minutesGiven = (agenda: readonly Timed[]): number => agenda.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0);

/** "item 2 of 5". */
export const placeOf = (agenda: readonly { readonly id: string }[], { id }: { readonly id: string }): string =>
  `item ${agenda.findIndex((item) => item.id === id) + 1} of ${agenda.length}`;
