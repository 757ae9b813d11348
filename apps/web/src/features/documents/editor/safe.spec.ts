import { describe, expect, it } from '@jest/globals';

import { isOwnImage, isSafeLink } from './safe';

describe('what a document may point to', () => {
  it('is the web, mail and this site', () => {
    for (const address of ['https://a.example/x:y', 'http://a.example', 'HTTPS://A.example', 'mailto:rs@lab.example', '/proposals/1#thread=2', '#method', 'a.example/b']) {
      expect([address, isSafeLink(address)]).toEqual([address, true]);
    }
  });

  it('is nothing that runs, however it is disguised', () => {
    for (const address of ['javascript:alert(1)', ' java\nscript:alert(1)', '\u0001javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', 'vbscript:x', 'java&colon;:x', 'blob:x', 'file:///etc/passwd']) {
      expect([address, isSafeLink(address)]).toEqual([address, false]);
    }
  });

  it('is an image only if this installation serves it', () => {
    expect(isOwnImage('/files/0190c1d2-7b1e')).toBe(true);
    for (const address of ['https://tracker.example/p.png', '//tracker.example/p.png', '/files/../graphql', 'data:image/png;base64,x', '', null]) expect(isOwnImage(address)).toBe(false);
  });
});
