/** Which changes of a headline correct a name, and which only word it anew. */
import { describe, expect, test } from 'vitest';
import { replacesName } from '../../src/digests/renamed.ts';

describe('a name in place of another is a correction', () => {
  test.each([
    ['of a dead man', 'وفاة المطرب سامر الوادي عن 71 عاما', 'وفاة المطرب هاني الجبلي عن 71 عاما'],
    ['and of his age too', 'وفاة المطرب سامر الوادي عن 71 عاما', 'وفاة المطرب هاني الجبلي عن 64 عاما'],
    ['of a dead woman', 'رحيل الكاتبة مريم الشامي في بيروت', 'رحيل الكاتبة زينب الحوراني في بيروت'],
    ['of his family', 'مقتل الصحفي كريم حداد بقصف على نورين', 'مقتل الصحفي كريم الزيتوني بقصف على نورين'],
    [
      'of an office-holder',
      'استقالة وزير الخارجية نديم الراوي من الحكومة',
      'استقالة وزير الخارجية طارق الهاشمي من الحكومة',
    ],
    ['behind a nation', 'وفاة الفنان التونسي منير الصفاقسي', 'وفاة الفنان التونسي رضا المنستيري'],
    [
      'of whom only the surname is told',
      'اعتقال الجنرال كوفاتش قرب الحدود',
      'اعتقال الجنرال بيتروف قرب الحدود',
    ],
    ['of a country', 'زلزال بقوة 6 درجات يضرب شرق تركيا', 'زلزال بقوة 6 درجات يضرب شرق إيران'],
    ['of a city', 'انفجار في بيروت يوقع 3 جرحى', 'انفجار في دمشق يوقع 3 جرحى'],
    ['of a city of the same country', 'انفجار في حلب يوقع 3 جرحى', 'انفجار في حماة يوقع 3 جرحى'],
    ['and written together', 'غارات بالموصل توقع قتلى', 'غارات بكركوك توقع قتلى'],
    ['of an airport', 'تحطم طائرة قرب مطار الياسمين وسقوط ضحايا', 'تحطم طائرة قرب مطار الأقحوان وسقوط ضحايا'],
  ])('%s', (_, before, after) => {
    expect(replacesName(before, after)).toBe(true);
    expect(replacesName(after, before)).toBe(true);
  });
});

test('a city that the article or another outlet still tells is not taken back', () => {
  const [before, after] = ['غارات على خان يونس توقع قتلى', 'غارات على رفح توقع قتلى'];
  expect(replacesName(before, after, 'قُتل خمسة في غارات على رفح جنوبي قطاع غزة.')).toBe(true);
  expect(replacesName(before, after, 'قُتل خمسة في غارات على رفح وخان يونس.')).toBe(false);
});

describe('it is none', () => {
  test.each([
    [
      'where a name is spelled otherwise',
      'لقاء بوتن ونظيره الصربي في موسكو',
      'لقاء بوتين ونظيره الصربي في موسكو',
    ],
    [
      'where a name is told in full',
      'وفاة المطرب سامر الوادي عن 71 عاما',
      'وفاة المطرب سامر عادل الوادي عن 71 عاما',
    ],
    [
      'where a name comes for a title',
      'الرئيس يستقبل سفير اليابان في قصر النورس',
      'الراوي يستقبل سفير اليابان في قصر النورس',
    ],
    [
      'where a title comes for a name',
      'ترامب يعلن رسوما جديدة على الواردات',
      'الرئيس الأمريكي يعلن رسوما جديدة على الواردات',
    ],
    ['where a city comes for its country', 'انفجار في لبنان يوقع 3 جرحى', 'انفجار في صيدا يوقع 3 جرحى'],
    [
      'where a capital comes for its country',
      'إيران ترفض عرض التفاوض الجديد',
      'طهران ترفض عرض التفاوض الجديد',
    ],
    ['where a town comes for its region', 'غارات على الأنبار توقع قتلى', 'غارات على الفلوجة توقع قتلى'],
    ['where a town comes for the strip', 'غارات على غزة توقع قتلى', 'غارات على خان يونس توقع قتلى'],
    ['where an act is told in another word', 'مقتل الصحفي كريم حداد بقصف', 'وفاة الصحفي كريم حداد بقصف'],
    ['where a number alone changes', 'مقتل 19 شخصا في حادث قطار النورس', 'مقتل 9 أشخاص في حادث قطار النورس'],
    ['where a word is added', 'وفاة المطرب سامر الوادي', 'وفاة المطرب الكبير سامر الوادي'],
    [
      'where it is another headline',
      'وفاة المطرب سامر الوادي عن 71 عاما',
      'هاني الجبلي ينعى صديقه الراحل ويعلن موعد الجنازة',
    ],
    [
      'where both are named and change places',
      'كريم حداد يهزم سامر الوادي في نهائي البطولة',
      'سامر الوادي يخسر أمام كريم حداد في نهائي البطولة',
    ],
    [
      'where a verb changes',
      'وزير الدفاع يلوح بالاستقالة من الحكومة',
      'وزير الدفاع يهدد بالاستقالة من الحكومة',
    ],
    [
      'where a kind of place changes',
      'حريق في مصفاة النورس جنوبي البلاد',
      'حريق في محطة النورس جنوبي البلاد',
    ],
    ['where a label changes', 'الاحتلال يقصف بلدة الوادي الحدودية', 'إسرائيل تقصف بلدة الوادي الحدودية'],
  ])('%s', (_, before, after) => {
    expect(replacesName(before, after)).toBe(false);
    expect(replacesName(after, before)).toBe(false);
  });

  test('in a headline that is hostile, and takes no long time', () => {
    const long = 'سامر الوادي '.repeat(5_000);
    expect(replacesName(long, `${long}هاني`)).toBe(false);
    expect(replacesName('', '')).toBe(false);
  });
});
