import { describe, expect, it } from 'vitest';
import { type Budget, writeBrief } from '../../src/briefs/brief.ts';
import { datingOf, dayNotes } from '../../src/briefs/days.ts';
import { sentencesOf } from '../../src/briefs/sentence.ts';
import { article } from './texts.ts';

const READERS: Budget = { maxWords: 60, maxSentences: 3 };

/** A Wednesday noon, in the outlet's own offset. */
const WEDNESDAY = '2025-11-05T12:30:00+03:00';

function dated(text: string, published: string | undefined): string {
  const dating = datingOf(published, text);
  const [sentence] = sentencesOf(text, 0);
  if (dating === undefined || sentence === undefined) return text;
  return dayNotes(sentence, dating)
    .reverse()
    .reduce((out, { at, note }) => out.slice(0, at) + note + out.slice(at), sentence.text);
}

describe('the day of a sentence', () => {
  it.each([
    ['أغلقت البلدية أمس سوق السمك.', 'أغلقت البلدية أمس (الثلاثاء 4 نوفمبر) سوق السمك.'],
    ['أغلقت البلدية مساء أمس سوق السمك.', 'أغلقت البلدية مساء أمس (الثلاثاء 4 نوفمبر) سوق السمك.'],
    ['أغلقت البلدية أمس الأول سوق السمك.', 'أغلقت البلدية أمس الأول (الاثنين 3 نوفمبر) سوق السمك.'],
    ['أغلقت البلدية فجر اليوم سوق السمك.', 'أغلقت البلدية فجر اليوم (الأربعاء 5 نوفمبر) سوق السمك.'],
    ['تعقد البلدية الاثنين 6 ورش.', 'تعقد البلدية الاثنين (10 نوفمبر) 6 ورش.'],
    ['قالت البلدية إنها ستفتح السوق يوم غد.', 'قالت البلدية إنها ستفتح السوق يوم غد (الخميس 6 نوفمبر).'],
    ['تفتتح البلدية غدا سوق السمك.', 'تفتتح البلدية غدا (الخميس 6 نوفمبر) سوق السمك.'],
    ['أغلقت البلدية، الأحد، سوق السمك.', 'أغلقت البلدية، الأحد (2 نوفمبر)، سوق السمك.'],
    ['أغلقت البلدية، الأربعاء، سوق السمك.', 'أغلقت البلدية، الأربعاء (5 نوفمبر)، سوق السمك.'],
    [
      'أغلقت البلدية السوق الأربعاء الماضي بعد حريق.',
      'أغلقت البلدية السوق الأربعاء الماضي (29 أكتوبر) بعد حريق.',
    ],
    ['تعيد البلدية فتح السوق الأحد المقبل.', 'تعيد البلدية فتح السوق الأحد المقبل (9 نوفمبر).'],
    ['ومن المقرر أن يعاد فتح السوق الأحد.', 'ومن المقرر أن يعاد فتح السوق الأحد (9 نوفمبر).'],
    [
      'قال مدير السوق الاثنين إن الترميم سيبدأ الجمعة.',
      'قال مدير السوق الاثنين (3 نوفمبر) إن الترميم سيبدأ الجمعة (7 نوفمبر).',
    ],
    ['أغلقت البلدية السوق صباح اليوم (الأربعاء).', 'أغلقت البلدية السوق صباح اليوم (الأربعاء 5 نوفمبر).'],
  ])('is told by the date of its article: %s', (text, shown) => {
    expect(dated(text, WEDNESDAY)).toBe(shown);
  });

  it.each([
    ['a date stands beside it', 'أغلقت البلدية السوق الثلاثاء 4 نوفمبر بعد حريق.'],
    ['a date in brackets stands beside it', 'أغلقت البلدية السوق الثلاثاء (4 نوفمبر) بعد حريق.'],
    ['somebody said it', 'قال مدير السوق: "أغلقنا السوق أمس بعد الحريق".'],
    ['it is any such day', 'تغلق البلدية السوق كل جمعة، ويزدحم يوم الجمعة من كل أسبوع.'],
    ['it is a prayer', 'خرج المصلون من السوق بعد صلاة الجمعة.'],
    ['it is a name', 'أغلق سعد الخميس متجره في السوق القديم.'],
    ['it is the name of an outlet', 'ذكرت صحيفة اليوم أن السوق مغلق.'],
    ['it counts days', 'أغلقت البلدية السوق في اليوم الأول من المهرجان.'],
    ['the verb is present or past by its marks alone', 'توقع البلدية عقد السوق الأحد مع المتعهد.'],
    ['a date of another calendar stands beside it', 'أغلقت البلدية السوق الأحد 11 جمادى الأولى.'],
    ['it is the age we live in', 'تغيرت الأسواق كثيرا في عصر اليوم.'],
    ['it is six days back, or tomorrow of a clock ahead', 'أغلقت البلدية، الخميس، سوق السمك.'],
    ['it is our times', 'أصبحت السوق اليوم أكبر أسواق الساحل.'],
    ['the verb may mean either', 'تمنح البلدية السوق الأحد إلى المتعهد.'],
  ])('is left alone where %s', (_, text) => {
    expect(dated(text, WEDNESDAY)).toBe(text);
  });

  it('is left alone without a date, and where the hour of Greenwich may be tomorrow already', () => {
    const text = 'أغلقت البلدية أمس سوق السمك.';
    expect(dated(text, undefined)).toBe(text);
    expect(dated(text, 'أول أمس')).toBe(text);
    expect(dated(text, '2025-11-05T22:10:00Z')).toBe(text);
    expect(dated(text, '2025-11-05T14:10:00Z')).toContain('(الثلاثاء 4 نوفمبر)');
    expect(dated(text, '2025-11-05T23:50:00+03:00')).toContain('(الثلاثاء 4 نوفمبر)');
    expect(dated('أغلقت البلدية السوق الخميس.', '2025-11-05T22:10:00Z')).toContain('(6 نوفمبر)');
  });

  it('follows the day that the text itself says it stands in', () => {
    const text = 'أغلقت البلدية أمس سوق السمك. وكان المحافظ زار السوق أمس الأربعاء.';
    expect(dated(text, '2025-11-05T21:00:00+03:00')).toContain('أمس (الأربعاء 5 نوفمبر)');
  });

  it('means of a weekday what the text says beside «اليوم» or «أمس»', () => {
    const text = 'تمنح البلدية السوق الأحد إلى المتعهد. وتبدأ الأعمال غدا الأحد.';
    expect(dated(text, '2025-11-08T10:00:00+03:00')).toContain('السوق الأحد (9 نوفمبر)');
  });

  it.each([
    ['وكان السوق أغلق في تشرين الأول.', 'الأحد (2 تشرين الثاني)'],
    ['وكان السوق أغلق في تشرين الأول/أكتوبر ثم في نوفمبر.', 'الأحد (2 نوفمبر)'],
    ['وكان السوق أغلق في جوان.', 'الأحد (2 نوفمبر)'],
    ['وكان السوق أغلق في غشت.', 'الأحد (2 نونبر)'],
  ])("bears the month's name that its article uses: %s", (more, shown) => {
    expect(dated(`أغلقت البلدية السوق الأحد بعد حريق. ${more}`, WEDNESDAY)).toContain(shown);
  });

  it('is told once in a brief, within its budget, and not in its headline', () => {
    const text = [
      'أعلن محافظ الساحل كريم الصافي، الأحد، إغلاق سوق السمك القديم في نورين بعد تصدع جدرانه.',
      'وقالت الشرطة إن حريقا اندلع في السوق مساء الأحد وأتى على 12 متجرا.',
    ].join('\n');
    const title = 'تصدع جدران سوق السمك في نورين';
    const brief = writeBrief([article({ title, text, published: WEDNESDAY })], READERS);
    const told = brief?.sentences.map((sentence) => sentence.text) ?? [];
    expect(told[0]).toContain('الأحد (2 نوفمبر)،');
    expect(told[1]).toContain('مساء الأحد وأتى');
    expect(brief?.headline).not.toMatch(/نوفمبر/u);
    const [tight] =
      writeBrief([article({ title, text, published: WEDNESDAY })], { maxWords: 14, maxSentences: 1 })
        ?.sentences ?? [];
    expect(tight?.text).not.toMatch(/نوفمبر/u);
  });

  it('is passed over in an undated article where another sentence serves', () => {
    const lead = 'أغلقت بلدية نورين سوق السمك القديم بعد تصدع جدرانه.';
    const of = 'وأرسلت الشركة الوطنية 40 صندوقا إلى ساحة الميناء أمس بلا ضجيج.';
    const or = 'ووزعت الجمعية 60 طنا من الثلج على القوارب العائدة بلا مقابل.';
    const text = [lead, of, or].join('\n');
    const told = (published: string | undefined) =>
      writeBrief(
        [article({ title: 'إغلاق سوق السمك', text, published, publishedAt: published ? 1 : undefined })],
        {
          maxWords: 60,
          maxSentences: 2,
        },
      )?.sentences[1]?.text;
    expect(told(undefined)).toBe(or);
    expect(told(WEDNESDAY)).toContain('أمس (الثلاثاء 4 نوفمبر)');
  });

  it('is not told in extracts of a given length', () => {
    const text = 'أغلقت البلدية، الأحد، سوق السمك القديم.';
    const extract = writeBrief([article({ text, published: WEDNESDAY })], {
      maxWords: 40,
      maxSentences: undefined,
    });
    expect(extract?.sentences.map((sentence) => sentence.text)).toEqual([text]);
  });
});
