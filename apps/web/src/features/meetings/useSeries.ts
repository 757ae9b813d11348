import { useQuery } from '@apollo/client/react';

import { graphql } from '../../graphql/generated';

const SeriesMeetings = graphql(`
  query SeriesMeetings {
    past: meetings(first: 50, when: past) { nodes { id title startsAt seriesKey } }
    upcoming: meetings(first: 50, when: upcoming) { nodes { id title startsAt seriesKey } }
  }
`);

export interface InSeries {
  readonly id: string;
  readonly title: string;
  readonly startsAt: string;
  readonly seriesKey?: string | null | undefined;
}

/** The meetings of the same series before and after this one; none when it stands alone. */
export function useNeighbours({ id, startsAt, seriesKey }: InSeries) {
  const { data } = useQuery(SeriesMeetings);
  if (seriesKey == null || data === undefined) return { previous: undefined, next: undefined };
  const others = [...data.past.nodes, ...data.upcoming.nodes]
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

/** The series that this person knows meetings of. */
export function useSeries(): readonly Series[] {
  const { data } = useQuery(SeriesMeetings);
  const known = new Map<string, string>();
  for (const { seriesKey, title } of [...(data?.upcoming.nodes.toReversed() ?? []), ...(data?.past.nodes ?? [])]) {
    if (seriesKey != null && !known.has(seriesKey)) known.set(seriesKey, title);
  }
  return [...known].map(([key, title]) => ({ key, title }));
}
