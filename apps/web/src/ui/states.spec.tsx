import { describe, expect, it } from '@jest/globals';
import { renderToStaticMarkup } from 'react-dom/server';

import { DomainFailure } from '../failure';
import { Failure, NotFound, reasonOf, Waiting } from './states';

describe('something that failed', () => {
  it('says what, what is kept, and the id to quote', () => {
    const error = new DomainFailure('SERVER_ERROR', 'The server answered with an error.', {}, '7f2c-91');
    const markup = renderToStaticMarkup(<Failure what="The runs could not be loaded" error={error} kept="What you typed is kept." />);
    expect(markup).toContain('role="alert"');
    expect(markup.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').trim()).toBe(
      'The runs could not be loaded The server answered with an error. What you typed is kept. request 7f2c-91',
    );
  });

  it('says the same of what does not exist as of what one may not read', () => {
    const error = new DomainFailure('NOT_FOUND', 'This proposal does not exist or is not visible to you.', { subject: 'Proposal', id: '1' }, '7f2c-91');
    expect(renderToStaticMarkup(<Failure what="The proposal could not be loaded" error={error} />)).toBe(renderToStaticMarkup(<NotFound />));
  });

  it('keeps messages for engineers from people', () => {
    expect(reasonOf(new TypeError('x is undefined'))).not.toContain('undefined');
  });
});

describe('something that is awaited', () => {
  it('shows nothing at first', () => {
    expect(renderToStaticMarkup(<Waiting what="the runs" />)).toMatch(/^<div [^>]*aria-busy="true" hidden=""/);
  });
});
