/** One message of each kind, of made-up news: what is compared with test/fixtures/golden, and laid out line by line. */
import type { Digest } from '../../src/digests/digest.ts';
import type { Difference, Story } from '../../src/stories/story.ts';
import { type Chat, type ChatSettings, defaultSettings, wholeWeek } from '../../src/subscriptions/chat.ts';
import { textsOf } from '../../src/telegram/languages.ts';
import { renderBreaking, renderDenial, renderReminders, renderUpdate } from '../../src/telegram/notices.ts';
import { renderDigest } from '../../src/telegram/render.ts';
import { type Detail, renderPage } from '../../src/telegram/story-block.ts';
import { renderStoryPage } from '../../src/telegram/story-page.ts';
import { article, story } from './stories.ts';

/** Tuesday 1 July 2025, 7:00 in Cairo. */
const SEVEN = Date.UTC(2025, 6, 1, 4);
const HOUR = 3_600_000;
const ZONE = 'Africa/Cairo';

function chatOf(given: Partial<Omit<Chat, 'settings'>>, settings: Partial<ChatSettings>): Chat {
  const chat = {
    id: 1,
    telegramId: 5,
    threadId: 0,
    title: undefined,
    times: ['07:00', '19:30'],
    days: wholeWeek,
    quiet: undefined,
    restingUntil: undefined,
    timesBeforeRamadan: undefined,
    settings: { ...defaultSettings, ...settings },
    topics: ['gaza', 'iran'],
    muted: [],
    names: new Map(),
    paused: undefined,
    since: 0,
    nextDigestAt: undefined,
  };
  return { kind: 'private', zone: ZONE, weekend: 'same', ...chat, ...given };
}

const toll: readonly Difference[] = [
  {
    kind: 'contradiction',
    subject: 'killed',
    bearer: undefined,
    versions: [
      { text: '33 على الأقل', articleId: 13 },
      { text: '24', articleId: 12 },
    ],
  },
  {
    kind: 'course',
    subject: 'killed',
    bearer: undefined,
    versions: [
      { text: '15 على الأقل', articleId: 11 },
      { text: '24', articleId: 12 },
      { text: '33 على الأقل', articleId: 13 },
    ],
  },
];

const mine = story({
  id: 1,
  headline: 'عشرات الضحايا في انهيار منجم فحم قرب بلدة السرو',
  headlineArticleId: 13,
  sentences: [
    { text: 'قُتل 33 عاملا على الأقل في انهيار منجم للفحم قرب السرو، بحسب فرق الإنقاذ.', articleId: 13 },
    { text: 'وقالت شركة Wadi Coal إن المنجم فُحص قبل شهر.', articleId: 12 },
    { text: 'تعهّد وزير الطاقة بفتح تحقيق "عاجل وشفاف".', articleId: 11 },
  ],
  differences: toll,
  voices: 2,
  publishedAt: SEVEN - 16 * HOUR,
  articles: [
    article({ id: 11, publisher: 'RT', url: 'https://example.org/rt/1', publishedAt: SEVEN - 16 * HOUR }),
    article({
      id: 12,
      publisher: 'قناة المرفأ',
      sourceId: 'marfa',
      url: 'https://example.org/marfa/2',
      publishedAt: SEVEN - 14.5 * HOUR,
    }),
    article({ id: 13, publisher: 'RT', url: 'https://example.org/rt/3', publishedAt: SEVEN - 14 * HOUR }),
  ],
});

const bridge = story({
  id: 2,
  headline: '3 وزراء يفتتحون جسر الوادي',
  sentences: [
    { text: 'افتتح ثلاثة وزراء صباح الاثنين جسرا يربط ضفتي الوادي.', articleId: 1 },
    { text: 'بلغت كلفة الجسر 40 مليون دينار.', articleId: 1 },
  ],
  articles: [article({ publishedAt: SEVEN - 20 * HOUR, url: 'https://example.org/difaf/9' })],
  publishedAt: SEVEN - 20 * HOUR,
});

const talks = story({
  id: 3,
  headline: 'محادثات في طهران بشأن "ممر الوادي" التجاري',
  sentences: [
    { text: 'عقد وفدان من البلدين جولة محادثات في طهران استمرت ساعتين.', articleId: 1 },
    { text: 'اتفق الوفدان على لقاء ثان في الخريف.', articleId: 2 },
  ],
  before: [{ text: 'يلتقي الوفدان الاثنين لبحث رسوم العبور.', articleId: 3 }],
  differences: [
    {
      kind: 'contradiction',
      subject: 'name',
      bearer: 'الممر',
      versions: [
        { text: 'ممر الوادي', articleId: 1 },
        { text: 'Wadi Corridor', articleId: 2 },
      ],
    },
  ],
  voices: 3,
  origin: 'وكالة الضفاف',
  publishedAt: SEVEN - 12 * HOUR,
  articles: [
    article({ url: 'https://example.org/difaf/3', publishedAt: SEVEN - 12 * HOUR }),
    article({
      id: 2,
      publisher: 'CNN بالعربية',
      sourceId: 'b',
      url: 'https://example.org/b/3',
      publishedAt: SEVEN - 11 * HOUR,
    }),
    article({
      id: 3,
      publisher: undefined,
      author: 'سامي الوادي',
      sourceId: undefined,
      url: undefined,
      publishedAt: SEVEN - 30 * HOUR,
    }),
  ],
});

const rumour = story({
  id: 4,
  headline: 'أنباء عن استقالة وزير الري',
  sentences: [{ text: 'ترددت أنباء عن استقالة وزير الري بعد فيضان الوادي.', articleId: 1 }],
  articles: [article({ url: 'https://example.org/difaf/4', publishedAt: SEVEN - 9 * HOUR })],
});

const hard = story({
  id: 5,
  headline: 'انهيار مدرسة في بلدة السرو',
  sentences: [
    { text: 'انهار سقف مدرسة في بلدة السرو صباح الاثنين.', articleId: 1 },
    { text: 'انتشلت فرق الإنقاذ جثث أطفال من تحت الركام.', articleId: 1 },
  ],
  articles: [article({ url: 'https://example.org/difaf/5', publishedAt: SEVEN - 8 * HOUR })],
});

const opinion = story({
  id: 6,
  headline: 'لماذا تأخر جسر الوادي',
  kind: 'opinion',
  articles: [article({ author: 'ليلى النهري', kind: 'opinion', url: 'https://example.org/difaf/6' })],
});

const sample = story({ id: 7, headline: 'معرض كتاب على ضفة النهر', sample: true });

const undated = story({
  id: 8,
  headline: 'قمة حول المياه في مدينة الضفاف',
  publishedAt: undefined,
  articles: [article({ url: undefined, publishedAt: undefined, publisher: undefined, sourceId: undefined })],
});

const old = story({
  id: 9,
  headline: 'NASA تطلق مسبارا إلى المريخ',
  articles: [article({ url: 'https://example.org/difaf/8', publishedAt: SEVEN - 300 * 24 * HOUR })],
});

function digestOf(
  items: readonly (readonly [Story, string])[],
  settings: Partial<ChatSettings> = {},
  given: Partial<Omit<Chat, 'settings'>> & Pick<Partial<Digest>, 'reminders'> = {},
): string {
  const { reminders = [], ...about } = given;
  const digest: Digest = {
    chat: chatOf(about, settings),
    zone: about.zone ?? ZONE,
    moment: { at: SEVEN, localDate: '2025-07-01', localTime: '07:00' },
    items: items.map(([one, topic]) => ({ story: one, topic })),
    reminders,
    next: { at: Date.UTC(2025, 6, 1, 16, 30), localDate: '2025-07-01', localTime: '19:30' },
  };
  return renderDigest(digest, { username: 'mujaz_bot' })
    .map(({ html }) => html)
    .join('\n\n');
}

const two = [
  [mine, 'gaza'],
  [bridge, 'gaza'],
  [talks, 'iran'],
] as const;

function pageOf(
  title: string,
  stories: readonly Story[],
  detail: Detail,
  more: Partial<ChatSettings> = {},
): string {
  const { digits = 'latn', language = 'ar' } = more;
  const view = { zone: ZONE, now: SEVEN, digits, detail };
  return textsOf(language).lines(renderPage({ title, stories, from: 1, view }));
}

const { messages } = textsOf('ar');
const english = textsOf('en').messages;
const notice = { chat: chatOf({}, {}), zone: ZONE, now: SEVEN, username: 'mujaz_bot' };
const arabicDigits = { ...notice, chat: chatOf({}, { digits: 'arab' }) };

/** By the name of its file. */
export const goldenMessages: Readonly<Record<string, string>> = {
  'digest-short': digestOf(two),
  'digest-flash': digestOf(two, { preset: 'flash' }),
  'digest-full': digestOf(two, { preset: 'full' }),
  'digest-one-topic': digestOf([[bridge, 'iran']]),
  'digest-arabic-digits': digestOf(two, { digits: 'arab', hijri: true }),
  'digest-marks': digestOf([
    [rumour, 'top'],
    [hard, 'top'],
    [sample, 'top'],
  ]),
  'digest-reminders': digestOf(
    [[bridge, 'iran']],
    {},
    {
      reminders: [
        { story: talks, digest: { localDate: '2025-06-30', localTime: '19:30' } },
        { story: old, digest: { localDate: '2025-06-30', localTime: '19:30' } },
        { story: mine, digest: { localDate: '2025-06-30', localTime: 'x', kind: 'breaking' } },
      ],
    },
  ),
  'digest-channel': digestOf(
    two,
    { footer: 'قناة الوادي: @wadi_news\nhttps://t.me/wadi_news' },
    { kind: 'channel' },
  ),
  'digest-damascus': digestOf(two, {}, { zone: 'Asia/Damascus' }),
  'digest-casablanca': digestOf(two, {}, { zone: 'Africa/Casablanca' }),
  topic: pageOf(
    messages.topicTitle('إيران', messages.storiesShown(3, false)),
    [mine, talks, opinion],
    'full',
  ),
  'topic-undated': pageOf(
    `${messages.topicTitle('إيران', messages.storiesShown(1, false))}\n${messages.undated}`,
    [undated],
    'full',
  ),
  latest: pageOf(messages.latestTitle, [mine, bridge, old, undated], 'short'),
  'latest-arabic-digits': pageOf(messages.latestTitle, [mine, bridge], 'short', { digits: 'arab' }),
  'latest-english': pageOf(english.latestTitle, [mine, bridge, talks], 'short', { language: 'en' }),
  search: pageOf(messages.searchTitle('Wadi جسر', messages.storiesShown(2, true)), [bridge, mine], 'short'),
  story: renderStoryPage(mine, { zone: ZONE, now: SEVEN, digits: 'latn' }),
  'story-talks': renderStoryPage(talks, { zone: ZONE, now: SEVEN, digits: 'latn' }),
  'story-alone': renderStoryPage(bridge, { zone: ZONE, now: SEVEN, digits: 'arab' }),
  'story-hard': renderStoryPage(hard, { zone: ZONE, now: SEVEN, digits: 'latn' }),
  breaking: renderBreaking(mine, notice).html,
  'breaking-arabic-digits': renderBreaking(talks, arabicDigits).html,
  update: renderUpdate(mine, { differences: toll.slice(1) }, notice).html,
  'update-outcome': renderUpdate(
    bridge,
    { sentence: { text: 'أغلقت السلطات الجسر بعد ساعات من افتتاحه.', articleId: 1 } },
    notice,
  ).html,
  denial: renderDenial(
    story({
      id: 10,
      headline: 'الحكومة تنفي استقالة وزير الري',
      sentences: [{ text: 'نفى المتحدث باسم الحكومة استقالة وزير الري.', articleId: 1 }],
      articles: [article({ publisher: 'RT', url: 'https://example.org/rt/10', publishedAt: SEVEN - HOUR })],
    }),
    { told: rumour.headline },
    notice,
  ).html,
  reminder: renderReminders(
    [
      { story: mine, digest: { localDate: '2025-06-30', localTime: 'x', kind: 'breaking' } },
      { story: talks, digest: { localDate: '2025-06-30', localTime: 'y', kind: 'breaking' } },
      { story: bridge, digest: { localDate: '2025-06-30', localTime: '20:00' } },
    ],
    notice,
  ).html,
  correction: renderDenial(mine, { told: '53 قتيلا في انهيار منجم', by: 'RT' }, notice).html,
};
