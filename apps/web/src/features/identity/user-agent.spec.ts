import { describe, expect, it } from '@jest/globals';

import { browserOf } from './user-agent';

describe('a session', () => {
  it('is known by its browser and its system', () => {
    expect(browserOf('Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')).toBe('Firefox on Linux');
    expect(browserOf('Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0')).toBe('Edge on Windows');
    expect(browserOf('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1')).toBe('Safari on iOS');
  });

  it('is shown as it named itself when nobody knows it', () => {
    expect(browserOf('curl/8.9')).toBe('curl/8.9');
    expect(browserOf('')).toBe('An unnamed client');
  });
});
