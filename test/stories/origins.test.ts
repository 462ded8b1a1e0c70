import { describe, expect, test } from 'vitest';
import type { Article } from '../../src/news/article.ts';
import { cleanText } from '../../src/news/clean.ts';
import { countVoices, statedOrigin, storyOrigin } from '../../src/stories/origins.ts';
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
    ['رويترز', { signature: 'عواصم (رويترز) - ', text: 'انهار السد.' }],
    ['فرانس برس', { signature: 'المصدر: أ ف ب + مواقع التواصل', text: 'انهار السد.' }],
    ['رويترز', { signature: 'ع.م/ر.ب (رويترز، د ب أ)', text: 'انهار السد.' }],
    ['صوت الوادي', { text: 'ينهار السد قريبا، نقلا عن صحيفة «صوت الوادي» المحلية.' }],
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
    'اقتحم محتجون مقر صحيفة «صوت الوادي» في المدينة.',
    `${'انتشرت فرق الإنقاذ في القرى الواقعة أسفل الوادي. '.repeat(8)}وذكرت رويترز أن السد قديم.`,
  ])('none: %s', (text) => {
    expect(originOf({ text })).toBeUndefined();
  });

  test.each([
    ['رويترز', 'عواصم (رويترز) - انهار سد قديم في شمال البلاد.\nوقال مسؤول إنه لم يصن منذ سنوات.'],
    ['فرانس برس', 'انهار سد قديم في شمال البلاد.\nوقال مسؤول إنه لم يصن منذ سنوات.\n(أ ف ب)'],
    ['د ب أ', 'انهار سد قديم في شمال البلاد.\nوقال مسؤول إنه لم يصن منذ سنوات.\nالمصدر: د ب أ'],
  ])('%s, after cleaning took it out of the text: %s', (expected, text) => {
    const content = cleanText({
      text,
      title: 'سد ينهار',
      url: undefined,
      published: undefined,
      author: undefined,
      statedSource: 'منبر',
      publisherNames: ['منبر'],
    });
    expect(content.text).not.toContain('(');
    expect(originOf(content)).toBe(expected);
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

describe('the origin of a story', () => {
  const of = (...about: Partial<Article>[]) => storyOrigin(about.map((one, id) => report(id + 1, one)));
  const quoting = { text: `${FLOOD_OTHERWISE} (رويترز)` };

  test('is told when all or two of three outlets have it from there', () => {
    const another = { text: 'قال مراسلنا في الوادي إن الجسر الخشبي انهار صباحا، وإن القرى الثلاث بلا طريق.' };
    expect(of(quoting)).toBe('رويترز');
    expect(of(quoting, { text: 'ذكرت رويترز أن جسرا انهار.' })).toBe('رويترز');
    expect(of(quoting, { text: 'ذكرت رويترز أن جسرا انهار.' }, another)).toBe('رويترز');
    expect(of(quoting, another)).toBeUndefined();
  });

  test('is what readers call it, though it counts as its owner', () => {
    expect(of({ text: 'أفادت وكالة إرنا بأن السد انهار.' })).toBe('إرنا');
  });

  test('is told of copies of which one is signed, and beside the agency itself', () => {
    expect(of({ text: FLOOD }, { text: FLOOD, signature: '(رويترز)' })).toBe('رويترز');
    expect(of({ text: FLOOD, publisher: 'رويترز' }, quoting)).toBe('رويترز');
  });

  test('is none where none is named, or the agency tells alone', () => {
    expect(of()).toBeUndefined();
    expect(of({ text: FLOOD }, { text: FLOOD_OTHERWISE })).toBeUndefined();
    expect(of({ text: `${FLOOD} (رويترز)`, publisher: 'رويترز' })).toBeUndefined();
  });
});
