import { graphql } from '../../graphql/generated';

/** Serves both what is mine and the deadlines that it aims at. */
export const MyProposals = graphql(`
  query MyProposals {
    proposals(first: 20, filter: { mine: true }, sort: { by: updated_at, descending: true }) {
      nodes {
        id
        title
        stage
        openThreadCount
        submissions {
          id
          withdrawnAt
          venue { id name edition }
          nextDeadline { id kind at zone }
        }
      }
      hasMore
    }
  }
`);
