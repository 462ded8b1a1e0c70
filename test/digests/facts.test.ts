/** What of a story is kept of a telling, and what of it is news later. */
import { describe, expect, test } from 'vitest';
import { pressingFacts, readFacts, turnOf, writtenFacts } from '../../src/digests/facts.ts';
import type { Difference, Story, StoryArticle } from '../../src/stories/story.ts';
import { storyOf } from '../support/stories.ts';

const TOLD_AT = Date.UTC(2026, 10, 23, 6);

/** A story as one or two articles tell it, the second after it was told. */
function story(
  headline: string,
  about: {
    readonly sentence?: string;
    readonly differences?: readonly Difference[];
    readonly since?: boolean;
  } = {},
): Story {
  const { sentence = 'جرى ذلك صباح الاثنين.', differences = [], since = true } = about;
  const made = storyOf({ id: 7, headline, differences, sentences: [{ text: sentence, articleId: 7 }] });
  return {
    ...made,
    articles: made.articles.map((one) => ({ ...one, publishedAt: TOLD_AT + (since ? 60_000 : -60_000) })),
  };
}

const course: Difference = {
  kind: 'course',
  subject: 'killed',
  bearer: undefined,
  versions: [
    { text: '12', articleId: 7 },
    { text: '31', articleId: 8 },
  ],
};
const disputed = (one: string, other: string): Difference => ({
  kind: 'contradiction',
  subject: 'killed',
  bearer: undefined,
  versions: [
    { text: one, articleId: 7 },
    { text: other, articleId: 8 },
  ],
});

test.each([
  ['افتتاح معرض الكتاب في المدينة', ''],
  ['مقتل 12 شخصا في انفجار', 'killed=12@7*'],
  ['مقتل 12 شخصا وإصابة 40 في انفجار', 'killed=12@7* wounded=40@7*'],
  ['مقتل خمسة جنود في كمين', ''],
  ['محكمة تقضي بسجن رجل أعمال', '+verdict'],
  ['الإفراج عن بحارة السفينة', '+release'],
])('of «%s» it keeps «%s»', (headline, facts) => {
  expect(writtenFacts(story(headline))).toBe(facts);
});

test('what is written is read again, and what nobody knows is passed over', () => {
  const one = story('مقتل 12 شخصا في انفجار', { differences: [disputed('12', '30')] });
  expect(writtenFacts(one)).toBe('killed=12@7* !killed');
  const read = readFacts(writtenFacts(one));
  expect([...read.tolls]).toEqual([['killed', { value: 12, articleId: 7, titled: true }]]);
  expect([...read.disputed]).toEqual(['killed']);
  expect(readFacts('نبأ killed= =3 +nothing !x')).toMatchObject({ denied: false });
});

/** The same with its article's own headline. */
function titled(headline: string): Story {
  const made = story(headline);
  return { ...made, articles: made.articles.map((one) => ({ ...one, title: headline })) };
}

/** The same, headed by another outlet since. */
function beside(made: Story, headline: string): Story {
  const [first] = made.articles;
  if (first === undefined) throw new Error('one article');
  const other = { ...first, id: 8, title: headline, formerTitle: undefined, publisher: 'قناة الأفق' };
  return { ...made, headline, headlineArticleId: 8, articles: [first, other] };
}

describe('a headline that its outlet changed', () => {
  const [told, corrected] = ['وفاة المطرب سامر الوادي', 'وفاة المطرب هاني الجبلي'];
  const headed = (title: string, about: Partial<StoryArticle> = {}): Story => {
    const made = story(title, { since: false });
    return { ...made, articles: made.articles.map((one) => ({ ...one, title, ...about })) };
  };
  const facts = readFacts(writtenFacts(headed(told)));

  test('is a correction where it was told, and another name stands in it now', () => {
    const now = headed(corrected, { formerTitle: told });
    expect(turnOf(facts, now, TOLD_AT)).toEqual({ kind: 'renamed', before: told, articleId: 7 });
    expect(pressingFacts(now)).not.toBe(pressingFacts(headed(told)));
  });

  test.each([
    ['was worded anew', headed('رحيل المطرب سامر الوادي', { formerTitle: told })],
    ['was told as it is', headed(told, { formerTitle: corrected })],
    ['is another outlet’s', headed(corrected)],
    ['stands over a live page', headed(corrected, { formerTitle: told, kind: 'live' })],
    ['was not the one told', headed(corrected, { formerTitle: 'وفاة المطرب كريم الشامي' })],
  ])('is none where it %s', (_, now) => {
    expect(turnOf(facts, now, TOLD_AT)).toBeUndefined();
  });

  test('is one under another outlet’s headline too, where that tells the former name no more', () => {
    const now = headed(corrected, { formerTitle: told });
    const turn = { kind: 'renamed', before: told, articleId: 7 };
    expect(turnOf(facts, beside(now, 'هاني الجبلي يرحل عن 71 عاما'), TOLD_AT)).toEqual(turn);
    expect(turnOf(facts, beside(now, 'سامر الوادي يرحل عن 71 عاما'), TOLD_AT)).toBeUndefined();
  });

  test('makes nobody look for it again that only has other words', () => {
    const now = headed('رحيل المطرب سامر الوادي', { formerTitle: told });
    expect(pressingFacts(now)).toBe(pressingFacts(headed(told)));
  });
});

describe('news of a told story', () => {
  const turn = (told: string, now: Story) => turnOf(readFacts(told), now, TOLD_AT);

  test.each([
    ['grew by half', 'killed=12@5*', 18, { kind: 'grown', toll: 'killed', from: 12, to: 18 }],
    ['grew by less', 'killed=12@5*', 17, undefined],
    ['grew by one from two', 'killed=2@5*', 3, undefined],
    ['fell by another outlet', 'killed=12@5*', 9, undefined],
    ['was not told', '', 30, undefined],
    [
      'fell by the same outlet',
      'killed=19@7*',
      9,
      { kind: 'corrected', toll: 'killed', from: 19, to: 9, articleId: 7 },
    ],
    ['fell by the same outlet, which had it in its text alone', 'killed=19@7', 9, undefined],
  ] as const)('a toll that %s', (_, told, now, expected) => {
    expect(turn(told, titled(`مقتل ${now} شخصا في انفجار`))).toEqual(expected);
  });

  test('a toll that its outlet corrected under another outlet’s headline, unless others tell the greater one', () => {
    const corrected = { kind: 'corrected', toll: 'killed', from: 19, to: 9, articleId: 7 };
    const now = beside(titled('مقتل 9 أشخاص في انفجار'), 'انفجار في مصفاة النورس');
    expect(turn('killed=19@7*', now)).toEqual(corrected);
    const others = beside(titled('مقتل 9 أشخاص في انفجار'), 'مقتل 19 شخصا في انفجار مصفاة النورس');
    expect(turn('killed=19@7*', others)).toBeUndefined();
  });

  test('a toll in a sentence alone grew when outlets tell how', () => {
    const sentence = 'أسفر الانفجار عن مقتل 31 شخصا.';
    expect(turn('killed=12@7*', story('انفجار المصفاة', { sentence }))).toBeUndefined();
    const now = story('انفجار المصفاة', { sentence, differences: [course] });
    expect(turn('killed=12@7*', now)).toMatchObject({ kind: 'grown', to: 31 });
  });

  test('nothing is news that no article told since', () => {
    expect(turn('killed=12@5*', story('مقتل 31 شخصا في انفجار', { since: false }))).toBeUndefined();
  });

  test('numbers that outlets dispute, when one is half as much again', () => {
    const now = (other: string) => story('مقتل 12 شخصا في انفجار', { differences: [disputed('12', other)] });
    expect(turn('killed=12@7*', now('30'))).toEqual({ kind: 'disputed', toll: 'killed' });
    expect(turn('killed=12@7*', now('14'))).toBeUndefined();
    expect(turn('killed=12@7* !killed', now('30'))).toBeUndefined();
  });

  test.each([
    ['a ruling', 'محكمة تقضي بالسجن المؤبد على منفذ الهجوم'],
    ['an accord', 'الطرفان يوقعان اتفاقا لإنهاء الإضراب'],
    ['a death', 'وفاة حارس البنك متأثرا بجراحه'],
    ['a release', 'الإفراج عن ركاب الحافلة المختطفين'],
  ])('%s', (_, headline) => {
    expect(turn('', story(headline))).toEqual({ kind: 'outcome' });
    expect(turn(writtenFacts(story(headline)), story(headline))).toBeUndefined();
  });
});
