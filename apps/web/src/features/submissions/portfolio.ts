import { graphql } from '../../graphql/generated';
import type { PortfolioQuery } from '../../graphql/generated/graphql';

export const PortfolioOfGroup = graphql(`
  query Portfolio($after: String) {
    portfolio(first: 100, after: $after) {
      nodes {
        openConcerns
        proposal {
          id
          title
          stage
          parkedReason
          viewerMay
          nextStages { stage missing { code label } }
        }
        submission {
          id
          viewerMay
          healthUpdates { health at }
          venue { id name edition }
          ...HealthOfSubmission
        }
        nextDeadline { id kind at zone }
        waitingOn { id name initials colour }
      }
      endCursor
      hasMore
    }
  }
`);

export type PortfolioRow = PortfolioQuery['portfolio']['nodes'][number];

export type PortfolioFilter = 'all' | 'due' | 'concerns';

const SOON_MS = 30 * 86_400_000;

interface Filtered {
  readonly nextDeadline?: { readonly at: string } | null | undefined;
  readonly openConcerns: number;
}

/** The rows that a filter leaves: what is due first stands first, and what is not due at all keeps its order after it. */
export function rowsShown<R extends Filtered>(rows: readonly R[], filter: PortfolioFilter, now: Date): R[] {
  const due = ({ nextDeadline }: R) => (nextDeadline == null ? Infinity : Date.parse(nextDeadline.at));
  const left = rows.filter(({ nextDeadline, openConcerns }) => {
    switch (filter) {
      case 'all': return true;
      case 'concerns': return openConcerns > 0;
      case 'due': return nextDeadline != null && Date.parse(nextDeadline.at) - now.getTime() <= SOON_MS;
    }
  });
  // Two without a date are equal, and the difference of infinities is not a number.
  return left.sort((one, other) => (due(one) === due(other) ? 0 : due(one) - due(other)));
}
