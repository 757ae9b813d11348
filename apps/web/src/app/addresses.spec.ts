import { describe, expect, it } from '@jest/globals';

import { addresses, safeNext, within } from './addresses';

describe('addresses', () => {
  it('lead back after signing in', () => {
    const address = within(addresses.proposal('7f'), 'thread', 'a b');
    expect(address).toBe('/proposals/7f#thread=a%20b');
    const next = new URL(addresses.signIn(address), 'http://here').searchParams.get('next');
    expect(safeNext(next ?? undefined)).toBe(address);
  });

  it('never lead to another site', () => {
    for (const elsewhere of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/\t/evil.example', '', undefined]) {
      expect(safeNext(elsewhere)).toBe('/');
    }
  });
});
