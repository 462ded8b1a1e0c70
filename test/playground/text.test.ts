import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Entity, type EntityType, fixEntities } from '../../src/playground/entities.ts';
import { findLinks } from '../../src/playground/links.ts';
import { cleanText, messageText, readerText } from '../../src/playground/text.ts';
import { judgeEntities, judgeLinks } from '../support/tdlib.ts';

const KINDS: readonly EntityType[] = [
  'bold',
  'italic',
  'underline',
  'strikethrough',
  'spoiler',
  'blockquote',
  'expandable_blockquote',
  'code',
  'pre',
  'text_link',
  'date_time',
];

function entity(type: EntityType, offset: number, length: number): Entity {
  if (type === 'text_link') return { type, offset, length, url: 'http://a.b/' };
  if (type === 'date_time') return { type, offset, length, unix_time: 5 };
  return { type, offset, length };
}

describe('entities', () => {
  test.each<readonly [string, readonly Entity[]]>([
    ['a link inside bold words cuts them in three', [entity('bold', 0, 9), entity('text_link', 3, 3)]],
    ['bold within bold is one', [entity('bold', 0, 9), entity('bold', 2, 3)]],
    ['bold touching bold stays two', [entity('bold', 0, 3), entity('bold', 3, 3)]],
    ['code takes no style', [entity('bold', 0, 9), entity('code', 3, 3)]],
    ['links do not lie in links', [entity('text_link', 0, 9), entity('text_link', 3, 3)]],
    ['quotes do not nest', [entity('blockquote', 0, 9), entity('expandable_blockquote', 3, 3)]],
    ['what crosses a quote’s border goes', [entity('blockquote', 0, 5), entity('text_link', 3, 6)]],
    ['italic over bold', [entity('italic', 0, 9), entity('bold', 0, 4)]],
  ])('%s, as Telegram has it', (_, entities) => {
    const judged = judgeEntities('نص للتجربة', entities);
    expect(judged).toEqual({ kind: 'text', text: 'نص للتجربة', entities: fixEntities(entities) });
  });

  const text = fc
    .array(
      fc.constantFrom('خ', 'ب', 'ر', ' ', '\n', 'x', '\u202e', '\r', '\u0007', '\u033f', '\u2066', '\u200f'),
      {
        minLength: 1,
        maxLength: 14,
      },
    )
    .map((letters) => letters.join(''))
    .filter((letters) => /[خبرx]/.test(letters));
  const placed = text.chain((words) =>
    fc.record({
      words: fc.constant(words),
      entities: fc.array(
        fc
          .tuple(fc.constantFrom(...KINDS), fc.nat(words.length - 1), fc.nat(words.length))
          .map(([type, offset, length]) => entity(type, offset, Math.min(length, words.length - offset))),
        { maxLength: 7 },
      ),
    }),
  );

  test('however they cross come out as Telegram has them', () => {
    fc.assert(
      fc.property(placed, ({ words, entities }) => {
        const clean = cleanText(words, fixEntities(entities));
        const once = { ...clean, entities: fixEntities(clean.entities) };
        expect({ kind: 'text', ...once }).toEqual(judgeEntities(words, entities));
      }),
      { numRuns: 20_000, seed: 2026 },
    );
  });
});

describe('links in plain text', () => {
  test.each([
    '@name',
    '@abc @gif @na',
    'بريد@name x@name',
    '(@name)',
    '/start و/help /start@mujaz_bot',
    'قبل/بعد 1/2 //x /ك',
    '#وسم #123 #a1 #وسم_طويل#آخر',
    'x#وسم',
    '$USD $usd $ABCDEFGHI $$A',
    'example.org',
    'موقع example.org.',
    'http://example.org/a_(b)?c=1#d,',
    'https://example.org/خبر/عاجل',
    'example.c example.museum1 e.x',
    'هذا.خبر جديد.com',
    'موقع عربي: شبكة.قطر',
    'a@b.com a.b@d.org',
    '1.2.3.4 1.2.3 256.1.1.1',
    'version 1.2',
    'tg://resolve?domain=x',
    't.me/mujaz',
    'ftp://a.com/x',
    'x://a.com',
    'م.ع.ن',
    'example.org/«خبر»',
    'أ.د. محمد',
    'youtube.com،',
    'node.js file.ts',
    'U\u2060@name @\u2060name /\u2060cmd #\u2060tag exa\u2060mple.com',
  ])('of %j are those Telegram finds', (text) => {
    expect(findLinks(text)).toEqual(judgeLinks(text));
  });

  test('made of any pieces are nearly always those Telegram finds, and hardly ever fewer', () => {
    const piece = fc.constantFrom(
      ...'@ # / . $ : ? ! ~ _ - ( ) « » " ، \u2060 \u200f \u2068 \u2069 😀 a 1 ٣ é خبر وسم قطر ab name cmd com org xyz t.me'.split(
        ' ',
      ),
      ...[
        'http://',
        'https://',
        'ftp://',
        'tg://',
        'q=1',
        ':80',
        '@bot_name',
        '/start',
        'example.org',
        'USD',
        ' ',
        '\n',
      ],
    );
    const texts = fc
      .sample(fc.array(piece, { maxLength: 9 }), { numRuns: 20_000, seed: 23 })
      .map((pieces) => pieces.join(''));
    const overlaps = (one: Entity, all: readonly Entity[]): boolean =>
      all.some((other) => other.offset < one.offset + one.length && one.offset < other.offset + other.length);
    const judged = texts.map((text) => ({ text, ours: findLinks(text), theirs: judgeLinks(text) }));
    const differing = judged.filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs));
    const missing = differing.filter(({ ours, theirs }) => theirs.some((link) => !overlaps(link, ours)));
    expect(differing.length / texts.length).toBeLessThan(0.02);
    expect(missing.length / texts.length).toBeLessThan(0.0005);
  });
});

describe('a message', () => {
  test('loses what Telegram takes out and keeps isolates and marks', () => {
    expect(messageText('\u202bأ\u2068RT\u2069\u200f\u202c\u2028ب\tج\r\n', undefined)).toMatchObject({
      text: 'أ\u2068RT\u2069\u200fب ج',
    });
  });

  test('is trimmed, but not before what an entity begins with', () => {
    expect(messageText(' \n <b> أ </b> \n', 'HTML')).toMatchObject({
      text: ' أ',
      entities: [{ type: 'bold', offset: 0, length: 2 }],
    });
  });

  test('past a hundred entities loses links found by themselves first, then styles, and counts them', () => {
    const bold = '<b>أ</b> '.repeat(60);
    const links = '<a href="https://a.b/">ب</a> '.repeat(41);
    const result = messageText(`@name ${bold}${links}`, 'HTML');
    expect(result).toMatchObject({ kind: 'text', dropped: 2 });
    const kinds = result.kind === 'text' ? result.entities.map(({ type }) => type) : [];
    expect(kinds.filter((type) => type === 'bold')).toHaveLength(59);
    expect(kinds.filter((type) => type === 'text_link')).toHaveLength(41);
    expect(kinds).not.toContain('mention');
  });

  test('counts a style once, though a link within it shows it in pieces', () => {
    const result = messageText('<b>أ <a href="https://a.b/">ب</a> ج</b> '.repeat(50), 'HTML');
    expect(result).toMatchObject({ kind: 'text', dropped: 0 });
  });

  test('a reader types is plain, with its commands found', () => {
    expect(readerText(' /topic <b>iran</b> ')).toEqual({
      text: '/topic <b>iran</b>',
      entities: [{ type: 'bot_command', offset: 0, length: 6 }],
      dropped: 0,
    });
  });
});
