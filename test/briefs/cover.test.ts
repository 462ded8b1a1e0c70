import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coverOf } from '../../src/briefs/cover.ts';
import { sentencesOf } from '../../src/briefs/sentence.ts';
import { likelihoods } from '../../src/briefs/weigh.ts';

const ORCHARD = [
  'يقع بستان نورين على كتف الوادي الغربي.',
  'زرع أهل القرية فيه أشجار التين قبل سبعين عاما.',
  'يقع بستان نورين على كتف الوادي الغربي.',
  'لا يزوره في الشتاء أحد.',
];
const sentences = sentencesOf(ORCHARD.join('\n'), 0);
const certain = sentences.map(() => 1);

describe('what a choice of sentences covers', () => {
  it('counts each pair of words once, however often it is chosen', () => {
    const cover = coverOf(sentences, certain);
    const once = cover.of({ whole: [0], cut: undefined }).covered;
    expect(once).toBe(sentences.map(({ words }) => words.length - 1)[0]);
    expect(cover.of({ whole: [0, 2], cut: undefined }).covered).toBe(once);
  });

  it('weighs a pair by the likelihood that a sentence with it is taken', () => {
    const cover = coverOf(sentences, [0.5, 0, 0.5, 0]);
    const pairs = (sentences[0]?.words.length ?? 0) - 1;
    expect(cover.of({ whole: [0], cut: undefined }).covered).toBeCloseTo(pairs * 0.75);
    expect(cover.of({ whole: [1], cut: undefined }).covered).toBe(0);
  });

  it('counts the first words alone of a sentence that is cut', () => {
    const cover = coverOf(sentences, certain);
    expect(cover.of({ whole: [], cut: { index: 1, kept: 4 } }).covered).toBe(3);
  });

  it('adds one more sentence as if it had been chosen', () => {
    const index = fc.integer({ min: 0, max: sentences.length - 1 });
    const likely = fc.array(fc.double({ min: 0.02, max: 0.95, noNaN: true }), {
      minLength: sentences.length,
      maxLength: sentences.length,
    });
    fc.assert(
      fc.property(fc.uniqueArray(index), index, likely, (some, one, each) => {
        const whole = some.filter((other) => other !== one).sort((a, b) => a - b);
        const cover = coverOf(sentences, each);
        const { covered, more } = cover.of({ whole, cut: undefined });
        const added = more(one);
        const all = [...whole, one].sort((a, b) => a - b);
        expect(covered + added).toBeCloseTo(cover.of({ whole: all, cut: undefined }).covered);
        expect(added).toBeLessThanOrEqual((cover.most[one] ?? 0) + 1e-9);
      }),
    );
  });

  it('knows what the opening of every length covers', () => {
    const cover = coverOf(sentences, certain);
    const opening = cover.opening(100);
    const [first, second] = sentences;
    expect(opening[0]).toBe(0);
    expect(opening[first?.length ?? 0]).toBe(cover.of({ whole: [0], cut: undefined }).covered);
    expect(opening[(first?.length ?? 0) + (second?.length ?? 0)]).toBeCloseTo(
      cover.of({ whole: [0, 1], cut: undefined }).covered,
    );
    expect(opening.at(-1)).toBe(opening.at(-2));
    expect(opening).toEqual([...opening].sort((a, b) => a - b));
  });
});

describe('how likely a sentence is taken', () => {
  const text = [
    'يصنع خزافو نورين الجرار من طين النهر الأحمر منذ زمن بعيد جدا.',
    'تباع الجرار كلها في سوق نورين القديم قرب الجسر كل أسبوع.',
    'وصل القطار متأخرا ذلك المساء بسبب عاصفة ثلجية مفاجئة شديدة الهبوب.',
    'يحرق الخزافون الجرار ثلاث ليال في أفران من طين النهر نفسه.',
    'كما يلونونها.',
  ];
  const likely = likelihoods(sentencesOf(text.join('\n'), 0));

  it('is most for the first', () => {
    expect(Math.max(...likely)).toBe(likely[0]);
  });

  it('is more for what the text comes back to than for what it says in passing, though that stands before', () => {
    expect(likely[3]).toBeGreaterThan(likely[2] ?? 1);
  });

  it('is least for a slight addition at the end', () => {
    expect(Math.min(...likely)).toBe(likely[4]);
  });
});
