import { ApolloServer, HeaderMap } from '@apollo/server';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { formatError } from './format-error.js';
import { costPlugin, limitRules, MAX_TOKENS } from './limits.js';

const server = new ApolloServer({
  typeDefs: 'type Person { friends(first: Int): [Person!]! } type Query { me: Person }',
  resolvers: { Query: { me: () => ({ friends: [] }) } },
  validationRules: limitRules(), plugins: [costPlugin()], parseOptions: { maxTokens: MAX_TOKENS }, formatError,
});
beforeAll(() => server.start());
afterAll(() => server.stop());

async function answerTo(query: string): Promise<{ status: number; code: string | undefined }> {
  const { status, body } = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers: new HeaderMap([['content-type', 'application/json']]), body: { query }, search: '' },
    context: async () => ({}),
  });
  const { errors } = JSON.parse(body.kind === 'complete' ? body.string : '{}') as { errors?: { extensions: { code: string } }[] };
  return { status: status ?? 200, code: errors?.[0]?.extensions.code };
}

const times = (count: number, text: (i: number) => string): string => Array.from({ length: count }, (_none, i) => text(i)).join(' ');

describe('an operation', () => {
  it('runs when it is of a size that a page asks for', async () => {
    expect(await answerTo('{ me { friends(first: 50) { friends { __typename } } } }')).toEqual({ status: 200, code: undefined });
  });

  it.each([
    ['too deep', `{ me ${times(20, () => '{ friends')} { __typename } ${times(20, () => '}')} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['too full of aliases', `{ ${times(40, (i) => `a${i}: me { __typename }`)} }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['too full of directives', `{ me { __typename ${times(30, () => '@include(if: true)')} } }`, 'GRAPHQL_VALIDATION_FAILED'],
    ['too long', `{ me { ${times(3_000, () => '__typename')} } }`, 'GRAPHQL_PARSE_FAILED'],
    ['too costly', '{ me { friends(first: 100) { friends(first: 100) { friends(first: 100) { __typename } } } } }', 'OPERATION_TOO_COMPLEX'],
  ])('that is %s is refused as the caller’s mistake, and not told as a failure of ours', async (_name, query, code) => {
    expect(await answerTo(query)).toEqual({ status: 400, code });
  });
});
