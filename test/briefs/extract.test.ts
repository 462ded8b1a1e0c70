import { describe, expect, it } from 'vitest';
import { countWords } from '../../src/arabic/words.ts';
import { writeBrief } from '../../src/briefs/brief.ts';
import { article } from './texts.ts';

function extract(text: string, maxWords: number, title?: string): string[] {
  return (
    writeBrief([article({ text, title })], { maxWords, maxSentences: undefined })?.sentences.map(
      (sentence) => sentence.text,
    ) ?? []
  );
}

const MILL = [
  'بنيت طاحونة السرو على ضفة النهر الكبير قبل قرنين، ولا تزال أحجارها الأربعة تعمل بقوة الماء وحده.',
  'رممها أهالي القرية مرتين.',
  'كما زارها رحالة كثيرون من بلاد بعيدة وكتبوا عنها في دفاترهم ورسائلهم الطويلة.',
  'بنيت الطاحونة على ضفة النهر قبل قرنين وأحجارها الأربعة تعمل بقوة الماء.',
  'تطحن الطاحونة في موسم الحصاد قمح ثلاثين قرية مجاورة، ويتقاضى صاحبها عن كل كيس حفنة من الدقيق.',
  'أما اليوم فقد صارت متحفا صغيرا يقصده تلاميذ المدارس، ويشرح لهم حارسه العجوز كيف كانت تدور الأحجار.',
].join('\n');

describe('an extract of a text without a headline', () => {
  it('prefers what the text comes back to over an addition', () => {
    const lines = MILL.split('\n');
    expect(extract(MILL, 50)).toEqual([lines[0], lines[1], lines[4]]);
  });

  it('never tells the same twice, whatever the room', () => {
    const lines = MILL.split('\n');
    for (let words = 20; words < 70; words += 5) expect(extract(MILL, words)).not.toContain(lines[3]);
  });

  it('tells a text that repeats itself line by line once', () => {
    const lines = MILL.split('\n');
    const twice = [lines[0], lines[0], lines[4], lines[4], lines[5], lines[5]].join('\n');
    expect(extract(twice, 55)).toEqual([lines[0], lines[4]]);
  });

  it('keeps to the order of the text and to the budget', () => {
    const lines = MILL.split('\n');
    for (let words = 20; words < 70; words += 5) {
      const brief = extract(MILL, words);
      expect(countWords(brief.join(' '))).toBeLessThanOrEqual(words);
      const places = brief.map((sentence) =>
        lines.findIndex((line) => line.startsWith(sentence.slice(0, 15))),
      );
      expect(places).toEqual([...places].sort((one, other) => one - other));
      expect(places[0]).toBe(0);
    }
  });

  it('ends at a clause of what no longer fits, with …', () => {
    const [first, , , , , today] = MILL.split('\n');
    const text = [first, today, 'ويغلق بابه في الشتاء حين تفيض مياه النهر على الطريق.'].join('\n');
    expect(extract(text, 27)).toEqual([first, 'أما اليوم فقد صارت متحفا صغيرا يقصده تلاميذ المدارس…']);
  });

  it('passes over nothing that the next sentence leans on', () => {
    const text = [
      'تقع قرية السرو في واد ضيق بين جبلين تكسوهما أشجار البلوط والصنوبر.',
      'كان فيها مدرستان فقط.',
      'لكن إحداهما أغلقت قبل عشرة أعوام لأن عدد التلاميذ نقص كثيرا عما كان.',
      'ويعمل معظم أهلها في زراعة التفاح والكرز وفي تربية النحل على السفوح الشرقية.',
    ];
    expect(extract(text.join('\n'), 30)).toEqual(text.slice(0, 3));
  });
});

describe('an extract of a few dozen words under a headline', () => {
  it('tells what the headline says and the first sentence does not', () => {
    const text = [
      'عقد مجلس بلدية نورين جلسة مطولة لبحث موازنة العام الجديد.',
      'وافتتح الجلسة رئيس البلدية هاني المصلح بكلمة ترحيب بالحاضرين.',
      'ورفع المجلس رسوم المواقف إلى ثلاثة دنانير للساعة في الشوارع التجارية.',
    ];
    expect(extract(text.join('\n'), 30, 'بلدية نورين ترفع رسوم المواقف')).toEqual([text[0], text[2]]);
  });

  it('goes on with the next sentence once nothing of the headline is missing', () => {
    const text = [
      'رفع مجلس بلدية نورين رسوم المواقف إلى ثلاثة دنانير للساعة.',
      'ويسري القرار على الشوارع التجارية والساحة القديمة وحدها.',
      'وافتتح الجلسة هاني المصلح بكلمة طويلة ترحب بجميع الحاضرين.',
    ];
    expect(extract(text.join('\n'), 20, 'رفع رسوم المواقف')).toEqual(text.slice(0, 2));
  });

  it.each([
    'قال وزير النقل سامر البدري الثلاثاء إن الجسر جاهز.',
    'أعلنت الشركة الوطنية، الأربعاء، فتح الجسر أمام السيارات.',
    'أغلق الجسر خلال أبريل/نيسان الفائت للصيانة.',
    'قالت الشركة إن الجسر قد يغلق للصيانة.',
    'وصل الوفد إلى العاصمة اللبنانية بيروت لتوقيع عقد الجسر.',
  ])('tells a sentence word for word: %s', (text) => {
    expect(extract(text, 40, 'نبأ الجسر')).toEqual([text]);
  });

  it('is never empty, also where the first sentence does not fit', () => {
    const text = `أعلنت لجنة الطوارئ إخلاء 14 قرية، ${'وسط أمطار غزيرة ورياح قوية، '.repeat(12)}فيما تستمر فرق الإنقاذ في عملها.`;
    const [only] = extract(text, 20, 'إخلاء 14 قرية');
    expect(only).toMatch(/^أعلنت لجنة الطوارئ إخلاء 14 قرية.*…$/u);
    expect(countWords(only ?? '')).toBeLessThanOrEqual(20);
  });
});
