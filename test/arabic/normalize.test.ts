import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fold, foldLight, stripInvisible } from '../../src/arabic/normalize.ts';

describe('stripInvisible', () => {
  it('takes out what is not seen and keeps tabs and line feeds', () => {
    expect(stripInvisible('\u202bخ\u200bب\u00adر\u2069\ufeff\tجديد\r\nهنا\u2028وهناك\u000bثم\u0000')).toBe(
      'خبر\tجديد\nهنا\nوهناك\nثم',
    );
  });

  it('takes out fillers that only look like letters', () => {
    expect(stripInvisible('أ\u3164\u034f\u2800ب')).toBe('أب');
  });

  it('leaves at most four marks on one letter', () => {
    expect(stripInvisible(`م${'\u064e'.repeat(500)}`)).toBe(`م${'\u064e'.repeat(4)}`);
  });

  it('leaves ordinary marks, emoji and other scripts alone', () => {
    expect(stripInvisible('مُحَمَّدٌ 🙂 Ünï')).toBe('مُحَمَّدٌ 🙂 Ünï');
  });
});

describe('fold', () => {
  it.each([
    ['إيران', 'ايران'],
    ['آسيا', 'اسيا'],
    ['ا\u0655يران', 'ايران'],
    ['ا\u0653سيا', 'اسيا'],
    ['مُؤتمَرٌ', 'موتمر'],
    ['رئيس', 'رييس'],
    ['مدينة', 'مدينه'],
    ['فى', 'في'],
    ['لقاء', 'لقا'],
    ['خـــبر', 'خبر'],
    ['علی', 'علي'],
    ['کالإمارات', 'كالامارات'],
    ['پاریس', 'باريس'],
    ['ڤيينا', 'فيينا'],
    ['چيك', 'جيك'],
    ['گلستان', 'كلستان'],
    ['کوردستانە', 'كوردستانه'],
    ['\ufefb\ufe8e', 'لاا'],
    ['النبي ﷺ قال', 'النبي  قال'],
    ['عام ١٤٤٦ و۱۲', 'عام 1446 و12'],
    ['٣٫٥٪', '3.5%'],
    ['ＣＮＮ Arabic', 'cnn arabic'],
    ['هٰذا', 'هذا'],
    ['ﻣﹷ', 'م'],
  ])('%s → %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('changes nothing when done twice', () => {
    const text = 'أُعلِنَ في إسطنبول ﷺ ﻻ ٤٢ مؤتمرٌ کبیر';
    expect(fold(fold(text))).toBe(fold(text));
  });
});

describe('both foldings', () => {
  const text = fc
    .array(
      fc.oneof(
        fc.constantFrom(...'اأإآىةؤئءيیکپـ\u0651\u0654\u0653٠۱٫٪…«»“ Ab\n'.split('')),
        fc.string({ unit: 'binary', maxLength: 1 }),
      ),
    )
    .map((characters) => characters.join(''));

  it.each([
    ['fold', fold],
    ['foldLight', foldLight],
  ])('%s reads a text alike whatever else stands in it', (_, folding) => {
    // A letter that prose seldom holds keeps the whole text off the quick path.
    fc.assert(
      fc.property(text, (any) => {
        expect(folding(`é ${any}`)).toBe(`é ${folding(` ${any}`).slice(1)}`);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('foldLight', () => {
  it('keeps apart what makes other words of places', () => {
    expect(foldLight('اليمنى')).not.toBe(foldLight('اليمني'));
    expect(foldLight('قطرة')).toBe('قطرة');
    expect(foldLight('فأس')).toBe('فاس');
    expect(foldLight('مؤتمر')).toBe('مؤتمر');
  });

  it('joins alef forms, Persian letters, marks and digits', () => {
    expect(foldLight('أُفُقٌ ٢٠ کیش')).toBe('افق 20 كيش');
  });
});
