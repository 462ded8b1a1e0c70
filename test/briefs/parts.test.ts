import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../src/arabic/sentences.ts';
import { best, bestOf } from '../../src/briefs/candidate.ts';
import { MARKS, partOf, partsWithin } from '../../src/briefs/parts.ts';

describe('the sentences of a text, read out of its tokens', () => {
  const PIECES =
    'وصل الوفد إلى نورين 1,500 1.5 د. أ.ف.ب «قال» "نعم" ؟ . … ، : BBC كلمة.كلمة ـ ١٢ (2-1) \n \u00a0'.split(
      ' ',
    );
  const text = fc
    .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(' ', ' ', '', '. ', '\n')), { maxLength: 30 })
    .map((pieces) => pieces.map(([piece, between]) => piece + between).join(''));

  it('are as each is by itself', () => {
    fc.assert(
      fc.property(text, (whole) => {
        const within = partsWithin(whole);
        for (const line of whole.split('\n')) {
          for (const sentence of sentences(line)) expect(within(sentence)).toEqual(partOf(sentence));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('are read by themselves where they are none of the text', () => {
    const within = partsWithin('وصل الوفد إلى نورين. غادر مساء.');
    expect(within('عاد الوفد.')).toEqual(partOf('عاد الوفد.'));
    expect(within('وصل الوفد إلى نورين.')).toEqual(partOf('وصل الوفد إلى نورين.'));
  });
});

it.each([
  ['وصل الوفد إلى نورين في 1,500 حافلة، وغادر.', 0],
  ['قال «نعم».', MARKS.pair],
  ['وصل الوفد, وغادر', MARKS.comma],
  ['وصل الوفد ، وغادر', MARKS.spaced],
  ['الأستاذ/ هاني (المصلح) .', MARKS.slash | MARKS.pair | MARKS.spaced],
])('tells what stands between the words: %s', (text, marks) => {
  expect(partOf(text).marks).toBe(marks);
});

describe('the best of what costs to look at', () => {
  const scored = fc.array(
    fc.record({ score: fc.integer({ min: 0, max: 4 }), over: fc.integer({ min: 0, max: 3 }) }),
  );

  it('is the first of the highest score, however much was hoped of the others', () => {
    fc.assert(
      fc.property(scored, (list) => {
        const found = bestOf(
          list,
          ({ score, over }) => score + over,
          (one) => ({ one, score: one.score }),
        );
        expect(found).toBe(best(list, ({ score }) => score));
      }),
    );
  });

  it('is found without a look at what cannot win', () => {
    const seen: number[] = [];
    bestOf(
      [1, 5, 2, 4],
      (hope) => hope,
      (one) => {
        seen.push(one);
        return one === 5 ? undefined : { one, score: one - 1 };
      },
    );
    expect(seen).toEqual([5, 4]);
  });
});
