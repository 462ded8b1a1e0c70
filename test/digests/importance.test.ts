import { describe, expect, it } from 'vitest';
import { importance } from '../../src/digests/importance.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 23, 9);

function matters(about: {
  readonly origins: number;
  readonly articles?: number;
  readonly hours: number;
}): number {
  const { origins, articles = origins, hours } = about;
  return importance(
    { voices: origins, articles: { length: articles }, publishedAt: NOW - hours * HOUR },
    NOW,
  );
}

describe('how much a story matters', () => {
  it.each([
    ['two origins more than one of the same hour', { origins: 2, hours: 3 }, { origins: 1, hours: 3 }],
    ['the younger of two equals', { origins: 2, hours: 1 }, { origins: 2, hours: 2 }],
    [
      'two origins of the morning more than one of the hour',
      { origins: 2, hours: 10 },
      { origins: 1, hours: 1 },
    ],
    [
      'a fresh story more than what three told yesterday',
      { origins: 1, hours: 0 },
      { origins: 3, hours: 30 },
    ],
    [
      'what five tell since yesterday more than a fresh single voice',
      { origins: 5, hours: 24 },
      { origins: 1, hours: 0 },
    ],
    [
      'what its outlets come back to',
      { origins: 2, articles: 6, hours: 4 },
      { origins: 2, articles: 2, hours: 4 },
    ],
    [
      'a second origin more than a first one writing without end',
      { origins: 2, hours: 4 },
      { origins: 1, articles: 90, hours: 4 },
    ],
  ])('is %s', (_, more, less) => {
    expect(matters(more)).toBeGreaterThan(matters(less));
  });

  it('is no more for a story dated ahead of the clock than for one of now', () => {
    expect(matters({ origins: 1, hours: -2 })).toBe(matters({ origins: 1, hours: 0 }));
  });
});
