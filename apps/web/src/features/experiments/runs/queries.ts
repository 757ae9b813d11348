import { graphql } from '../../../graphql/generated';
import type { RunRowFragment } from '../../../graphql/generated/graphql';

export const RunFields = graphql(`
  fragment RunRow on Run {
    id
    name
    status
    standing
    standingReason
    arm
    seed
    startedAt
    endedAt
    params { key value }
    metrics { key value step }
  }
`);

export const Runs = graphql(`
  query Runs($experimentId: ID!, $after: String, $filter: String, $by: RunSortField!, $key: String, $descending: Boolean!) {
    runs(experimentId: $experimentId, first: 100, after: $after, filter: $filter, sort: { by: $by, key: $key, descending: $descending }) {
      nodes {
        id
        ...RunRow
      }
      endCursor
      hasMore
    }
  }
`);

/** One run anew, while it logs: its row changes where it stands. */
export const RunNow = graphql(`
  query RunNow($id: ID!) {
    run(id: $id) {
      id
      ...RunRow
    }
  }
`);

export type RunShown = RunRowFragment;
