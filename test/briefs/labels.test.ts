import { describe, expect, it } from 'vitest';
import { labelsIn } from '../../src/briefs/labels.ts';
import { quotedWords, wordsOf } from '../../src/briefs/word.ts';

function labels(text: string): ReturnType<typeof labelsIn> {
  const words = wordsOf(text);
  const quoted = quotedWords(text, words);
  return labelsIn(
    words.map(({ folded }) => folded),
    (index) => quoted.has(index),
  );
}

describe('a label', () => {
  it.each([
    ['وصلت قوات الاحتلال إلى البلدة', { party: 1 }],
    ['بحسب الميليشيات المنتشرة في الوادي', { party: 1 }],
    ['أسقط الجيش طائرة للعدو الإسرائيلي', { party: 1 }],
    ['قال إن ما جرى "حرب إبادة" في الوادي', { party: 0 }],
    ['انتهى الاحتلال العثماني قبل قرن', { party: 0 }],
    ['نقل سموه تحيات الأهالي', { praise: 1 }],
    ['استقبل الوفد بحفاوة بالغة', { praise: 1 }],
    ['وصف الخطيب خصومه بأنهم روافض', { slur: 1 }],
    ['قال إنهم "روافض"', { slur: 1 }],
    ['افتتحت البلدية سوق السمك', { party: 0, praise: 0, slur: 0 }],
  ])("is counted by its tier, a party's only outside quotation marks: %s", (text, found) => {
    expect(labels(text)).toMatchObject(found);
  });
});
