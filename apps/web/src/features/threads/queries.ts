import { graphql } from '../../graphql/generated';

export const CommentShown = graphql(`
  fragment CommentShown on Comment {
    id
    author { id name initials colour }
    body
    createdAt
    editedAt
    deletedAt
    revisions { body editedAt }
    reactions { emoji mine people { id name } }
    viewerMay
  }
`);

export const ThreadShown = graphql(`
  fragment ThreadShown on Thread {
    id
    kind
    severity
    state
    createdAt
    updatedAt
    raisedBy { id name initials colour }
    addressedBy
    addressedByPerson { id name initials colour }
    resolvedBy { id name initials colour }
    resolvedAt
    anchor { documentId start end quote prefix suffix orphaned }
    comments { id author { id name } deletedAt ...CommentShown }
    viewerMay
  }
`);

/** Everything that is said there: the margin sorts it by the text, so it needs all of it. */
export const ThreadsOfSubject = graphql(`
  query ThreadsOfSubject($subject: ThreadSubjectInput!, $after: String) {
    threads(subject: $subject, first: 100, after: $after) {
      nodes {
        id
        state
        createdAt
        viewerMay
        anchor { documentId start end quote prefix suffix orphaned }
        ...ThreadShown
      }
      endCursor
      hasMore
    }
  }
`);

export const ThreadChanged = graphql(`
  subscription ThreadChanged($subject: ThreadSubjectInput!) {
    threadChanged(subject: $subject) {
      id
      state
      createdAt
      viewerMay
      anchor { documentId start end quote prefix suffix orphaned }
      ...ThreadShown
    }
  }
`);

export const OpenThread = graphql(`
  mutation OpenThread($input: OpenThreadInput!) {
    openThread(input: $input) {
      id
      state
      createdAt
      viewerMay
      anchor { documentId start end quote prefix suffix orphaned }
      ...ThreadShown
    }
  }
`);

export const Reply = graphql(`
  mutation Reply($threadId: ID!, $body: String!) {
    reply(threadId: $threadId, body: $body) { id author { id name } deletedAt ...CommentShown }
  }
`);

export const EditComment = graphql(`
  mutation EditComment($id: ID!, $body: String!) {
    editComment(id: $id, body: $body) { ...CommentShown }
  }
`);

export const DeleteComment = graphql(`
  mutation DeleteComment($id: ID!) {
    deleteComment(id: $id) { ...CommentShown }
  }
`);

export const ReactToComment = graphql(`
  mutation ReactToComment($commentId: ID!, $emoji: String!, $on: Boolean!) {
    react(commentId: $commentId, emoji: $emoji, on: $on) { ...CommentShown }
  }
`);

export const ProposeAddressed = graphql(`
  mutation ProposeAddressed($threadId: ID!, $by: String!) {
    proposeAddressed(threadId: $threadId, by: $by) { ...ThreadShown }
  }
`);

export const ConfirmThread = graphql(`
  mutation ConfirmThread($threadId: ID!) {
    confirmThread(threadId: $threadId) { ...ThreadShown }
  }
`);

export const ReopenThread = graphql(`
  mutation ReopenThread($threadId: ID!) {
    reopenThread(threadId: $threadId) { ...ThreadShown }
  }
`);

export const ReanchorThread = graphql(`
  mutation ReanchorThread($threadId: ID!, $anchor: TextAnchorInput!) {
    reanchorThread(threadId: $threadId, anchor: $anchor) { ...ThreadShown }
  }
`);

export const MarkOrphaned = graphql(`
  mutation MarkThreadOrphaned($threadId: ID!) {
    markThreadOrphaned(threadId: $threadId) { ...ThreadShown }
  }
`);
