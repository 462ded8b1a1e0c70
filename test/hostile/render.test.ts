/** Twenty thousand hostile texts, rendered, before two judges: Telegram's own parser where it can be had, and our strict one always. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entity } from '../../src/playground/entities.ts';
import { messageText } from '../../src/playground/text.ts';
import { outside, outsideName, rtlLines, safeUrl } from '../../src/telegram/html.ts';
import { renderPage } from '../../src/telegram/story-block.ts';
import { judge, judgeHtml, tdlibMissing } from '../support/tdlib.ts';
import { article, NOON, story } from '../telegram/stories.ts';

const TEXTS = 20_000;
/** The same texts each time: another seed is another twenty thousand. */
const SEED = 20_261_123;

/** One of each kind of what hostile titles are made of. */
const lures: readonly fc.Arbitrary<string>[] = [
  // What Telegram makes links of by itself.
  fc.constantFrom('@durov', '@a_b_c_d_e', '＠name', '@@admin', 'قناة@news_bot', '@username.', '(@someone)'),
  fc.constantFrom('/start', '/stop@mujaz_bot', ' /help/me', '//x', '/a/b', 'x/y', '\\/stop'),
  fc.constantFrom('#وسم', '#tag_2', '＃tag', '##x', '#١٢٣', '#a@b', '#وسم@durov', '$USD', '$BTC,', '$A.B'),
  fc.constantFrom(
    'example.com',
    'www.example.org/a?b#c',
    'موقع.شبكة',
    'a.b.c.de',
    'EXAMPLE.COM:80',
    '1.1.1.1',
    'x.рф',
  ),
  fc.constantFrom(
    'http://a.b',
    'https://user:pw@host.com/',
    'ftp://x.y/z',
    'tg://resolve?domain=x',
    'ton://x',
    'HTTP://X.Y',
  ),
  fc.constantFrom(
    't.me/x',
    't.me/joinchat/abc',
    'tg:msg',
    'mailto:a@b.com',
    'a.b+c@example.org',
    'x@y.z',
    'javascript:alert(1)',
  ),
  fc.constantFrom(
    '4111 1111 1111 1111',
    '5555-5555-5555-4444',
    '378282246310005',
    '٤١١١ ١١١١ ١١١١ ١١١١',
    '4111.1111.1111.1111',
  ),
  fc.constantFrom('+966 50 123 4567', '+1 (202) 555-0100', '00201001234567', '112', '12:30', '1:02:03'),
  // What HTML would be.
  fc.constantFrom(
    '<b>',
    '</b>',
    '<',
    '>',
    '<a href="https://evil.example">',
    '</a>',
    '<tg-emoji emoji-id="1">',
    '<br/>',
    '<!--',
  ),
  fc.constantFrom(
    '<blockquote expandable>',
    '</blockquote>',
    '<pre><code class="language-x">',
    '<tg-spoiler>',
    '<tg-time unix="1">',
  ),
  fc.constantFrom(
    '&',
    '&amp;',
    '&amp;amp;lt;',
    '&lt;b&gt;',
    '&#60;',
    '&#x3c;',
    '&#0;',
    '&#64;durov',
    '&quot;',
    '&nbsp;',
    '&bogus;',
  ),
  fc.constantFrom(
    '*b*',
    '__i__',
    '[x](http://y.z)',
    '`c`',
    '||s||',
    '"',
    "'",
    '">',
    "'>",
    '\\',
    '{{x}}',
    '%s%n',
  ),
  // What is not seen, and what turns round.
  fc.constantFrom(
    '\u202e',
    '\u202d',
    '\u202a',
    '\u202b',
    '\u202c',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200e',
    '\u200f',
    '\u061c',
  ),
  fc.constantFrom(
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\ufeff',
    '\u00ad',
    '\u034f',
    '\u180e',
    '\u2800',
    '\u3164',
    '\u{e0041}',
    '\u{e0001}',
  ),
  fc.constantFrom(
    '\0',
    '\u0001',
    '\b',
    '\v',
    '\f',
    '\r',
    '\r\n',
    '\n\n\n',
    '\t',
    '\u0085',
    '\u2028',
    '\u2029',
    '\u001b[31m',
    '\u007f',
  ),
  fc.constantFrom('\ud83d', '\udc00', '\ud800\ud800', '\ufffe', '\uffff', '\u{10ffff}', '\ufffd', '\ufffc'),
  // What is hard to draw.
  fc.constantFrom('👩‍👩‍👧‍👦', '🏳️‍🌈', '🇸🇦', '👍🏿', '1️⃣', '❤️', '🫠', '👨🏽‍🚀'),
  fc.constantFrom(
    'Z̶̢̛͎̗a̸̡l̵̨g̴o̷',
    'ا\u0650\u0651\u0652\u064b\u064c\u064d',
    'A\u030a',
    'e\u0301',
    '\u0333',
    '\u033f',
    '\u20dd',
    'ﷺ',
    '﷽',
  ),
  // What reads as what it is not.
  fc.constantFrom(
    'аррӏе.com',
    'раураl',
    'ｅｘａｍｐｌｅ．ｃｏｍ',
    'example。com',
    'ex\u200bample.com',
    '@du\u200brov',
    '/st\u00adart',
    '#\u2060x',
    'exam\u2024ple.com',
  ),
  fc.constantFrom(
    'كلمة',
    'رئيس الوزراء',
    'قال: «نعم»',
    'RT',
    'ABC News',
    '2026',
    '٪50',
    '–',
    '…',
    '؟',
    'إلى 3.5 مليون',
    'U.S.',
    'ב-2026',
  ),
  fc
    .constantFrom('@', '/', '#', '$', '.', ':', '漢', '😀', 'ـ', 'x.', 'aب', ' ')
    .chain((word) => fc.integer({ min: 20, max: 400 }).map((times) => word.repeat(times))),
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
];
const hostile: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.oneof(...lures), fc.constantFrom('', '', ' ', ' ', '\n', '\u2060', 'و')), {
    minLength: 1,
    maxLength: 7,
  })
  .map((pieces) => pieces.flat().join(''));

const UNSEEN = /[\p{C}\p{Z}\s]|\u034f|\u115f|\u1160|\u17b4|\u17b5|[\u2800\u3164\uffa0]/gu;
/** Combining lines and a ring that Telegram takes out of every text. */
const TAKEN_OUT = /\u0333|\u033f|\u030a/gu;

/** What is to be seen in a text, marks beyond the fourth on one letter left out. */
function seen(text: string): string {
  return text
    .replace(UNSEEN, '')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
    .normalize('NFC')
    .replace(TAKEN_OUT, '');
}

type Verdict = {
  readonly text: string;
  readonly entities: readonly Entity[];
  /** Kinds of entities that no tag of ours makes. */
  readonly foreign: readonly string[];
};

const LINKS: ReadonlySet<string> = new Set(['mention', 'hashtag', 'cashtag', 'bot_command', 'url', 'email']);

/** Our strict reading of a sendMessage: refusals throw. */
function ours(html: string): Verdict {
  const read = messageText(html, 'HTML');
  if (read.kind === 'refused') throw new Error(`refused: ${read.reason}`);
  if (read.dropped > 0) throw new Error(`${read.dropped} entities too many`);
  return {
    text: read.text,
    entities: read.entities.filter(({ type }) => !LINKS.has(type)),
    foreign: read.entities.map(({ type }) => type).filter((type) => LINKS.has(type)),
  };
}

/** Telegram's own reading. */
function telegrams(html: string): Verdict {
  const read = judgeHtml(html);
  if (read.kind === 'refused') throw new Error(`refused: ${read.reason}`);
  return { text: read.text, entities: read.entities, foreign: judge(html).found };
}

const missing = tdlibMissing();
const judges = [
  { name: 'our strict parser', verdict: ours, there: true },
  {
    name: `Telegram’s own parser${missing === undefined ? '' : ` (not to be had here: ${missing})`}`,
    verdict: telegrams,
    there: missing === undefined,
  },
];

/** What stands where: the whole story's text fits its first line only when it is this short. */
const SHORT = 140;

describe.each(judges)('before $name', ({ verdict, there }) => {
  const judged = test.runIf(there);

  judged(
    `${TEXTS} hostile texts are accepted as words alone, and read as they went in`,
    () => {
      fc.assert(
        fc.property(hostile, (words) => {
          const { text, entities, foreign } = verdict(`خبر ${outside(words, 300)} خبر`);
          expect({ entities, foreign }).toEqual({ entities: [], foreign: [] });
          expect(text.length).toBeLessThanOrEqual(350);
          expect(text).not.toMatch(/[\n\u2028-\u202e\u2066-\u2069\u200e\u200f]/u);
          const [told, meant] = [seen(text).slice(3, -3), seen(words)];
          if (words.length <= SHORT) expect(told).toBe(meant);
          else expect(meant.startsWith(told.replace(/[…،؛,;:.]+$/u, ''))).toBe(true);
        }),
        { numRuns: TEXTS, seed: SEED },
      );
    },
    300_000,
  );

  judged(
    'so are names, whose foreign runs are closed in themselves',
    () => {
      fc.assert(
        fc.property(hostile, (words) => {
          const { text, entities, foreign } = verdict(`(${outsideName(words)}) خبر`);
          expect({ entities, foreign }).toEqual({ entities: [], foreign: [] });
          if (words.length <= 25) expect(seen(text)).toBe(`(${seen(words)})خبر`);
          let open = 0;
          for (const sign of text) {
            if (sign === '\u2068') open += 1;
            if (sign === '\u2069') open -= 1;
            expect(open === 0 || open === 1).toBe(true);
          }
          expect(open).toBe(0);
        }),
        { numRuns: TEXTS / 4, seed: SEED },
      );
    },
    300_000,
  );

  const urls = fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    hostile,
    hostile.map((words) => `https://example.org/${words}`),
    fc.constantFrom(
      'https://example.org/"><b>x</b>',
      'javascript:alert(1)',
      'tg://user?id=1',
      'tg:user?id=1',
      'data:text/html,x',
      'https://a:b@example.org/',
      'https://a@example.org/',
      'ton://x',
      'file:///etc/passwd',
      'HTTPS://EXAMPLE.ORG/%00',
      'https://аррӏе.com/',
      'https://example.org\\@evil.example/',
      '//example.org',
    ),
  );

  judged(
    'a story made of them has our entities alone, each where it belongs, within every limit',
    () => {
      fc.assert(
        fc.property(
          fc.record({
            headline: hostile,
            first: hostile,
            second: hostile,
            publisher: hostile,
            other: hostile,
            author: hostile,
            url: urls,
            otherUrl: urls,
            kind: fc.constantFrom('news', 'opinion'),
            detail: fc.constantFrom('short', 'full'),
            bearer: hostile,
          }),
          (given) => {
            const told = story({
              headline: given.headline,
              kind: given.kind,
              sentences: [
                { text: given.first, articleId: 1 },
                { text: given.second, articleId: 2 },
              ],
              differences: [
                {
                  kind: 'contradiction',
                  subject: 'name',
                  bearer: given.bearer,
                  versions: [
                    { text: given.first, articleId: 1 },
                    { text: given.second, articleId: 2 },
                  ],
                },
              ],
              articles: [
                article({ publisher: given.publisher, author: given.author, url: given.url }),
                article({ id: 2, publisher: given.other, url: given.otherUrl }),
              ],
            });
            const html = renderPage({
              title: '<b>آخر الأخبار</b>',
              stories: [told],
              from: 1,
              view: { zone: 'Asia/Riyadh', now: NOON, digits: 'latn', detail: given.detail },
            });
            const { text, entities, foreign } = verdict(rtlLines(html));
            expect(foreign).toEqual([]);
            expect(text.length).toBeLessThanOrEqual(4096);
            expect(entities.length).toBeLessThanOrEqual(100);
            const lines = text.split('\n');
            const headline = lines[2] ?? '';
            const marks = given.kind === 'opinion' ? 2 : 1;
            expect(seen(headline).startsWith('1')).toBe(true);
            if (given.headline.length <= SHORT && marks === 1)
              expect(seen(headline).replace(/^1[.–]/u, '')).toBe(seen(given.headline));
            const allowed = [given.url, given.otherUrl]
              .map((url) => safeUrl(url))
              .filter((url) => url !== undefined);
            for (const entity of entities) {
              const covered = text.slice(entity.offset, entity.offset + entity.length);
              switch (entity.type) {
                case 'text_link':
                  // Telegram writes the address of a link in its own way.
                  expect(allowed.map((url) => new URL(url).host)).toContain(new URL(entity.url ?? '').host);
                  expect(covered).not.toContain('\n');
                  break;
                case 'bold':
                  expect(covered).not.toContain('\n');
                  break;
                case 'date_time':
                  expect(entity.unix_time).toBe((NOON - 3_600_000) / 1000);
                  break;
                default:
                  expect(entity.type).toBe('expandable_blockquote');
              }
            }
            const kinds = entities.map(({ type }) => type);
            expect(kinds.filter((kind) => kind === 'expandable_blockquote').length).toBeLessThanOrEqual(1);
            expect(kinds.filter((kind) => kind === 'date_time').length).toBeLessThanOrEqual(1);
            // The title, the headline, «مزيد», «تسمية … تختلف», and «مصدر واحد».
            expect(kinds.filter((kind) => kind === 'bold').length).toBeLessThanOrEqual(5);
          },
        ),
        { numRuns: TEXTS / 10, seed: SEED },
      );
    },
    300_000,
  );
});

test('both judges know a lure when they see one', () => {
  const bare = '@durov /start #وسم example.com a.b@example.org';
  expect(ours(bare).foreign).toEqual(['mention', 'bot_command', 'hashtag', 'url', 'email']);
  if (missing === undefined) expect(telegrams(bare).foreign).toHaveLength(5);
});
