import { ApolloClient, ApolloLink, HttpLink } from '@apollo/client';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { createClient as createSocket } from 'graphql-ws';
import { OperationTypeNode } from 'graphql';

import { createCache } from './cache';
import { failures } from './failures';
import { KeptAnswers, keeping } from './kept-answers';

/**
 * The way to the server: queries and mutations by HTTP with the session's cookie, subscriptions by a socket that opens
 * with the first of them and comes back by itself for as long as anybody listens.
 */
export function createClient(onSignInRequired: () => void): ApolloClient {
  const kept = new KeptAnswers();
  const signedOut = () => {
    void kept.forget();
    onSignInRequired();
  };
  const socket = createSocket({
    url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
    retryAttempts: Infinity,
    shouldRetry: () => true,
  });
  const client = new ApolloClient({
    cache: createCache(),
    link: keeping(kept).concat(failures(signedOut)).concat(
      ApolloLink.split(
        ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
        new GraphQLWsLink(socket),
        new HttpLink({ uri: '/graphql', credentials: 'same-origin' }),
      ),
    ),
    // What is known is shown at once; what is fresh replaces it when it comes.
    defaultOptions: { watchQuery: { fetchPolicy: 'cache-and-network', nextFetchPolicy: 'cache-first' } },
  });
  // What happened while the socket was away was not heard: what is on the page is asked for again.
  socket.on('connected', (_socket, _payload, isRetry) => { if (isRetry) void client.refetchQueries({ include: 'active' }); });
  return client;
}
