import { useQuery } from '@apollo/client/react';

import { graphql } from '../../graphql/generated';
import { type InSeries, neighboursOf, type Series, seriesIn } from './neighbours';

const SeriesMeetings = graphql(`
  query SeriesMeetings {
    past: meetings(first: 50, when: past) { nodes { id title startsAt seriesKey } }
    upcoming: meetings(first: 50, when: upcoming) { nodes { id title startsAt seriesKey } }
  }
`);

function useMeetingsAround() {
  const { data } = useQuery(SeriesMeetings);
  return data === undefined ? [] : [...data.past.nodes, ...data.upcoming.nodes];
}

/** The meetings of the same series around this one. */
export const useNeighbours = (meeting: Omit<InSeries, 'title'>) => neighboursOf(meeting, useMeetingsAround());

/** The series that this person knows meetings of. */
export const useSeries = (): readonly Series[] => seriesIn(useMeetingsAround());
