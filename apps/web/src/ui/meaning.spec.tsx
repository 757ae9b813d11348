import { describe, expect, it } from '@jest/globals';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

import tokens from '../theme/tokens.json' with { type: 'json' };
import { Interval } from './Interval';
import { ClaimBadge, type ClaimStatus, Health, type HealthName, Severity, type SeverityName, Stage, type StageName, ThreadKind, type ThreadKindName } from './meaning';

const { meaning } = tokens;
const keys = <K extends string>(kinds: Record<K, unknown>): K[] => Object.keys(kinds) as K[];

const drawn = (node: ReactNode) => {
  const markup = renderToStaticMarkup(node);
  return { word: markup.replaceAll(/<[^>]+>/g, ''), shape: /<svg.*<\/svg>/.exec(markup)?.[0] };
};

describe('meaning', () => {
  const kinds = {
    'a claim’s status': keys<ClaimStatus>(meaning.claimStatus).map((status) => drawn(<ClaimBadge status={status} />)),
    'a kind of thread': keys<ThreadKindName>(meaning.threadKind).map((kind) => drawn(<ThreadKind kind={kind} />)),
    'a severity': keys<SeverityName>(meaning.severity).map((severity) => drawn(<Severity severity={severity} />)),
    'a stage': keys<StageName>(meaning.stage).map((stage) => drawn(<Stage stage={stage} />)),
    'a state of health': keys<HealthName>(meaning.health).map((health) => drawn(<Health health={health} />)),
  };

  it.each(Object.entries(kinds))('of %s is told by its word alone and by its shape alone', (_, all) => {
    const [words, shapes] = [all.map(({ word }) => word), all.map(({ shape }) => shape)];
    expect(words.every((word) => word.length > 3)).toBe(true);
    expect(shapes.every((shape) => shape !== undefined)).toBe(true);
    expect([new Set(words).size, new Set(shapes).size]).toEqual([all.length, all.length]);
  });

  it('takes the words of a claim’s status from the tokens', () => {
    expect(kinds['a claim’s status'].map(({ word }) => word)).toEqual(Object.values(meaning.claimStatus).map(({ word }) => word));
  });

  it('is not made up where nothing was said', () => {
    expect(drawn(<Health health={null} />)).toEqual({ word: 'No update', shape: undefined });
  });
});

describe('the interval glyph', () => {
  it('carries its numbers as its name', () => {
    const markup = renderToStaticMarkup(<Interval estimate={0.72} low={-0.02} high={1.46} decimals={2} unit="points" tone="neg" />);
    expect(markup).toContain('role="img" aria-label="+0.72 points, interval −0.02 to 1.46"');
    expect(markup).toContain('var(--cq-neg-mark)');
  });
});
