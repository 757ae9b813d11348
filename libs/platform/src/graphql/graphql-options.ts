import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import type { GraphQLSchemaHost } from '@nestjs/graphql';

import type { Config } from '../config/config.js';
import type { Authenticator, KnownRequest } from '../http/authenticator.js';
import { formatError, nameRequestInErrors } from './format-error.js';
import { costPlugin, limitRules, MAX_TOKENS } from './limits.js';
import type { LiveConnections } from './live-connections.js';
import { liveOperations } from './live-operations.js';
import { RequestContext } from './request-context.js';

/** How the GraphQL server is set up: one place for its limits, its errors and who is asking. */
export function graphqlOptions(
  config: Config, authenticator: Authenticator, live: LiveConnections, schema: GraphQLSchemaHost,
): Omit<ApolloDriverConfig, 'driver'> {
  return {
    path: '/graphql',
    autoSchemaFile: true,
    sortSchema: true,
    introspection: true,
    playground: false,
    graphiql: false,
    // Field resolvers pass the last lock too. Guards stand at the root only: a field is asked for through one.
    fieldResolverEnhancers: ['interceptors'],
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: MAX_TOKENS },
    stopOnTerminationSignals: false,
    // Apollo's own way of stopping cuts every socket of the server, live documents in the middle of a word included. By then they are gone.
    stopOnApplicationShutdown: true,
    csrfPrevention: true,
    formatError,
    validationRules: limitRules(),
    plugins: [ApolloServerPluginLandingPageDisabled(), costPlugin(), nameRequestInErrors()],
    context: ({ req }: { req: KnownRequest }) => new RequestContext(req.actor, req.requestId, req),
    subscriptions: { 'graphql-ws': liveOperations(config, authenticator, live, schema) },
  };
}
