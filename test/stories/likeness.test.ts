import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  askedIn,
  evidence as evidenceOf,
  likeness as likenessOf,
  type Read,
} from '../../src/stories/likeness.ts';
import { profile } from '../../src/stories/profile.ts';
import { article, type Given } from './articles.ts';

function read(given: Given, id = 0) {
  const made = article(id, given);
  return { article: made, profile: profile(made) };
}

/** Where no window tells otherwise. */
const inNoWindow = (a: Read) => askedIn({ articles: 0, of: new Map() }, a.profile);
const evidence = (a: Read, b: Read) => evidenceOf(a, b, inNoWindow(a));
const likeness = (a: Read, b: Read) => likenessOf(a, b, inNoWindow(a));

const MINISTER: Given = {
  title: 'وزير النقل الليتواني يستقيل بعد انهيار جسر كلايبيدا',
  text: 'استقال وزير النقل الليتواني ماريوس سكودوس الخميس بعد انهيار جسر في كلايبيدا ومقتل 4 أشخاص.',
  day: 5,
  publisher: 'صحيفة البحر',
};
const BRIDGE: Given = {
  title: 'استقالة سكودوس على خلفية جسر كلايبيدا',
  text: 'قدم ماريوس سكودوس وزير النقل في ليتوانيا استقالته يوم الخميس، وكان جسر كلايبيدا قد انهار قبل يومين.',
  day: 5,
  publisher: 'قناة الضفة',
};

describe('likeness', () => {
  test('is the same in both directions', () => {
    const [a, b] = [read(MINISTER), read(BRIDGE)];
    expect(likeness(a, b)).toBeCloseTo(likeness(b, a), 9);
  });

  test('falls with each day between two articles, up to three, and not within half a day', () => {
    const apart = (day: number) => evidence(read(MINISTER), read({ ...BRIDGE, day })).daysBetween;
    expect([5, 6, 7, 8, 9].map(apart)).toEqual([-0, -0.5, -1.5, -2.5, -3]);
    const { day: _, ...undated } = BRIDGE;
    expect(evidence(read(MINISTER), read(undated)).daysBetween).toBe(0);
  });

  test('asks more of two articles of one publisher', () => {
    const other = likeness(read(MINISTER), read(BRIDGE));
    const own = likeness(read(MINISTER), read({ ...BRIDGE, publisher: 'صحيفة البحر' }));
    expect(own).toBeLessThan(other);
  });

  test('sees when numbers and days differ, and takes words for digits', () => {
    const found = (text: string) => evidence(read(MINISTER), read({ text }));
    expect(found('قتل تسعة أشخاص يوم الأحد.')).toMatchObject({ numbersApart: -1, dayShared: 0 });
    expect(found('قتل أربعة أشخاص يوم الخميس.')).toMatchObject({ numbersApart: 0, dayShared: 1 });
    expect(found('انهار جسر.')).toMatchObject({ numbersApart: 0, dayShared: 0 });
  });

  test('takes a toll that rises within a day for news told on, and one that falls for another', () => {
    const at = (hour: number, dead: number) => {
      const made = read({ text: `قتل ${dead} شخصا في انهيار مبنى.` });
      return { ...made, article: { ...made.article, publishedAt: Date.UTC(2026, 2, 5, hour) } };
    };
    const apart = (a: ReturnType<typeof at>, b: ReturnType<typeof at>) => evidence(a, b).numbersApart;
    expect(apart(at(9, 5), at(15, 12))).toBe(0);
    expect(apart(at(15, 12), at(9, 5))).toBe(0);
    expect(apart(at(9, 12), at(15, 5))).toBe(-1);
    expect(apart(at(9, 5), at(9, 12))).toBe(-1);
    expect(apart(at(9, 5), at(9 + 30, 12))).toBe(-1);
    const profits = read({ text: 'ربح المصرف 12 مليونا.' });
    expect(apart(at(9, 5), { ...profits, article: at(15, 12).article })).toBe(0);
    const risen = read({
      title: 'ارتفاع عدد القتلى إلى 12',
      text: 'ارتفع عدد قتلى انهيار المبنى إلى 12 شخصا.',
    });
    expect(apart(at(9, 5), { ...risen, article: at(9 + 60, 12).article })).toBe(0);
  });

  test('asks less of texts that say little', () => {
    const brevity = (a: Given, b: Given) => evidence(read(a), read(b)).brevity;
    const long = {
      text: Array.from({ length: 60 }, (_, at) => `صنف${'أبتثجحخدذر'[at % 10]}${'سشصضطظ'[at % 6]}`).join(' '),
    };
    expect(brevity({ title: 'انهيار جسر كلايبيدا', text: '' }, long)).toBeGreaterThan(0.9);
    expect(brevity(MINISTER, BRIDGE)).toBeLessThan(brevity({ ...MINISTER, text: '' }, BRIDGE));
  });

  test('a term that fills the window tells less, one that is new there tells what it always does', () => {
    const { profile } = read(MINISTER);
    const [term = ''] = profile.joinTerms;
    const place = profile.joinPlaces[0] ?? -1;
    const tells = (count: number) =>
      askedIn({ articles: 1_000, of: new Map([[term, count]]) }, profile).tells[place] ?? Number.NaN;
    expect(tells(0)).toBe(profile.tells[place]);
    expect(tells(100)).toBeLessThan(tells(0) - 1);
    expect(tells(500)).toBeLessThan(tells(100));
  });

  test('counts the numbers that both give, small ones half', () => {
    const found = (a: string, b: string) => evidence(read({ text: a }), read({ text: b })).numbersShared;
    expect(found('كلف الجسر 320 مليونا ويضم 4 مسارات.', 'أربعة مسارات و320 مليونا.')).toBe(1.5);
    expect(found('بني عام 2015 على 17 عمودا.', 'تم البناء عام 2015.')).toBe(0);
  });

  test.each([
    ['another town', -1, 'قصف على مدينة كسلا.', 'قصف على بلدة طوكر.'],
    ['the town and its province', 0, 'قصف على مدينة كسلا.', 'قصف على محافظة كسلا وبلدة طوكر.'],
    ['a town, and none', 0, 'قصف على مدينة كسلا.', 'قصف على السوق.'],
  ])('places: %s', (_, expected, a, b) => {
    expect(evidence(read({ text: a }), read({ text: b })).placesApart).toBe(expected);
    expect(evidence(read({ text: b }), read({ text: a })).placesApart).toBe(expected);
  });

  test.each([
    ['a kidnapping and the release', -1, 'خطف سائح في جانت', 'الإفراج عن السائح المخطوف في جانت'],
    ['a kidnapping told twice', 0, 'خطف سائح في جانت', 'مسلحون يخطفون سائحا قرب جانت'],
    ['an arrest and the trial', -1, 'اعتقال وزير سابق', 'بدء محاكمة الوزير المعتقل'],
    ['a quake and the condolences', -1, 'زلزال يضرب نيبال', 'الملك يعزي نيبال في ضحايا الزلزال'],
  ])('acts: %s', (_, expected, a, b) => {
    expect(evidence(read({ title: a, text: a }), read({ title: b, text: b })).actsApart).toBe(expected);
    expect(evidence(read({ title: b, text: b }), read({ title: a, text: a })).actsApart).toBe(expected);
  });

  test('is a finite number for any two texts, and no less for a text with itself', () => {
    const piece = fc.constantFrom(
      'زلزال',
      'في',
      'باريس',
      'ـ',
      '12',
      '٣',
      'الخميس',
      'NATO',
      '.',
      '\n',
      '\u202e',
      'ةةة',
      '🌊',
    );
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.array(piece).map((pieces) => pieces.join(' ')),
    );
    fc.assert(
      fc.property(text, text, (one, two) => {
        const [a, b] = [read({ text: one }, 1), read({ text: two }, 2)];
        const odds = likeness(a, b);
        expect(Number.isFinite(odds)).toBe(true);
        const self = likeness(a, { ...a, article: article(3, { text: one }) });
        expect(self).toBeGreaterThanOrEqual(odds - 1e-9);
      }),
    );
  });

  test('texts without words are not alike', () => {
    expect(likeness(read({ text: '' }), read({ text: '' }, 1))).toBeLessThan(-5);
  });
});

describe('a profile', () => {
  test('holds one term for outlets’ synonyms, for a state and its capital, and for spellings of a name', () => {
    const terms = (text: string) => [...profile({ title: undefined, text }).ids];
    expect(terms('مصرع غوستافسون في صنعاء')).toEqual(terms('مقتل جوستافسون باليمن'));
  });

  test('passes over lines that end no sentence, such as links to other articles', () => {
    const text = 'افتتح المعرض في تونس.\nشاهد أيضا أسعار الذهب في دبي\nوزاره الآلاف.';
    expect(profile({ title: undefined, text }).joinTerms.join(' ')).not.toContain('ذهب');
  });
});
