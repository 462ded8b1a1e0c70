import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/news/article.ts';
import { countVoices, statedOrigin } from '../../src/stories/origins.ts';
import { article } from './articles.ts';

/** Made of what a test cares about; `publisher` is an outlet of our own making unless given. */
function report(id: number, about: Partial<Article>): Article {
  return { ...article(id, { text: '' }), publisher: `منبر ${id}`, ...about };
}

const originOf = (about: Partial<Article>) => statedOrigin(report(1, about));

describe('the origin that a text names', () => {
  test.each([
    ['رويترز', { text: 'عواصم (رويترز) - انهار سد قديم في شمال البلاد.' }],
    ['واس', { text: 'الرياض – واس: افتتح المعرض أبوابه للزوار.' }],
    ['فرانس برس', { text: 'لندن، أ ف ب - سجلت الأسهم مكاسب طفيفة.' }],
    ['فرانس برس', { text: 'انهار السد بعد ليلة من المطر. (أ.ف.ب)' }],
    ['رويترز', { text: 'انهار السد بعد ليلة من المطر.\nالمصدر: رويترز' }],
    ['رويترز', { title: 'رويترز: سد ينهار', text: 'انهار السد.' }],
    ['د ب أ', { author: 'د.ب.أ - برلين', text: 'انهار السد.' }],
    ['أسوشيتد برس', { statedSource: 'وكالة أسوشيتد برس', text: 'انهار السد.' }],
    ['واس', { text: 'انهار السد القديم، وفق ما نقلته وكالة الأنباء السعودية (واس).' }],
    ['رويترز', { text: 'قال مسؤول لرويترز إن السد انهار.' }],
    ['فرانس برس', { text: 'قال مسؤول لوكالة فرانس برس إن السد انهار.' }],
    ['فرانس برس', { text: 'انهار السد وفقا لوكالة الصحافة الفرنسية.' }],
    ['شينخوا', { text: 'نقلت وكالة شينخوا عن مهندس أن السد انهار.' }],
    ['تسنيم', { text: 'أفادت وكالة تسنيم بأن السد انهار.' }],
    ['أكسيوس', { text: 'كشف موقع «أكسيوس» أن السد سينهار.' }],
    ['القناة 12 الإسرائيلية', { text: 'انهار السد، بحسب ما أوردت «القناة 12» الإسرائيلية.' }],
  ] as const)('%s: %o', (expected, about) => {
    expect(originOf(about)).toBe(expected);
  });

  test.each([
    'انهار سد قديم في شمال البلاد، وفق وزارة الري.',
    'انهار السد في هضبة الأناضول وفق بيان.',
    'اعتقل مراسل رويترز في المدينة.',
    'وصل لقاح سبوتنيك إلى الموانئ، بحسب الوزارة.',
    'وصل فارس إلى المدينة وفق بيان النادي.',
    'تملك الشركة صحيفة واشنطن بوست.',
    `${'انتشرت فرق الإنقاذ في القرى الواقعة أسفل الوادي. '.repeat(8)}وذكرت رويترز أن السد قديم.`,
  ])('none: %s', (text) => {
    expect(originOf({ text })).toBeUndefined();
  });

  test('an outlet does not quote itself, and whom it quotes beside itself counts', () => {
    const own = { publisher: 'CNN بالعربية', statedSource: 'CNN Arabic' };
    expect(originOf({ ...own, text: 'دبي (CNN) -- انهار السد.' })).toBeUndefined();
    expect(originOf({ ...own, text: 'دبي (CNN) -- انهار السد، وفق وكالة رويترز.' })).toBe('رويترز');
  });

  test.each([
    ['brackets', '('.repeat(200_000)],
    ['separators', '-'.repeat(200_000)],
    ['one name', 'رويترز '.repeat(100_000)],
    ['no word', '؟!'],
  ])('a hostile text of %s has none', (_, text) => {
    expect(originOf({ title: text, author: text, text })).toBeUndefined();
  });
});

const FLOOD =
  'جرفت السيول جسرا خشبيا قرب بلدة عين الحمام فجر الأحد وقطعت الطريق إلى ثلاث قرى. وقال رئيس البلدية سليم حداد إن إصلاحه يحتاج إلى أسبوعين على الأقل.';
const FLOOD_CUT =
  'جرفت السيول جسرا خشبيا قرب بلدة عين الحمام فجر الأحد وقطعت الطريق إلى ثلاث قرى. وأعلنت المدارس عطلة.';
const FLOOD_OTHERWISE =
  'انقطع الطريق بين عين الحمام وقرى الوادي بعدما حملت مياه الأمطار الجسر القديم، وقدر حداد مدة الإصلاح بنصف شهر.';

describe('voices', () => {
  const count = (...about: Partial<Article>[]) => countVoices(about.map((one, id) => report(id + 1, one)));

  test('outlets with texts of their own are as many voices, those of one house one', () => {
    expect(count({ text: FLOOD }, { text: FLOOD_OTHERWISE })).toBe(2);
    expect(count({ text: FLOOD, house: 'دار' }, { text: FLOOD_OTHERWISE, house: 'دار' })).toBe(1);
  });

  test('a text republished by many is one voice, also when it was cut', () => {
    expect(count({ text: FLOOD }, { text: FLOOD }, { text: FLOOD_CUT })).toBe(1);
    expect(count({ text: FLOOD }, { text: FLOOD_CUT }, { text: FLOOD_OTHERWISE })).toBe(2);
  });

  test('outlets that quote one agency are one voice, and the agency itself with them', () => {
    const quoting = { text: `${FLOOD_OTHERWISE} (رويترز)` };
    expect(count({ text: `عين الحمام (رويترز) - ${FLOOD}` }, quoting)).toBe(1);
    expect(count({ text: FLOOD, publisher: 'رويترز' }, quoting)).toBe(1);
    expect(count({ text: FLOOD }, quoting)).toBe(2);
  });

  test('a copy takes part in the origin that another copy names', () => {
    const elsewhere = { text: 'قالت وكالة رويترز إن جسرا خشبيا انهار، وإن القرى عزلت.' };
    expect(count({ text: FLOOD }, { text: `${FLOOD} (رويترز)` }, elsewhere)).toBe(1);
  });

  test('an outlet that has a text of its own beside a copied one is a voice', () => {
    const agency = { publisher: 'رويترز', text: FLOOD };
    expect(
      count(agency, { publisher: 'منبر', text: FLOOD }, { publisher: 'منبر', text: FLOOD_OTHERWISE }),
    ).toBe(2);
  });

  test('two outlets cannot both stand for one origin, whatever else one of them holds', () => {
    const wide = (text: string) => ({ publisher: 'منبر واسع', text });
    const signed = (text: string, agency: string) => wide(`${text} (${agency})`);
    expect(
      count(
        signed(FLOOD, 'رويترز'),
        signed(FLOOD_OTHERWISE, 'أ ف ب'),
        { text: 'ذكرت رويترز السيل.' },
        { text: 'نقلت رويترز الخبر.' },
      ),
    ).toBe(2);
  });

  test('short texts alike in a formula are not taken for copies', () => {
    expect(count({ text: 'سقط مطر غزير اليوم.' }, { text: 'سقط مطر غزير اليوم.' })).toBe(2);
    expect(count({ title: 'سيول', text: '' }, { title: 'سيول', text: '' })).toBe(2);
  });

  test('no articles are no voice', () => {
    expect(count()).toBe(0);
  });
});
