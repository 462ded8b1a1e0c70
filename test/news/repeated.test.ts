import { describe, expect, test } from 'vitest';
import { cleanTextExplained, linesOf, withoutRepeated } from '../../src/news/clean.ts';
import { createLearner, createStreamLearner, emptyMemory, type Memory } from '../../src/news/repeated.ts';
import { type MadeArticle, madeArticle } from '../support/made-news.ts';

type Outlet = (article: MadeArticle, n: number) => string;

const plain = ({ lines }: MadeArticle) => lines.join('\n');

/** What is left of the outlet's next article after it was learned from `many` articles. */
function cleaned(outlet: Outlet, many: number, options: Parameters<typeof createLearner>[1] = {}) {
  const learner = createLearner(emptyMemory(), options);
  for (let n = 0; n < many; n += 1) {
    const article = madeArticle(n);
    learner.learn({ title: article.title, lines: linesOf(outlet(article, n)) });
  }
  const article = madeArticle(many);
  const { content, why } = cleanTextExplained({
    text: outlet(article, many),
    title: article.title,
    url: undefined,
    published: undefined,
    author: undefined,
    statedSource: undefined,
    publisherNames: [],
    repeated: learner.repeated,
  });
  const gone = why.filter(({ rule }) => rule === 'repeated by the outlet').map(({ text }) => text);
  return { text: content.text, gone, news: plain(article) };
}

const BANNER = 'السنبلة — نافذة تطل منها على الدنيا';
const SUPPORT = 'صحافتنا تعيش بكم، فكونوا شركاء السنبلة بمساهمة صغيرة كل شهر.';

describe('what an outlet puts around its news', () => {
  const cases: readonly (readonly [name: string, outlet: Outlet, gone: (n: number) => string])[] = [
    ['a banner above', (article) => `${BANNER}\n${plain(article)}`, () => BANNER],
    ['an appeal below', (article) => `${plain(article)}\n${SUPPORT}`, () => SUPPORT],
    [
      'an appeal inside a paragraph',
      ({ lines }) => `${lines[0]} ${SUPPORT} ${lines.slice(1).join(' ')}`,
      () => SUPPORT,
    ],
    [
      'a bar glued before the lead',
      (article) => `خط أكبر خط أصغر ضعها في حقيبتي ${plain(article)}`,
      () => 'خط أكبر خط أصغر ضعها في حقيبتي',
    ],
    [
      'a mark of the desk before the lead',
      (article) => `السنبلة الذهبية | مكتب الأقاليم | ${plain(article)}`,
      () => 'السنبلة الذهبية | مكتب الأقاليم |',
    ],
    [
      'a footer glued to the last words',
      (article) => `${plain(article).replace(/\.$/u, '')} سحبت هذه الورقة من خزانة السنبلة`,
      () => 'سحبت هذه الورقة من خزانة السنبلة',
    ],
    [
      'a count that differs each time',
      (article, n) => `مرّ من هنا ${n * 37 + 5} زائرا كريما\n${plain(article)}`,
      (n) => `مرّ من هنا ${n * 37 + 5} زائرا كريما`,
    ],
    [
      'a label before a headline that differs each time',
      (article, n) => `${plain(article)}\nمن رفوف السنبلة: ${madeArticle(n + 200).title}`,
      (n) => `من رفوف السنبلة: ${madeArticle(n + 200).title}`,
    ],
  ];
  test.each(cases)('%s goes after ten articles, and nothing else', (_, outlet, gone) => {
    const result = cleaned(outlet, 10);
    expect(result.gone).toEqual([gone(10)]);
    expect(result.text.replace(/[\s.]+/gu, ' ').trim()).toBe(result.news.replace(/[\s.]+/gu, ' ').trim());
  });

  test.each(cases)('%s stays while two articles are known', (_, outlet) => {
    expect(cleaned(outlet, 2).gone).toEqual([]);
  });

  test('paragraphs stay apart when the first sentence of one goes', () => {
    const outlet: Outlet = ({ lines }) => `${lines[0]}\n${SUPPORT} ${lines.slice(1).join(' ')}`;
    const { lines } = madeArticle(10);
    expect(cleaned(outlet, 10).text).toBe(`${lines[0]}\n${lines.slice(1).join(' ')}`);
    const learner = createLearner(emptyMemory());
    for (let n = 0; n < 10; n += 1) {
      const article = madeArticle(n);
      learner.learn({ title: article.title, lines: linesOf(outlet(article, n)) });
    }
    const again = withoutRepeated(outlet(madeArticle(10), 10), madeArticle(10).title, learner.repeated);
    expect(again.text).toBe(`${lines[0]}\n${lines.slice(1).join(' ')}`);
  });

  test('a short last sentence stays when the footer glued to it goes', () => {
    const short = ({ title }: MadeArticle) =>
      `ونالت ${title.split(' ').at(-1)} جائزة ${title.split(' ').at(-2)}`;
    const outlet: Outlet = (article) =>
      `${plain(article)}\n${short(article)} سحبت هذه الورقة من خزانة السنبلة`;
    expect(cleaned(outlet, 10).text.split('\n').at(-1)).toBe(short(madeArticle(10)));
  });

  test('what only a part of the articles bears goes too', () => {
    const outlet: Outlet = (article, n) => (n % 3 === 0 ? `${BANNER}\n${plain(article)}` : plain(article));
    expect(cleaned(outlet, 30).gone).toEqual([BANNER]);
  });

  test('what the outlet gave up is forgotten', () => {
    const outlet =
      (until: number): Outlet =>
      (article, n) =>
        n < until || n === 200 ? `${BANNER}\n${plain(article)}` : plain(article);
    expect(cleaned(outlet(150), 200).gone).toEqual([BANNER]);
    expect(cleaned(outlet(20), 200).gone).toEqual([]);
  });
});

describe('news that returns stays', () => {
  const cases: readonly (readonly [name: string, outlet: Outlet])[] = [
    [
      'a title before the name in each lead',
      ({ lines }, n) =>
        `أكد صاحب السمو الأمير ${['فهد', 'سلطان', 'ماجد', 'نايف'][n % 4]} أن الإمارة ماضية في العمل.\n${lines.join('\n')}\nوشكر سمو الأمير صاحب الدعوة ${n} طالبا حضروا.`,
    ],
    [
      'a verb of saying and its speaker',
      ({ lines }) => `قال رئيس الوزراء إن ${lines[0]}\n${lines[1]}\nوأضاف رئيس الوزراء أن ${lines[2]}`,
    ],
    [
      'the background of a running affair',
      ({ lines }, n) =>
        n % 2 === 0
          ? `${lines.join('\n')}\nوعادت محادثات السد بين الضفتين إلى المنارة.\nوكانت محادثات السد قد توقفت في المنارة قبل عام بسبب خلاف الضفتين.`
          : lines.join('\n'),
    ],
    [
      'the same in an outlet that ends no sentence with a stop',
      ({ lines }, n) =>
        [
          ...lines,
          ...(n % 2 === 0
            ? [
                'وعادت محادثات السد بين الضفتين إلى المنارة.',
                'وكانت محادثات السد قد توقفت في المنارة قبل عام بسبب خلاف الضفتين.',
              ]
            : []),
        ]
          .join('\n\n')
          .replaceAll('.', ''),
    ],
    [
      'a service with its prices',
      ({ lines }, n) =>
        `أسعار الذهب اليوم في أسواق المدينة: ${n * 13 + 700} دينارا لغرام الذهب.\nوكانت أسعار الذهب أمس ${n * 13 + 690} دينارا في أسواق المدينة.\n${lines[2]}`,
    ],
    [
      'how an agency is named at the end',
      ({ lines }, n) =>
        n % 4 === 0
          ? `${lines.slice(0, 2).join('\n')}\nوينتظر الأهالي قرار البلدية، بحسب ما ذكرت وكالة البيادر.`
          : lines.join('\n'),
    ],
    ['nothing of the kind', plain],
  ];
  test.each(cases)('%s', (_, outlet) => {
    for (const many of [5, 10, 30, 60]) expect(cleaned(outlet, many).gone).toEqual([]);
  });

  test('a sentence that an article and its corrections share', () => {
    const learner = createLearner(emptyMemory());
    const first = madeArticle(0);
    const told = (title: string, more: string) => ({
      title,
      lines: linesOf([...first.lines, 'وحضر الافتتاح جمع من الأهالي والتلاميذ.', more].join('\n')),
    });
    expect(learner.learn(told(first.title, 'ولم يتأخر أحد.'))).toBe('counted');
    expect(learner.learn(told(`تصحيح: ${first.title}`, 'وتأخر اثنان.'))).toBe('retold');
    expect(learner.learn(told(`${first.title} اليوم`, 'وتأخر ثلاثة.'))).toBe('retold');
    const { lines } = told(first.title, '');
    expect(learner.repeated(lines, first.title)).toEqual(lines.map(() => undefined));
  });
});

describe('rules that read a line come first', () => {
  test('dates, sources and authors are still read off lines that the outlet repeats', () => {
    const learner = createLearner(emptyMemory());
    const dress = (article: MadeArticle) =>
      `${article.title}\nكتب: ماهر العبادي\n${article.lines.join(' ')}\nالمصدر: شبكة الضفاف`;
    for (let n = 0; n < 12; n += 1) {
      const article = madeArticle(n);
      learner.learn({ title: article.title, lines: linesOf(dress(article)) });
    }
    const article = madeArticle(12);
    const { content } = cleanTextExplained({
      text: dress(article),
      title: article.title,
      url: undefined,
      published: undefined,
      author: undefined,
      statedSource: undefined,
      publisherNames: [],
      repeated: learner.repeated,
    });
    expect(content).toMatchObject({
      author: 'ماهر العبادي',
      statedSource: 'شبكة الضفاف',
      text: article.lines.join(' '),
    });
  });
});

test('a clean text is cleaned again of what is known by now', () => {
  const learner = createLearner(emptyMemory());
  for (let n = 0; n < 10; n += 1) {
    const article = madeArticle(n);
    learner.learn({ title: article.title, lines: linesOf(`${BANNER}\n${plain(article)}\n${SUPPORT}`) });
  }
  const article = madeArticle(10);
  const { text, why } = withoutRepeated(
    `${BANNER}\n${plain(article)}\n${SUPPORT}`,
    article.title,
    learner.repeated,
  );
  expect(text).toBe(plain(article));
  expect(why.map(({ text: gone }) => gone)).toEqual([BANNER, SUPPORT]);
  expect(withoutRepeated(plain(article), article.title, learner.repeated)).toEqual({
    text: plain(article),
    why: [],
  });
});

describe('a stream of many outlets', () => {
  /** What of a text with a banner above goes for this outlet, after a stream of articles was learned from. */
  function bannerOf(
    outlet: string | undefined,
    stream: readonly (readonly [outlet: string | undefined, bears: boolean])[],
  ) {
    const learner = createStreamLearner();
    const dress = (n: number, bears: boolean) => {
      const { title, lines } = madeArticle(n);
      return { title, lines: linesOf([...(bears ? [BANNER] : []), ...lines].join('\n')) };
    };
    for (const [n, [of, bears]] of stream.entries()) learner.learn(of, dress(n, bears));
    const { title, lines } = dress(stream.length, true);
    return learner.repeatedBy(outlet)(lines, title)[0] === undefined ? 'stays' : 'goes';
  }
  const times = <T>(many: number, made: (n: number) => T) => Array.from({ length: many }, (_, n) => made(n));

  test('each outlet is known by its own articles', () => {
    const stream = times(20, (n) => [n % 2 === 0 ? 'السنبلة' : 'البيدر', n % 2 === 0] as const);
    expect(bannerOf('السنبلة', stream)).toBe('goes');
    expect(bannerOf('البيدر', stream)).toBe('stays');
  });

  test('where nothing names the outlet it takes more articles', () => {
    expect(
      bannerOf(
        undefined,
        times(20, (n) => [undefined, n % 5 === 0] as const),
      ),
    ).toBe('stays');
    expect(
      bannerOf(
        undefined,
        times(50, (n) => [undefined, n % 5 === 0] as const),
      ),
    ).toBe('goes');
  });

  test('outlets hardly seen are known by the mixture of them', () => {
    expect(
      bannerOf(
        'صحيفة 3',
        times(30, (n) => [`صحيفة ${n}`, n % 2 === 0] as const),
      ),
    ).toBe('goes');
  });
});

test('the memory stays within its bounds, whatever comes', () => {
  const memory: Memory = emptyMemory();
  const changes = new Map<number, boolean>();
  const learner = createLearner(memory, { changed: (key, run) => changes.set(key, run !== undefined) });
  const odd = (n: number) =>
    `سطر غريب رقمه ${'ابتثجحخدذ'[n % 9]}${'رزسشصضطظع'[Math.floor(n / 9) % 9]}${n.toString(36)}ق لا يعود أبدا.`;
  for (let n = 0; n < 200; n += 1) {
    const lines = Array.from({ length: 60 }, (_, index) => odd(n * 60 + index));
    learner.learn({ title: `${odd(n)} ${odd(n + 7)}`, lines: linesOf([BANNER, ...lines].join('\n')) });
    expect(memory.runs.size).toBeLessThanOrEqual(4_000);
    expect(memory.recent.length).toBeLessThanOrEqual(64);
  }
  const kept = [...changes].filter(([, there]) => there).map(([key]) => key);
  expect(new Set(kept)).toEqual(new Set(memory.runs.keys()));
  const lines = linesOf(`${BANNER}\n${plain(madeArticle(1))}`);
  expect(learner.repeated(lines, undefined)[0]).toEqual({ from: 0, to: 0 });
});
