import { describe, expect, it } from '@jest/globals';

import { failureOf } from './failures';

describe('an error of the server', () => {
  it('keeps its code, its words, its details and the id to quote', () => {
    const failure = failureOf({
      message: 'Two fields of the template are empty.',
      extensions: { code: 'STAGE_PRECONDITIONS', kind: 'conflict', missing: 'hypothesis,primary_metric', requestId: '7f2c-91' },
    });
    expect(failure).toMatchObject({
      code: 'STAGE_PRECONDITIONS', message: 'Two fields of the template are empty.', details: { missing: 'hypothesis,primary_metric' }, requestId: '7f2c-91',
    });
  });

  it('tells a page that outlived an upgrade to load anew', () => {
    const failure = failureOf({ message: 'Cannot query field "x" on type "Query".', extensions: { code: 'GRAPHQL_VALIDATION_FAILED', kind: 'invalid' } });
    expect(failure).toMatchObject({ code: 'PAGE_OUTDATED', message: 'This page is older than the server. Load it anew.' });
  });

  it('says nothing of the inside when it is not meant for people', () => {
    expect(failureOf({ message: 'relation "x" does not exist', extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: 'a' } })).toMatchObject({
      code: 'INTERNAL_SERVER_ERROR', message: 'The server answered with an error.', requestId: 'a',
    });
    expect(failureOf({ message: 'anything' })).toMatchObject({ code: 'SERVER_ERROR', requestId: undefined });
  });
});
