import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { evidence, likeness, tellingIn } from '../../src/stories/likeness.ts';
import { profile } from '../../src/stories/profile.ts';
import { telling } from '../../src/stories/terms.ts';
import { article, type Given } from './articles.ts';

function read(given: Given, id = 0) {
  const made = article(id, given);
  return { article: made, profile: profile(made) };
}

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
    expect(likeness(a, b, telling)).toBeCloseTo(likeness(b, a, telling), 9);
  });

  test('falls with each day between two articles, up to three, and not within half a day', () => {
    const apart = (day: number) => evidence(read(MINISTER), read({ ...BRIDGE, day }), telling).daysBetween;
    expect([5, 6, 7, 8, 9].map(apart)).toEqual([-0, -0.5, -1.5, -2.5, -3]);
    const { day: _, ...undated } = BRIDGE;
    expect(evidence(read(MINISTER), read(undated), telling).daysBetween).toBe(0);
  });

  test('asks more of two articles of one publisher', () => {
    const other = likeness(read(MINISTER), read(BRIDGE), telling);
    const own = likeness(read(MINISTER), read({ ...BRIDGE, publisher: 'صحيفة البحر' }), telling);
    expect(own).toBeLessThan(other);
  });

  test('sees when numbers and days differ, and takes words for digits', () => {
    const found = (text: string) => evidence(read(MINISTER), read({ text }), telling);
    expect(found('قتل تسعة أشخاص يوم الأحد.')).toMatchObject({
      numbersApart: -1,
      daysApart: -1,
      dayShared: 0,
    });
    expect(found('قتل أربعة أشخاص يوم الخميس.')).toMatchObject({
      numbersApart: 0,
      daysApart: 0,
      dayShared: 1,
    });
    expect(found('انهار جسر.')).toMatchObject({ numbersApart: 0, daysApart: 0, dayShared: 0 });
  });

  test('takes a toll that rises within a day for news told on, and one that falls for another', () => {
    const at = (hour: number, dead: number) => {
      const made = read({ text: `قتل ${dead} شخصا في انهيار مبنى.` });
      return { ...made, article: { ...made.article, publishedAt: Date.UTC(2026, 2, 5, hour) } };
    };
    const apart = (a: ReturnType<typeof at>, b: ReturnType<typeof at>) =>
      evidence(a, b, telling).numbersApart;
    expect(apart(at(9, 5), at(15, 12))).toBe(0);
    expect(apart(at(15, 12), at(9, 5))).toBe(0);
    expect(apart(at(9, 12), at(15, 5))).toBe(-1);
    expect(apart(at(9, 5), at(9, 12))).toBe(-1);
    expect(apart(at(9, 5), at(9 + 30, 12))).toBe(-1);
    const profits = read({ text: 'ربح المصرف 12 مليونا.' });
    expect(apart(at(9, 5), { ...profits, article: at(15, 12).article })).toBe(-1);
  });

  test('asks less of texts that say little', () => {
    const brevity = (a: Given, b: Given) => evidence(read(a), read(b), telling).brevity;
    const long = {
      text: Array.from({ length: 60 }, (_, at) => `صنف${'أبتثجحخدذر'[at % 10]}${'سشصضطظ'[at % 6]}`).join(' '),
    };
    expect(brevity({ title: 'انهيار جسر كلايبيدا', text: '' }, long)).toBeGreaterThan(0.9);
    expect(brevity(MINISTER, BRIDGE)).toBeLessThan(brevity({ ...MINISTER, text: '' }, BRIDGE));
  });

  test('a term that fills the window tells less, one that is new there tells what it always does', () => {
    const [term = ''] = read(MINISTER).profile.telltales[0] ?? [];
    const tells = (count: number) => tellingIn({ articles: 1_000, of: new Map([[term, count]]) })(term);
    expect(tells(0)).toBe(telling(term));
    expect(tells(100)).toBeLessThan(telling(term) - 1);
    expect(tells(500)).toBeLessThan(tells(100));
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
        const odds = likeness(a, b, telling);
        expect(Number.isFinite(odds)).toBe(true);
        const self = likeness(a, { ...a, article: article(3, { text: one }) }, telling);
        expect(self).toBeGreaterThanOrEqual(odds - 1e-9);
      }),
    );
  });

  test('texts without words are not alike', () => {
    expect(likeness(read({ text: '' }), read({ text: '' }, 1), telling)).toBeLessThan(-5);
  });
});

describe('a profile', () => {
  test('holds one term for outlets’ synonyms, for a state and its capital, and for spellings of a name', () => {
    const terms = (text: string) => [...profile({ title: undefined, text }).terms.keys()];
    expect(terms('مصرع غوستافسون في صنعاء')).toEqual(terms('مقتل جوستافسون باليمن'));
  });

  test('passes over lines that end no sentence, such as links to other articles', () => {
    const text = 'افتتح المعرض في تونس.\nشاهد أيضا أسعار الذهب في دبي\nوزاره الآلاف.';
    expect([...profile({ title: undefined, text }).terms.keys()].join(' ')).not.toContain('ذهب');
  });
});
