import { ApolloServerPluginLandingPageDisabled } from '@apollo/server/plugin/disabled';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import type { Context as WsContext } from 'graphql-ws';
import type { Extra } from 'graphql-ws/use/ws';

import type { Config } from '../config/config.js';
import type { Authenticator, KnownRequest } from '../http/authenticator.js';
import { hasCookie, isOwnOrigin } from '../http/origin.js';
import { formatError, nameRequestInErrors } from './format-error.js';
import { costPlugin, limitRules, MAX_TOKENS } from './limits.js';
import type { LiveConnections } from './live-connections.js';
import { RequestContext } from './request-context.js';

type SocketExtra = Extra & { context?: RequestContext };

/** How the GraphQL server is set up: one place for its limits, its errors and who is asking. */
export function graphqlOptions(config: Config, authenticator: Authenticator, live: LiveConnections): Omit<ApolloDriverConfig, 'driver'> {
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
    context: ({ req, extra }: { req?: KnownRequest; extra?: SocketExtra }) => {
      if (extra?.context !== undefined) return extra.context;
      return new RequestContext(req?.actor ?? null, req?.requestId ?? '', req ?? null);
    },
    subscriptions: {
      'graphql-ws': {
        path: '/graphql',
        onConnect: async (socket: WsContext<Record<string, unknown> | undefined, unknown>) => {
          const extra = socket.extra as SocketExtra;
          if (hasCookie(extra.request, authenticator.cookieName) && !isOwnOrigin(extra.request, config)) return false;
          const actor = await authenticator.actorOf(extra.request);
          if (actor === null) return false;
          extra.context = new RequestContext(actor, '', null);
          live.opened(actor, extra.socket);
          return true;
        },
      },
    },
  };
}
