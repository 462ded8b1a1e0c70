import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayMatch } from '../../src/arabic/needles.ts';
import * as signs from '../../src/news/kind-signs.ts';

/** The places of the patterns that may match a text. */
function places(patterns: readonly RegExp[], text: string): number[] {
  const bits = mayMatch(patterns)(text);
  return patterns.flatMap((_, at) => ((bits & (1 << at)) === 0 ? [] : [at]));
}

describe('the patterns that may match a text', () => {
  it.each([
    ['a word of several', /(?:قوارب|سفن) في/u, 'سفن', 'مراكب في'],
    ['letters written for one another', /[أا]نهار/u, 'إنهار', 'بحار'],
    ['what stands at least once', /سد+ود/u, 'سددود', 'حدود'],
    ['the longest part that every match holds', /و?جسور(?: \S+)? مغلقة/u, 'طرق مغلقة', 'جسور'],
    ['a letter of either case where the flag says so', /bridge/iu, 'BRIDGE', 'BRID'],
    ['a letter that only the flag takes for another', /sky/iu, '\u017f\u212ay', 'sy'],
    ['a mark', /=["']/u, 'a=b', 'a: b'],
    ['a character by its number', /\ufffd{2}/u, '\ufffd', 'x'],
    ['what a look ahead or back leaves beside it', /(?<!لا )يغلق(?! باب)/u, 'لا يغلق', 'يفتح'],
    ['a choice with a name', /(?<boat>قوارب|سفن) الصيد/u, 'سفن الصيد', 'ميناء الصيف'],
    ['a nested choice', /^(?:(?:قوارب|سفن) الصيد|ميناء)$/u, 'الميناء الصيد', 'قوارب'],
  ])('are known by %s', (_, pattern, near, far) => {
    expect([places([pattern], near), places([pattern], far)]).toEqual([[0], []]);
  });

  it.each([/\d+/u, /(?:سد)?/u, /سد|\p{L}/u, /[سد]/u, /ß/iu, /(?:)/u])(
    'are all texts for %s, of which no word is known',
    (pattern) => {
      expect(places([pattern], '')).toEqual([0]);
    },
  );

  it('are told apart by their order', () => {
    const patterns = [/نهر/u, /بحر/u, /\S/u, /نهر|جبل/u];
    expect(places(patterns, 'عند النهر')).toEqual([0, 2, 3]);
    expect(places(patterns, 'في الجبل')).toEqual([2, 3]);
    expect(places(patterns, '')).toEqual([2]);
  });

  it('finds a needle that begins inside another', () => {
    expect(places([/ابابج/u, /بابد/u, /با/u], 'اباباد')).toEqual([2]);
    expect(places([/ابابج/u, /بابد/u], 'ابابد')).toEqual([1]);
  });

  it('never leaves out a pattern that matches, of all that tell kinds of articles', () => {
    const patterns = Object.values(signs).flatMap((value) => {
      if (value instanceof RegExp) return [value];
      return Array.isArray(value) ? value.map(([pattern]) => pattern) : [];
    });
    expect(patterns.length).toBeGreaterThan(30);
    // Their own words in any order, as what is near to matching.
    const words = [...new Set(patterns.flatMap(({ source }) => source.match(/[\p{L}\d]+| ?[|؟]/gu) ?? []))];
    const looks = patterns.map((pattern) => mayMatch([pattern]));
    let matched = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }), (some) => {
        const text = `| ${some.map((word) => word.trim()).join(' ')} |`;
        for (const [at, pattern] of patterns.entries()) {
          if (!pattern.test(text)) continue;
          matched += 1;
          if (looks[at]?.(text) !== 1) throw new Error(`${pattern.source} matches ${text}`);
        }
      }),
      { numRuns: 1_000 },
    );
    expect(matched).toBeGreaterThan(100);
  });
});
