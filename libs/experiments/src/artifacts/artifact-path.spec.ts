import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { join, sep } from 'node:path';

import { artifactNames, artifactPlace } from './artifact-path.js';

const RUN = 'ca9a76065307466d9b4adccdcb823640';

describe('the path of an artifact', () => {
  it('names the experiment, the run and what lies below', () => {
    expect(artifactPlace(`63/${RUN}/artifacts/d/x y.txt`)).toEqual({ experimentNumber: 63, runId: 'ca9a7606-5307-466d-9b4a-dccdcb823640', names: ['d', 'x y.txt'] });
    expect(artifactPlace(`63/${RUN}/artifacts`).names).toEqual([]);
    expect(artifactPlace(`63/${RUN}/artifacts/`).names).toEqual([]);
  });

  it.each([
    '../x', 'a/../../x', 'a/./b', 'a//b', '/etc/passwd', 'a\\b', 'C:/x', 'a/c:x', 'a#b', 'a\u0000b', 'a\nb', '..', '.', '\ud800', `${'x'.repeat(256)}`, 'x/'.repeat(600),
  ])('is refused when it is %j', (path) => {
    expect(() => artifactNames(path)).toThrow(expect.objectContaining({ code: 'ARTIFACT_PATH_INVALID' }));
  });

  it.each([`63/${RUN}/models/x`, `x/${RUN}/artifacts/a`, '63/short/artifacts/a', `63/${RUN}`, ''])('is refused when it is not of a run: %j', (path) => {
    expect(() => artifactPlace(path)).toThrow(expect.objectContaining({ code: 'ARTIFACT_PATH_INVALID' }));
  });

  it('never leaves its folder, whatever is asked', () => {
    const piece = fc.constantFrom('..', '.', '/', '\\', 'a', '%2e', '~', ' ', ':', '*', 'C:', '\u202e');
    fc.assert(fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      try {
        expect(join(sep, 'root', ...artifactNames(pieces.join('')))).toMatch(/^\/root(\/|$)/);
      } catch (error) {
        expect(error).toMatchObject({ code: 'ARTIFACT_PATH_INVALID' });
      }
    }), { seed: 7, numRuns: 2_000 });
  });
});
