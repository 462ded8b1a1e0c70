import { describe, expect, test } from 'vitest';
import type { Story } from '../../src/stories/story.ts';
import { plainText } from '../../src/telegram/html.ts';
import { renderPage, renderStory } from '../../src/telegram/story-block.ts';
import { renderStoryPage } from '../../src/telegram/story-page.ts';
import { layOut } from '../support/bidi.ts';
import { bridge, expectTaken, view } from './shown.ts';
import { article, NOON, story } from './stories.ts';

const HOUR = 3_600_000;

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

  test.each([
    ['وأصغر المشاركين لاعبة في العاشرة.', 'أصغر المشاركين لاعبة في العاشرة.'],
    ['وإلى جانب الجسر مرفأ صغير.', 'إلى جانب الجسر مرفأ صغير.'],
    ['وزير النقل يفتتح الجسر.', 'وزير النقل يفتتح الجسر.'],
    ['وأد البنات عادة قديمة.', 'وأد البنات عادة قديمة.'],
  ])('tells by itself in the fold «%s»', (text, shown) => {
    const [first] = bridge.sentences;
    const sentences = first === undefined ? [] : [first, { text, articleId: 2 }];
    const html = renderStory({ ...bridge, sentences }, 1, { ...view, detail: 'short' });
    expect(plainText(html)).toContain(`مزيد: ${shown}`);
  });

  test('in a list by their beginnings says also when a story began that was told further since', () => {
    const from = NOON - HOUR;
    const told = (hours: number, ordered: boolean): string | undefined => {
      const articles = [
        article({ publishedAt: from + hours * HOUR }),
        article({ id: 2, publisher: 'صحيفة الأرز', publishedAt: from }),
      ];
      const html = renderStory(story({ publishedAt: from, articles }), 1, {
        ...view,
        detail: 'flash',
        ordered,
      });
      const line = plainText(html).split('\n').at(-1);
      expect(layOut(line ?? '').faults).toEqual([]);
      return line?.split(' · ').at(-1);
    };
    expect(told(3, true)).toBe('الثلاثاء 14:00 – 17:00');
    expect(told(20, true)).toBe('الثلاثاء 14:00 – الأربعاء 10:00');
    expect(told(3, false)).toBe('الثلاثاء 17:00');
    expect(told(0.25, true)).toBe('الثلاثاء 14:15');
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
