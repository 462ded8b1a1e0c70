import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Digest } from '../../src/digests/digest.ts';
import type { Difference, Story, StoryArticle } from '../../src/stories/story.ts';
import { type Chat, defaultSettings, wholeWeek } from '../../src/subscriptions/chat.ts';
import { plainText, weigh } from '../../src/telegram/html.ts';
import { words } from '../../src/telegram/messages.ts';
import { renderBreaking, renderDenial, renderUpdate } from '../../src/telegram/notices.ts';
import { digestPeriod, hashtag, renderDigest } from '../../src/telegram/render.ts';
import { renderPage, renderStory, type StoryView } from '../../src/telegram/story-block.ts';
import { renderStoryPage } from '../../src/telegram/story-page.ts';
import { catalogue } from '../../src/topics/catalogue.ts';
import { layOut } from '../support/bidi.ts';
import { judge, judgeLinks } from '../support/tdlib.ts';
import { article, NOON, story } from './stories.ts';

const chat: Chat = {
  id: 1,
  telegramId: 5,
  threadId: 0,
  kind: 'private',
  title: undefined,
  zone: 'Africa/Cairo',
  times: ['07:00', '19:30'],
  days: wholeWeek,
  weekend: 'same',
  quiet: undefined,
  restingUntil: undefined,
  timesBeforeRamadan: undefined,
  settings: defaultSettings,
  topics: [],
  muted: [],
  names: new Map(),
  paused: undefined,
  since: 0,
  nextDigestAt: undefined,
};

function digest(given: Partial<Digest> = {}): Digest {
  return {
    chat,
    zone: 'Africa/Cairo',
    moment: { at: Date.UTC(2025, 6, 1, 4), localDate: '2025-07-01', localTime: '07:00' },
    items: [],
    reminders: [],
    next: { at: Date.UTC(2025, 6, 1, 16, 30), localDate: '2025-07-01', localTime: '19:30' },
    ...given,
  };
}

const view: StoryView = { zone: 'Africa/Cairo', now: NOON, digits: 'latn', detail: 'short' };

const bridge = story({
  sentences: [
    { text: 'افتتح وزير النقل ظهر الثلاثاء جسرا جديدا يربط ضفتي الوادي.', articleId: 1 },
    { text: 'بلغت كلفة المشروع 40 مليون دينار.', articleId: 2 },
  ],
  voices: 2,
  articles: [
    article({ id: 2, publisher: 'RT', url: 'https://example.org/rt', publishedAt: NOON - 7_200_000 }),
    article({ id: 1 }),
  ],
});

describe('a story', () => {
  test('has its number and headline, one sentence, its sources, and the rest in the fold', () => {
    expect(renderStory(bridge, 1, view)).toBe(
      [
        '\u200f<b>1. افتتاح جسر جديد فوق نهر الوادي</b>',
        'افتتح وزير النقل ظهر الثلاثاء جسرا جديدا يربط ضفتي الوادي.',
        'مصدران: <a href="https://example.org/1">صحيفة الضفاف</a> (النص)، <a href="https://example.org/rt">\u2068RT\u2069</a> · <tg-time unix="1751367600">الثلاثاء 14:00</tg-time>',
        '<blockquote expandable><b>مزيد:</b> بلغت كلفة المشروع 40 مليون دينار. (<a href="https://example.org/rt">\u2068RT\u2069</a>)</blockquote>',
      ].join('\n'),
    );
  });

  const mine = story({
    headline: 'انهيار منجم في السرو',
    sentences: [
      { text: 'قُتل 33 شخصا على الأقل في انهيار منجم بالسرو، بحسب فرق الإنقاذ.', articleId: 3 },
      { text: 'قالت الشركة إن المنجم فُحص قبل شهر.', articleId: 2 },
    ],
    before: [{ text: 'يلتقي الوزير عمال المنجم، الأربعاء.', articleId: 1 }],
    differences: [
      {
        kind: 'contradiction',
        subject: 'killed',
        bearer: undefined,
        versions: [
          { text: '33 على الأقل', articleId: 3 },
          { text: '24', articleId: 2 },
        ],
      },
      {
        kind: 'contradiction',
        subject: 'name',
        bearer: 'العملية',
        versions: [
          { text: 'فجر السرو', articleId: 3 },
          { text: 'يد العون', articleId: 2 },
        ],
      },
      {
        kind: 'course',
        subject: 'killed',
        bearer: undefined,
        versions: [
          { text: '15 على الأقل', articleId: 1 },
          { text: '24', articleId: 2 },
          { text: '33 على الأقل', articleId: 3 },
        ],
      },
    ],
    voices: 2,
    origin: 'رويترز',
    articles: [
      article({ id: 1, publisher: 'RT', sourceId: 'rt', url: undefined, publishedAt: NOON - 7_260_000 }),
      article({ id: 2, url: undefined, publishedAt: NOON - 3_600_000 }),
      article({ id: 3, publisher: 'RT', sourceId: 'rt', url: undefined, publishedAt: NOON - 1_800_000 }),
    ],
  });

  test('says what outlets tell differently before its sources, and in the fold how it came and what was said before', () => {
    expect(plainText(renderStory(mine, 1, view)).split('\n')).toEqual([
      '\u200f1. انهيار منجم في السرو',
      'قُتل 33 شخصا على الأقل في انهيار منجم بالسرو، بحسب فرق الإنقاذ.',
      'الحصيلة تختلف: 33 على الأقل (\u2068RT\u2069، 14:30)، و24 (صحيفة الضفاف، 14:00)',
      'مصدران: \u2068RT\u2069 (النص)، صحيفة الضفاف · أصل الخبر: رويترز · الثلاثاء 14:30',
      'مزيد: قالت الشركة إن المنجم فُحص قبل شهر. (صحيفة الضفاف)',
      'تسمية العملية تختلف: «فجر السرو» (\u2068RT\u2069، 14:30)، و«يد العون» (صحيفة الضفاف، 14:00)',
      'قبل اللقاء: يلتقي الوزير عمال المنجم، الأربعاء. (\u2068RT\u2069)',
      'كيف تطوّر الخبر: عدد القتلى 15 على الأقل (\u2068RT\u2069، 12:59)، ثم 24 (صحيفة الضفاف، 14:00)، ثم 33 على الأقل (\u2068RT\u2069، 14:30)',
    ]);
  });

  const denial = story({
    headline: 'دولة الساحل تنفي خفض إنتاج النفط',
    headlineArticleId: 3,
    sentences: [
      { text: 'نفت وزارة الطاقة في دولة الساحل خفض إنتاج النفط وقالت إن البيان مزور.', articleId: 3 },
      { text: 'وقالت الوزارة إن الخفض طوعي ويستمر ثلاثة أشهر.', articleId: 1 },
      { text: 'رحبت المنظمة بالقرار.', articleId: 2 },
    ],
    voices: 3,
    articles: [
      article({ id: 1, title: 'دولة الساحل تعلن خفض إنتاج النفط', publisher: 'النخلة', url: undefined }),
      article({ id: 2, title: 'دولة الساحل تخفض إنتاج النفط طوعيا', publisher: 'مدار', url: undefined }),
      article({ id: 3, title: 'دولة الساحل تنفي خفض إنتاج النفط', publisher: 'الضفة', url: undefined }),
    ],
  });

  test.each(['short', 'full'] as const)(
    'tells what is denied as what is denied, and by whom (%s)',
    (detail) => {
      expect(plainText(renderStory(denial, 1, { ...view, detail })).split('\n')).toEqual([
        '\u200f1. دولة الساحل تنفي خفض إنتاج النفط',
        'نفت وزارة الطاقة في دولة الساحل خفض إنتاج النفط وقالت إن البيان مزور.',
        'مصدر واحد حتى الآن: الضفة · الثلاثاء 14:00',
        'ما نُفي: قالت الوزارة إن الخفض طوعي ويستمر ثلاثة أشهر. (النخلة)',
      ]);
    },
  );

  test('tells on a story’s own page all that is denied apart, and names every outlet', () => {
    const lines = plainText(renderStoryPage(denial, view)).split('\n');
    expect(lines.slice(0, 6)).toEqual([
      'دولة الساحل تنفي خفض إنتاج النفط',
      'نفت وزارة الطاقة في دولة الساحل خفض إنتاج النفط وقالت إن البيان مزور.',
      '',
      'ما نُفي: قالت الوزارة إن الخفض طوعي ويستمر ثلاثة أشهر. (النخلة)',
      'رحبت المنظمة بالقرار. (مدار)',
      '',
    ]);
    expect(lines[6]).toBe('3 مصادر:');
  });

  test('names the day beside the clock of numbers that are of several days, and nothing where a text names nobody', () => {
    const versions = [
      { text: '3-1', articleId: 2 },
      { text: '2-1', articleId: 1 },
    ];
    const html = renderStory(
      story({
        differences: [{ kind: 'contradiction', subject: 'score', bearer: undefined, versions }],
        articles: [
          article({ id: 1, publishedAt: NOON - 86_400_000 }),
          article({ id: 2, publisher: undefined }),
        ],
      }),
      1,
      view,
    );
    expect(plainText(html)).toContain(
      'النتيجة تختلف: \u20683-1\u2069 (الثلاثاء 14:00)، و\u20682-1\u2069 (صحيفة الضفاف، الاثنين 15:00)',
    );
  });

  test('says what has a sum that grew', () => {
    const versions = [
      { text: '200 مليون دينار', articleId: 1 },
      { text: '300 مليون دينار', articleId: 2 },
    ];
    const html = renderStory(
      story({
        differences: [{ kind: 'course', subject: 'money', bearer: 'قيمة الخسائر', versions }],
        articles: [article({ id: 1 }), article({ id: 2, publisher: 'قناة المرفأ' })],
      }),
      1,
      view,
    );
    expect(plainText(html)).toContain(
      'كيف تطوّر الخبر: قيمة الخسائر 200 مليون دينار (صحيفة الضفاف، 14:00)، ثم 300',
    );
  });

  test('has no dangling «و» at a line of the fold that follows another outlet’s sentence', () => {
    const fold = (articleIds: readonly number[]): readonly string[] => {
      const [first = 1, second = 1, third = 1] = articleIds;
      const told = story({
        voices: 2,
        sentences: [
          { text: 'افتتح الوزير جسرا فوق الوادي.', articleId: first },
          { text: 'وقالت المهندسة هدى النهري إن العمل دام عامين.', articleId: second },
          { text: 'وزير النقل حضر الحفل.', articleId: third },
        ],
        articles: [article(), article({ id: 2, publisher: 'قناة المرفأ', sourceId: 'marfa' })],
      });
      const html = renderStory(told, 1, view);
      return plainText(html.slice(html.indexOf('<blockquote'))).split('\n');
    };
    expect(fold([1, 2, 1])).toEqual([
      'مزيد: قالت المهندسة هدى النهري إن العمل دام عامين. (قناة المرفأ)',
      'وزير النقل حضر الحفل. (صحيفة الضفاف)',
    ]);
    // The first line of the fold stands apart from the sentence above the sources, also from its own outlet's.
    expect(fold([1, 1, 2])[0]).toBe('مزيد: قالت المهندسة هدى النهري إن العمل دام عامين. (صحيفة الضفاف)');
  });

  test('shows no hour where its outlet states the day alone', () => {
    const told = (published: string): string => {
      const only = article({ published, publishedAt: Date.parse(published) });
      return renderStory(story({ articles: [only], publishedAt: only.publishedAt }), 1, view);
    };
    expect(told('2025-07-01')).toMatch(/صحيفة الضفاف<\/a> · الثلاثاء$/u);
    expect(told('2025-07-01T09:00:00+03:00')).toMatch(/<tg-time unix="\d+">الثلاثاء 09:00<\/tg-time>$/u);
    expect(told('2025-05-01')).toMatch(/ · من الأرشيف · الخميس 1 مايو$/u);
  });

  test('names the day for the hour of a number whose outlet states the day alone', () => {
    const versions = [
      { text: '33', articleId: 2 },
      { text: '24', articleId: 1 },
    ];
    const html = renderStory(
      story({
        differences: [{ kind: 'contradiction', subject: 'share', bearer: 'نسبة المشاركة', versions }],
        articles: [
          article({ id: 1, published: '2025-07-01', publishedAt: Date.parse('2025-07-01') }),
          article({ id: 2, publisher: 'قناة المرفأ' }),
        ],
      }),
      1,
      view,
    );
    expect(plainText(html)).toContain(
      'نسبة المشاركة تختلف: 33 (قناة المرفأ، 14:00)، و24 (صحيفة الضفاف، الثلاثاء)',
    );
  });

  test('is numbered with a dash before a number of its own', () => {
    const first = (headline: string): string =>
      plainText(renderStory(story({ headline }), 2, view)).split('\n')[0] ?? '';
    expect(first('3 قتلى في حادث')).toBe('\u200f2 – 3 قتلى في حادث');
    expect(first('٣ قتلى في حادث')).toBe('\u200f2 – ٣ قتلى في حادث');
    expect(first('قتلى في حادث')).toBe('\u200f2. قتلى في حادث');
  });

  test('told in full names the outlet after each sentence when they mix, and has no fold', () => {
    const html = renderStory(bridge, 1, { ...view, detail: 'full' });
    expect(plainText(html).split('\n')).toEqual([
      '\u200f1. افتتاح جسر جديد فوق نهر الوادي',
      'افتتح وزير النقل ظهر الثلاثاء جسرا جديدا يربط ضفتي الوادي. (صحيفة الضفاف)',
      'بلغت كلفة المشروع 40 مليون دينار. (\u2068RT\u2069)',
      'مصدران: صحيفة الضفاف، \u2068RT\u2069 · الثلاثاء 14:00',
    ]);
  });

  test('told in full has no dangling «و» behind another outlet’s sentence', () => {
    const [first, second] = bridge.sentences;
    const joined = { text: `وقال المهندس إن ${second?.text ?? ''}`, articleId: 2 };
    const html = renderStory({ ...bridge, sentences: first === undefined ? [] : [first, joined] }, 1, {
      ...view,
      detail: 'full',
    });
    expect(plainText(html).split('\n')[2]).toMatch(/^قال المهندس/u);
  });

  test('has no dangling «و» in a line of its own, though the outlet is that of the line above', () => {
    const [first, second] = bridge.sentences;
    const joined = { text: 'وأعلنت البلدية موعد الافتتاح.', articleId: first?.articleId ?? 0 };
    const sentences = first === undefined || second === undefined ? [] : [first, joined, second];
    const lines = plainText(renderStory({ ...bridge, sentences }, 1, { ...view, detail: 'full' })).split(
      '\n',
    );
    expect(lines[2]).toBe('أعلنت البلدية موعد الافتتاح. (صحيفة الضفاف)');
  });

  test('parts a number from the foreign word that ends the sentence before it', () => {
    const sentences = [
      { text: 'بثّت المشاهد قناة Wadi News.', articleId: 1 },
      { text: '33 عاملا نجوا من الانهيار.', articleId: 1 },
    ];
    const line = plainText(renderStory(story({ sentences }), 1, { ...view, detail: 'full' })).split('\n')[1];
    expect(layOut(line ?? '').faults).toEqual([]);
    expect(layOut(sentences.map(({ text }) => text).join(' ')).faults).toEqual(['Wadi News → 33']);
  });

  test('of two texts that name no outlet tells their sentences apart', () => {
    const nameless = { publisher: undefined, sourceId: undefined, url: undefined };
    const html = renderStory(
      story({
        sentences: [
          { text: 'افتتح الوزير الجسر.', articleId: 1 },
          { text: 'حضر أهل القرى.', articleId: 2 },
        ],
        voices: 2,
        articles: [article({ ...nameless, author: 'سامي الوادي' }), article({ ...nameless, id: 2 })],
      }),
      1,
      { ...view, detail: 'full' },
    );
    expect(plainText(html).split('\n').slice(1)).toEqual([
      'افتتح الوزير الجسر. (سامي الوادي)',
      'حضر أهل القرى.',
      'مصدران: خبر باسم سامي الوادي لم يُذكر ناشره، وخبر لم يُذكر ناشره · الثلاثاء 14:00',
    ]);
  });

  const line = (given: Partial<Story>): string | undefined =>
    renderStory(story(given), 1, view)
      .split('\n')
      .find((one) => /مصدر|مصادر/u.test(one));

  test.each<[string, Partial<Story>, string]>([
    [
      'one outlet',
      {},
      '<b>مصدر واحد حتى الآن:</b> <a href="https://example.org/1">صحيفة الضفاف</a> · <tg-time unix="1751367600">الثلاثاء 14:00</tg-time>',
    ],
    [
      'two outlets of one house',
      {
        articles: [
          article({ house: 'بيت الضفاف' }),
          article({ id: 2, house: 'بيت الضفاف', publisher: 'قناة الضفاف' }),
        ],
      },
      '<b>مصدر واحد حتى الآن:</b> <a href="https://example.org/1">صحيفة الضفاف</a> · <tg-time unix="1751367600">الثلاثاء 14:00</tg-time>',
    ],
    [
      'nobody named',
      {
        publishedAt: undefined,
        articles: [
          article({ publisher: undefined, sourceId: undefined, url: undefined, publishedAt: undefined }),
        ],
      },
      '<b>مصدر واحد حتى الآن</b>، لم يُذكر ناشره · بلا تاريخ نشر',
    ],
    [
      'an author without an outlet',
      {
        voices: 2,
        articles: [
          article(),
          article({
            id: 2,
            publisher: undefined,
            sourceId: undefined,
            url: undefined,
            author: 'سامي الوادي',
          }),
        ],
      },
      'مصدران: <a href="https://example.org/1">صحيفة الضفاف</a> (النص)، وخبر باسم سامي الوادي لم يُذكر ناشره · <tg-time unix="1751367600">الثلاثاء 14:00</tg-time>',
    ],
    [
      'two outlets with one origin',
      { voices: 1, articles: [article(), article({ id: 2, publisher: 'قناة المرفأ', url: undefined })] },
      '<b>مصدر واحد حتى الآن</b>، والخبر منشور في: <a href="https://example.org/1">صحيفة الضفاف</a> (النص)، قناة المرفأ · <tg-time unix="1751367600">الثلاثاء 14:00</tg-time>',
    ],
    [
      'a link that is not of the web',
      { articles: [article({ url: 'javascript:alert(1)' })] },
      '<b>مصدر واحد حتى الآن:</b> صحيفة الضفاف · <tg-time unix="1751367600">الثلاثاء 14:00</tg-time>',
    ],
  ])('by %s says so', (_, given, expected) => {
    expect(line(given)).toBe(expected);
  });

  test('of eleven outlets names five', () => {
    const articles = Array.from({ length: 11 }, (_, index) =>
      article({
        id: index + 1,
        publisher: `وكالة ${'أبجدهوزحطيك'[index]}`,
        url: undefined,
        sourceId: `s${index}`,
      }),
    );
    expect(line({ articles, voices: 11 })).toMatch(
      /^11 مصدرًا: وكالة أ \(النص\)، وكالة ب، وكالة ج، وكالة د، وكالة ه، وغيرها · /u,
    );
  });

  test('says its day when it is older, and that it is from the archive after a week', () => {
    const old = (days: number): string | undefined =>
      line({ articles: [article({ publishedAt: NOON - days * 86_400_000 })] });
    expect(plainText(old(6) ?? '')).toContain(' · الأربعاء 25 يونيو');
    expect(plainText(old(300) ?? '')).toContain(' · من الأرشيف · الأربعاء 4 سبتمبر 2024');
  });

  test('of ours, or of an opinion, is marked as such', () => {
    expect(plainText(renderStory(story({ sample: true }), 2, view))).toMatch(/^\u200f2\. .* \(عيّنة\)\n/u);
    const opinion = story({
      kind: 'opinion',
      articles: [article({ author: 'ليلى النهري', kind: 'opinion' })],
    });
    expect(plainText(renderStory(opinion, 2, view))).toMatch(/ \(رأي · ليلى النهري\)\n/u);
  });

  test('does not say its headline twice', () => {
    const lead = 'افتتح الوزير جسرا فوق الوادي.';
    const html = renderStory(
      story({
        headline: 'افتتح الوزير جسرا فوق الوادي',
        sentences: [
          { text: lead, articleId: 1 },
          { text: 'حضر الافتتاح أهل القرى القريبة.', articleId: 1 },
        ],
      }),
      1,
      view,
    );
    expect(html.split('\n')[1]).toBe('حضر الافتتاح أهل القرى القريبة.');
    expect(html).not.toContain(lead);
  });
});

describe('a hashtag', () => {
  test.each(catalogue.map(({ name }) => [name]))('of «%s» is one that Telegram finds whole', (name) => {
    const tag = hashtag(name) ?? '';
    expect(judgeLinks(tag).map(({ type, length }) => [type, length])).toEqual([['hashtag', tag.length]]);
  });

  test('has low lines for all that parts words, and is none of numbers alone', () => {
    expect(hashtag('سوريا ولبنان')).toBe('#سوريا_ولبنان');
    expect(hashtag('«سدّ النهضة» – إثيوبيا!')).toBe('#سد_النهضة_إثيوبيا');
    expect(hashtag('2026')).toBeUndefined();
    expect(hashtag('🇪🇬')).toBeUndefined();
  });
});

describe('a story’s own page', () => {
  const outlets = (count: number): Story =>
    story({
      voices: count,
      articles: Array.from({ length: count }, (_, index) =>
        article({
          id: index + 1,
          publisher: `منبر المدينة ${index + 1}`,
          sourceId: `s${index}`,
          url: `https://example.org/${index + 1}`,
        }),
      ),
    });

  test.each([30, 55])('names all of %i outlets with their links', (count) => {
    const html = renderStoryPage(outlets(count), view);
    expectTaken(html);
    expect(html).toContain(`<b>${count} مصدرًا:</b>`);
    expect(html.match(/<a href=/gu)).toHaveLength(count);
  });

  test('of 200 outlets names as many as a message holds, and counts the others', () => {
    const html = renderStoryPage(outlets(200), view);
    expectTaken(html);
    const named = html.match(/<a href=/gu)?.length ?? 0;
    expect(named).toBeGreaterThan(15);
    expect(plainText(html)).toContain(`وغيرها: ${200 - named} مصدر`);
  });

  test('links each further article of an outlet by its clock', () => {
    const twice = story({
      articles: [
        article({ publishedAt: NOON - 7_200_000 }),
        article({ id: 2, url: 'https://example.org/2', publishedAt: NOON - 3_600_000 }),
        article({ id: 3, url: 'https://example.org/3', publishedAt: NOON - 90_000_000 }),
      ],
    });
    expect(renderStoryPage(twice, { ...view, digits: 'arab' })).toContain(
      ' · <tg-time unix="1751364000">الثلاثاء ١٣:٠٠</tg-time>، <a href="https://example.org/2">١٤:٠٠</a>، <a href="https://example.org/3">الاثنين ١٤:٠٠</a>',
    );
  });
});

describe('a page of stories', () => {
  test('that are too long for one message shows less of the last ones', () => {
    const text = 'تقول الصحيفة إن أعمال الجسر تمضي كما خُطّط لها. '.repeat(9);
    const long = [1, 2, 3, 4, 5].map((id) =>
      story({
        id,
        sentences: [1, 2, 3].map((index) => ({ text: `${id}${index} ${text}`, articleId: 1 })),
      }),
    );
    const html = renderPage({
      title: 'آخر الأخبار',
      stories: long,
      from: 6,
      view: { ...view, detail: 'full' },
    });
    expectTaken(html);
    const shown = plainText(html);
    for (const number of [6, 7, 8, 9, 10]) expect(shown).toContain(`\u200f${number}. `);
    expect(shown.match(/تقول الصحيفة/gu)?.length).toBeGreaterThan(20);
    expect(shown.split('\n\n').at(-1)).not.toContain('تقول الصحيفة');
  });
});

describe('a digest', () => {
  const three = digest({
    items: [
      { story: bridge, topic: 'egypt' },
      { story: story({ id: 3, headline: 'قمة في طهران' }), topic: 'iran' },
      { story: story({ id: 2, headline: 'معرض كتاب على النيل' }), topic: 'egypt' },
    ],
  });

  test('opens with its name and day, then the count, and ends with the next one', () => {
    const [part] = renderDigest(three);
    const lines = plainText(part?.html ?? '').split('\n');
    expect(lines.slice(0, 4)).toEqual(['نشرة الصباح · الثلاثاء 1 يوليو', '3 أخبار', '', 'مصر']);
    expect(lines.at(-1)).toBe('النشرة التالية: الثلاثاء 7:30 م بتوقيت القاهرة');
    expect(part?.storyIds).toEqual([1, 2, 3]);
    expect(part?.topics).toEqual(['egypt', 'egypt', 'iran']);
    expect(part?.buttons).toEqual([
      [
        { text: 'الخبر 1', data: 'st:1:d:20250701:0700:1' },
        { text: 'الخبر 2', data: 'st:2:d:20250701:0700:1' },
        { text: 'الخبر 3', data: 'st:3:d:20250701:0700:1' },
      ],
      [{ text: 'إعدادات النشرة', data: 'settings' }],
    ]);
  });

  test('has headings only for two topics or more', () => {
    const one = digest({ items: three.items.filter((item) => item.topic === 'egypt') });
    expect(plainText(renderDigest(one)[0]?.html ?? '')).not.toContain('\nمصر\n');
    expect(plainText(renderDigest(three)[0]?.html ?? '').match(/^(?:مصر|إيران)$/gmu)).toEqual([
      'مصر',
      'إيران',
    ]);
  });

  test('tells again what may not have arrived as bare linked headlines, also alone', () => {
    const [part, ...more] = renderDigest(
      digest({
        reminders: [
          { story: bridge, digest: { localDate: '2025-06-30', localTime: '19:30' } },
          { story: story({ id: 9 }), digest: { localDate: '2025-06-30', localTime: '19:30' } },
        ],
      }),
    );
    expect(more).toEqual([]);
    expect(part?.html).toBe(
      [
        '<b>نشرة الصباح</b> · الثلاثاء 1 يوليو',
        '',
        '<b>ربما لم تصلك في نشرة الاثنين:</b>',
        '<a href="https://example.org/1">افتتاح جسر جديد فوق نهر الوادي</a>',
        '<a href="https://example.org/1">افتتاح جسر جديد فوق نهر الوادي</a>',
        '',
        'النشرة التالية: الثلاثاء 7:30 م بتوقيت القاهرة',
      ].join('\n'),
    );
    expect(part?.storyIds).toEqual([]);
    expect(part?.reminderIds).toEqual([1, 9]);
  });

  test('asked for before its time says that it is a preview, and promises nothing', () => {
    const html = renderDigest(three, { preview: true })[0]?.html ?? '';
    expect(plainText(html)).toMatch(/^معاينة نشرة الصباح · /u);
    expect(html).not.toContain('النشرة التالية');
  });

  test('previewed has a header of at most 35 characters in every zone and on every day', () => {
    for (const localDate of ['2026-01-23', '2026-11-25', '2026-12-30'])
      for (const localTime of ['07:00', '13:00', '19:30']) {
        const moment = { at: Date.parse(`${localDate}T05:00:00Z`), localDate, localTime };
        const html = renderDigest({ ...three, zone: 'Asia/Beirut', moment }, { preview: true })[0]?.html;
        expect((plainText(html ?? '').split('\n')[0] ?? '').length).toBeLessThanOrEqual(35);
      }
    const moment = { at: NOON, localDate: '2026-01-23', localTime: '07:00' };
    const html = renderDigest({ ...three, zone: 'Asia/Beirut', moment }, { preview: true })[0]?.html;
    expect(plainText(html ?? '')).toMatch(/^معاينة · 23 كانون الثاني\n/u);
  });

  test('of long ago is named by its day', () => {
    const old = (localDate: string): string =>
      renderDigest(digest({ reminders: [{ story: bridge, digest: { localDate, localTime: '19:30' } }] }))[0]
        ?.html ?? '';
    expect(old('2025-06-26')).toContain('<b>ربما لم تصلك في نشرة الخميس:</b>');
    expect(old('2025-06-24')).toContain('<b>ربما لم تصلك في نشرة الثلاثاء 24 يونيو:</b>');
  });

  test('in a channel carries no button that one reader would press for all', () => {
    const parts = renderDigest({ ...three, chat: { ...chat, kind: 'channel' } });
    expect(parts[0]?.buttons).toEqual([]);
  });

  test.each([
    ['Asia/Beirut', '2025-12-31', 'نشرة الصباح · 31 كانون الأول'],
    ['Asia/Beirut', '2026-01-23', 'نشرة الصباح · 23 كانون الثاني'],
    ['Asia/Baghdad', '2025-07-01', 'نشرة الصباح · الثلاثاء 1 تموز'],
    ['Africa/Tunis', '2025-07-01', 'نشرة الصباح · الثلاثاء 1 جويلية'],
    ['Africa/Casablanca', '2025-07-01', 'نشرة الصباح · الثلاثاء 1 يوليوز'],
  ])(
    'in %s names the months as they do there, in a header of at most 35 characters',
    (zone, localDate, header) => {
      const at = Date.parse(`${localDate}T05:00:00Z`);
      const html =
        renderDigest({ ...three, zone, moment: { at, localDate, localTime: '07:00' } })[0]?.html ?? '';
      const first = plainText(html).split('\n')[0] ?? '';
      expect(first).toBe(header);
      expect(first.length).toBeLessThanOrEqual(35);
    },
  );

  test.each([
    ['00:00', 'نشرة الليل'],
    ['05:00', 'نشرة الصباح'],
    ['12:00', 'نشرة الظهيرة'],
    ['19:30', 'نشرة المساء'],
    ['23:00', 'نشرة الليل'],
  ])('of %s is called %s', (time, name) => {
    expect(words.digests[digestPeriod(time)]).toBe(name);
  });
});

/** Stories as an enemy would write them. */
const nasty = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.constantFrom(
    '<b>',
    '</blockquote>',
    '&',
    '"><a href="x">',
    '@admin',
    '/stop',
    '#وسم',
    'example.com',
    '\u202eرسالة',
    '\n\n',
    '4111 1111 1111 1111',
  ),
  fc.constantFrom('كلمة ', 'RT ', '@', '&', '.a', '漢', '😀').map((word) => word.repeat(900)),
);
const texts = fc.array(nasty, { maxLength: 4 }).map((pieces) => pieces.join(' '));
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(value, { nil: undefined });
const articles: fc.Arbitrary<StoryArticle> = fc.record({
  id: fc.integer({ min: 1, max: 9 }),
  title: maybe(texts),
  url: maybe(
    fc.oneof(
      fc.webUrl(),
      texts,
      fc.constant(`https://example.org/${'x'.repeat(1400)}`),
      fc.constant(`https://example.org/?${'&'.repeat(280)}`),
    ),
  ),
  publisher: maybe(texts),
  house: maybe(texts),
  sourceId: maybe(fc.string()),
  author: maybe(texts),
  published: fc.constant(undefined),
  publishedAt: maybe(fc.integer({ min: 946_684_800_000, max: NOON })),
  firstSeenAt: fc.constant(NOON),
  kind: fc.constantFrom('news', 'opinion', 'soft'),
  sample: fc.boolean(),
});
const differences: fc.Arbitrary<Difference> = fc.record({
  kind: fc.constantFrom('contradiction', 'course'),
  subject: fc.constantFrom('killed', 'wounded', 'money', 'count', 'name', 'claimant'),
  bearer: maybe(texts),
  versions: fc.array(fc.record({ text: texts, articleId: fc.integer({ min: 1, max: 9 }) }), { maxLength: 9 }),
});
const stories: fc.Arbitrary<Story> = fc.record({
  id: fc.integer({ min: 1 }),
  headline: texts,
  headlineArticleId: fc.integer({ min: 1, max: 9 }),
  sentences: fc.array(fc.record({ text: texts, articleId: fc.integer({ min: 1, max: 9 }) }), {
    maxLength: 12,
  }),
  before: fc.array(fc.record({ text: texts, articleId: fc.integer({ min: 1, max: 9 }) }), { maxLength: 4 }),
  differences: fc.array(differences, { maxLength: 5 }),
  topics: fc.constant(['iran']),
  sideTopics: fc.constant([]),
  publishedAt: maybe(fc.integer({ min: 946_684_800_000, max: NOON })),
  firstSeenAt: fc.constant(NOON),
  updatedAt: fc.constant(NOON),
  kind: fc.constantFrom('news', 'opinion', 'soft'),
  voices: fc.constant(1),
  origin: maybe(texts),
  sample: fc.boolean(),
  articles: fc.array(articles, { maxLength: 12 }),
});
const OURS = ['Bold', 'Italic', 'TextUrl', 'BlockQuote', 'ExpandableBlockQuote', 'DateTime'].map(
  (kind) => `textEntityType${kind}`,
);

function expectTaken(html: string): void {
  const { text, ours, found } = judge(html);
  expect(found).toEqual([]);
  expect(ours.filter((kind) => !OURS.includes(kind))).toEqual([]);
  expect(ours.length).toBeLessThan(100);
  expect(text.length).toBeLessThanOrEqual(4096);
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(32_768);
  expect(text.replaceAll('\u200f', '')).toBe(plainText(html).replaceAll('\u200f', ''));
  expect(weigh(html).units).toBe(text.length);
}

describe('whatever the stories hold', () => {
  test('a story’s own page and what is sent at once are taken too', () => {
    fc.assert(
      fc.property(stories, (one) => {
        expectTaken(renderStoryPage(one, view));
        const notice = { chat, zone: view.zone, now: NOON, username: 'mujaz_bot' };
        const [sentence] = one.sentences;
        const news = { differences: one.differences.slice(0, 2), ...(sentence && { sentence }) };
        for (const { html, buttons } of [
          renderBreaking(one, notice),
          renderUpdate(one, news, notice),
          renderDenial(one, { told: one.headline, by: one.articles[0]?.publisher }, notice),
        ]) {
          expectTaken(html);
          for (const button of buttons.flat())
            if ('data' in button) expect(Buffer.byteLength(button.data)).toBeLessThanOrEqual(64);
        }
      }),
      { numRuns: 100 },
    );
  });

  test.each(['@', '&', '.a', '漢', '😀', '٣', 'a b ', 'aب', '/x '])(
    'a story all of «%s» fits one message',
    (piece) => {
      const text = piece.repeat(3000);
      const worst = story({
        headline: text,
        sentences: [1, 2, 3, 4, 5, 6].map((articleId) => ({ text: `${articleId}${text}`, articleId })),
        articles: [1, 2, 3, 4, 5, 6, 7, 8].map((id) =>
          article({
            id,
            publisher: `${id}${text}`,
            author: text,
            house: `${id}`,
            url: `https://example.org/?${'&'.repeat(290)}${id}`,
            kind: 'opinion',
          }),
        ),
        kind: 'opinion',
        sample: true,
      });
      for (const detail of ['short', 'full'] as const) {
        expectTaken(renderPage({ title: 't', stories: [worst], from: 1, view: { ...view, detail } }));
      }
    },
  );

  test('Telegram takes every message, and finds in it only what we put there', () => {
    fc.assert(
      fc.property(fc.array(stories, { minLength: 1, maxLength: 8 }), fc.nat(3), (all, reminded) => {
        const parts = renderDigest(
          digest({
            items: all
              .slice(reminded)
              .map((one, index) => ({ story: one, topic: index % 2 ? 'iran' : 'gaza' })),
            reminders: all
              .slice(0, reminded)
              .map((one) => ({ story: one, digest: { localDate: '2025-06-30', localTime: '19:30' } })),
          }),
        );
        for (const part of parts) expectTaken(part.html);
        expect(new Set(parts.flatMap((part) => part.storyIds))).toEqual(
          new Set(all.slice(reminded).map((one) => one.id)),
        );
        expect(parts.flatMap((part) => part.reminderIds)).toEqual(
          all.slice(0, reminded).map((one) => one.id),
        );
        const page = { title: '<b>إيران</b>', stories: all.slice(0, 5), from: 1 };
        expectTaken(renderPage({ ...page, view: { ...view, detail: 'full' } }));
      }),
      { numRuns: 300 },
    );
  });
});

test('a hashtag of a chat’s own words holds none that it takes out', () => {
  expect(hashtag('سد النهضة -إثيوبيا -السودان')).toBe('#سد_النهضة');
  expect(hashtag('النووي-الإيراني')).toBe('#النووي_الإيراني');
});
