import { graphql } from '../../graphql/generated';

export const TopicsOfGroup = graphql(`
  query Topics {
    topics
  }
`);
