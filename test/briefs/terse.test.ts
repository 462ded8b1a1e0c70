import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../src/briefs/sentence.ts';
import { tersely } from '../../src/briefs/terse.ts';

function terse(text: string): string | undefined {
  const [first] = sentencesOf(text, 0);
  return first === undefined ? undefined : tersely(first).text;
}

describe('a sentence of a short brief', () => {
  it.each([
    [
      'أغلقت بلدية نورين الجسر القديم يوم الثلاثاء للصيانة.',
      'أغلقت بلدية نورين الجسر القديم الثلاثاء للصيانة.',
    ],
    ['تفتح المدارس أبوابها صباح يوم الأحد في نورين كلها.', 'تفتح المدارس أبوابها صباح الأحد في نورين كلها.'],
    [
      'فاز نادي السرو بالكأس، وذلك بعد مباراة طويلة مع نادي البحيرة.',
      'فاز نادي السرو بالكأس، بعد مباراة طويلة مع نادي البحيرة.',
    ],
    [
      'عاد الصيادون يوم السبت إلى المرفأ وذلك رغم الرياح القوية.',
      'عاد الصيادون السبت إلى المرفأ رغم الرياح القوية.',
    ],
  ])('goes without what the next word says too: %s', (text, expected) => {
    expect(terse(text)).toBe(expected);
  });

  it.each([
    ['its adjective is masculine', 'أغلقت بلدية نورين الجسر القديم يوم الجمعة الماضي للصيانة.'],
    ['a preposition or كل needs it', 'يجتمع مجلس نورين في يوم الأحد من كل أسبوع بعد الظهر.'],
    ['it is no weekday', 'احتفلت بلدية نورين في المساء مع أهلها يوم الشجرة بغرس ألف شتلة.'],
    ['it opens the sentence', 'يوم الخميس يفتح السوق الجديد أبوابه في نورين.'],
    ['somebody said it', 'قال المحافظ سامر البدري: «سنفتح الجسر يوم الثلاثاء وذلك بعد الصيانة».'],
    ['وذلك is what is spoken of', 'أعلنت البلدية إغلاق الجسر وذلك يعني طريقا أطول للمزارعين.'],
  ])('keeps the word where %s', (_why, text) => {
    expect(terse(text)).toBe(text);
  });

  it('counts its words and numbers anew', () => {
    const [first] = sentencesOf('أغلقت البلدية يوم الثلاثاء 3 جسور قديمة في نورين.', 0);
    const shorter = first === undefined ? undefined : tersely(first);
    expect(shorter?.length).toBe(8);
    expect(shorter?.numbers()).toEqual(new Set([3]));
  });
});
