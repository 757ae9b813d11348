import { graphql } from '../../graphql/generated';

export const Invitations = graphql(`
  query Invitations {
    invitations {
      id
      email
      role
      expiresAt
      invitedBy { id name }
    }
  }
`);
