export interface InSeries {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly seriesKey?: string | null | undefined;
}

export interface Neighbours<M extends InSeries> {
  readonly previous: M | undefined;
  readonly next: M | undefined;
}

/** The meetings of the same series just before and just after this one; none when it stands alone. */
export function neighboursOf<M extends InSeries>({ id, startsAt, seriesKey }: Omit<InSeries, 'title'>, meetings: readonly M[]): Neighbours<M> {
  if (seriesKey == null) return { previous: undefined, next: undefined };
  const others = meetings
    .filter((other) => other.id !== id && other.seriesKey === seriesKey)
    .sort((one, other) => Date.parse(one.startsAt) - Date.parse(other.startsAt));
  const isBefore = (other: InSeries) => Date.parse(other.startsAt) < Date.parse(startsAt);
  return { previous: others.findLast(isBefore), next: others.find((other) => !isBefore(other)) };
}

export interface Series {
  readonly key: string;
  /** What its latest meeting is called. */
  readonly title: string;
}

/** The series of these meetings, each by the name of its latest meeting, the latest first. */
export function seriesIn(meetings: readonly InSeries[]): Series[] {
  const latestFirst = [...meetings].sort((one, other) => Date.parse(other.startsAt) - Date.parse(one.startsAt));
  const known = new Map<string, string>();
  for (const { seriesKey, title } of latestFirst) if (seriesKey != null && !known.has(seriesKey)) known.set(seriesKey, title);
  return [...known].map(([key, title]) => ({ key, title }));
}
