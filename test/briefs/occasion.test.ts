import { describe, expect, it } from 'vitest';
import { writeBrief } from '../../src/briefs/brief.ts';
import { withoutOccasion } from '../../src/briefs/occasion.ts';
import { sentencesOf } from '../../src/briefs/sentence.ts';
import { article } from './texts.ts';

function without(text: string): string | undefined {
  const [first] = sentencesOf(text, 0);
  return first === undefined ? undefined : withoutOccasion(first)?.text;
}

const SAID = 'أن البلدية ماضية في توسيع الموانئ والطرق والسكك بما يربط المدن الثلاث خلال خمسة أعوام.';

describe('a sentence at length', () => {
  it.each([
    [
      'أكد وزير النقل سامر البدري خلال كلمته في افتتاح أعمال المنتدى الذي تستضيفه مدينة نورين ثلاثة أيام ',
      'أكد وزير النقل سامر البدري ',
    ],
    [
      'أوضح وزير النقل سامر البدري، في تصريح للصحفيين عقب جولة له في الميناء الشرقي، ',
      'أوضح وزير النقل سامر البدري ',
    ],
    [
      'شدد رئيس البلدية هاني المصلح على هامش معرض السفن المقام في نورين على ',
      'شدد رئيس البلدية هاني المصلح على ',
    ],
  ])('is told without the occasion on which it was said: %s', (start, left) => {
    expect(without(start + SAID)).toBe(left + SAID);
  });

  it.each([
    `أكد وزير النقل سامر البدري خلال الافتتاح ${SAID}`,
    `أكد وزير النقل سامر البدري خلال لقاء نقلا عن تقرير صدر صباح اليوم عن البلدية ${SAID}`,
    `أكد وزير النقل سامر البدري خلال لقاء قال فيه «سنوسع الميناء الشرقي غدا ${SAID}»`,
    'افتتح وزير النقل سامر البدري خلال زيارته إلى مدينة نورين التي تستضيف المنتدى أول جسر يعرف أن السفن تعبر تحته.',
    `أكد وزير النقل سامر البدري مشيرا خلال كلمته في المنتدى إلى ${SAID}`,
  ])('is told whole where that is short, of another, or no occasion: %s', (text) => {
    expect(without(text)).toBeUndefined();
  });

  it('is told without the guests between its verb and what happened, unless somebody would get their office', () => {
    const [start, guests] = [
      'رعى أمير السدرة ماجد الراشد، ',
      'بحضور وزير المياه فهد السالم وعدد من المسؤولين، ',
    ];
    const news = 'مساء الأحد، حفل افتتاح محطة لتنقية المياه تخدم 12 قرية.';
    expect(without(start + guests + news)).toBe(start + news);
    expect(without(`${start}${guests}رئيس اللجنة العليا، محطة لتنقية المياه تخدم 12 قرية.`)).toBeUndefined();
  });

  it('keeps in its brief what its speaker says', () => {
    const text = `أكد وزير النقل والخدمات البحرية المهندس سامر البدري خلال كلمته في افتتاح أعمال المنتدى البحري الثالث الذي تستضيفه مدينة نورين على مدى ثلاثة أيام بمشاركة أكثر من 130 متحدثا من 40 دولة ${SAID}`;
    const brief = writeBrief([article({ text })], { maxWords: 26, maxSentences: 1 });
    expect(brief?.sentences[0]?.text).toMatch(/البدري أن البلدية ماضية/u);
  });
});
