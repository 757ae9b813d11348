import type { ApolloServerPlugin } from '@apollo/server';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { type DocumentNode, GraphQLError, type GraphQLSchema, type ValidationContext, type ValidationRule } from 'graphql';
import { type ComplexityEstimator, getComplexity } from 'graphql-query-complexity';

export const MAX_TOKENS = 2_000;
const MAX_DEPTH = 14;
const MAX_ALIASES = 30;
const MAX_DIRECTIVES = 20;
/** In fields that would be resolved: a page of 50 with 20 fields each is 1,000. */
const MAX_COST = 12_000;
const LIST_GUESS = 10;

/** A page costs what was asked for, times what each of its nodes costs; variables count as their values. */
const pages: ComplexityEstimator = ({ args, childComplexity, field }) => {
  const isPage = field.args.some(({ name }) => name === 'first');
  if (!isPage) return 1 + childComplexity;
  const first = (args as { first?: unknown }).first;
  return 1 + childComplexity * Math.min(typeof first === 'number' && first > 0 ? first : LIST_GUESS, 100);
};

/** An operation that is about to run. */
export interface AskedFor {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly variables: Record<string, unknown>;
  readonly operationName?: string | null | undefined;
}

/** Why an operation is refused that would cost too much; null when it would not. */
export function tooCostly(operation: AskedFor): GraphQLError | null {
  const cost = costOf(operation);
  if (cost <= MAX_COST) return null;
  return new GraphQLError(`This query costs ${cost}; ${MAX_COST} is the most. Ask for fewer rows or fields.`, {
    extensions: { code: 'OPERATION_TOO_COMPLEX', http: { status: 400 } },
  });
}

/** Refuses such an operation before any of it runs. */
export const costPlugin = (): ApolloServerPlugin => ({
  requestDidStart: async () => ({
    didResolveOperation: async ({ schema, document, request }) => {
      const refusal = tooCostly({ schema, document, variables: request.variables ?? {}, operationName: request.operationName });
      if (refusal !== null) throw refusal;
    },
  }),
});

function costOf({ schema, document, variables, operationName }: AskedFor): number {
  try {
    return getComplexity({ schema, query: document, variables, ...(operationName ? { operationName } : {}), estimators: [pages] });
  } catch {
    // A variable of the wrong type. Execution says so, with its name, and runs nothing.
    return 0;
  }
}

/** Thrown, as these rules do by themselves, a refusal would pass for a failure of ours; reported, it is the caller's. */
const reported = {
  propagateOnRejection: false,
  onReject: [(context: ValidationContext | null, error: GraphQLError) => context?.reportError(error)],
};

/** Refuses shapes that cost more to walk than anything the page asks for. */
export const limitRules = (): ValidationRule[] => [
  maxDepthRule({ n: MAX_DEPTH, ...reported }),
  maxAliasesRule({ n: MAX_ALIASES, allowList: [], ...reported }),
  maxDirectivesRule({ n: MAX_DIRECTIVES, ...reported }),
];
