import { graphql } from '../../graphql/generated';
import type { ProposalFactsFragment, ProposalPageQuery } from '../../graphql/generated/graphql';

/**
 * What the page shows of a proposal around its text. Mutations and the subscription answer with the same, so that whatever
 * changes, the head, the rail and the dialogs change together.
 */
export const ProposalFacts = graphql(`
  fragment ProposalFacts on Proposal {
    id
    title
    summary
    stage
    topics
    audience
    parkedReason
    updatedAt
    openThreadCount
    viewerMay
    authors { id name initials colour }
    readers { id name initials colour }
    fields { key label help required value }
    nextStages { stage missing { code label } }
  }
`);

export type Facts = ProposalFactsFragment;

export const ProposalOfPage = graphql(`
  query ProposalPage($id: ID!) {
    proposal(id: $id) {
      id
      ...ProposalFacts
      document { id ...WorkspaceDocument }
      experiments(first: 100) { nodes { id } hasMore }
      submissions {
        id
        withdrawnAt
        venue { id name edition }
        nextDeadline { id kind at zone }
      }
    }
  }
`);

export type ProposalShown = ProposalPageQuery['proposal'];

export const ProposalChanged = graphql(`
  subscription ProposalChanged($id: ID!) {
    proposalChanged(id: $id) {
      id
      ...ProposalFacts
    }
  }
`);

export const UpdateProposal = graphql(`
  mutation UpdateProposal($id: ID!, $input: UpdateProposalInput!) {
    updateProposal(id: $id, input: $input) {
      id
      ...ProposalFacts
      document { id title }
    }
  }
`);

export const MoveProposal = graphql(`
  mutation MoveProposal($id: ID!, $to: ProposalStage!, $reason: String) {
    moveProposal(id: $id, to: $to, reason: $reason) {
      id
      ...ProposalFacts
    }
  }
`);

export const ShareProposal = graphql(`
  mutation ShareProposal($id: ID!, $audience: Audience!, $readerIds: [ID!]!) {
    shareProposal(id: $id, audience: $audience, readerIds: $readerIds) {
      id
      ...ProposalFacts
    }
  }
`);

export const SetProposalAuthors = graphql(`
  mutation SetProposalAuthors($id: ID!, $authorIds: [ID!]!) {
    setProposalAuthors(id: $id, authorIds: $authorIds) {
      id
      ...ProposalFacts
    }
  }
`);
