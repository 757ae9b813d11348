import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloDriverConfig } from '@nestjs/apollo';

import type { KnownRequest } from '../http/authenticator.js';
import { formatError, nameRequestInErrors } from './format-error.js';
import { costPlugin, limitRules, MAX_TOKENS } from './limits.js';
import { RequestContext } from './request-context.js';

/** How GraphQL is served over HTTP: its limits, its errors and who is asking. What is followed over a websocket is `LiveServer`'s. */
export function graphqlOptions(): Omit<ApolloDriverConfig, 'driver'> {
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
  };
}
