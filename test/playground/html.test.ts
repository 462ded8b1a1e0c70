import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Entity } from '../../src/playground/entities.ts';
import { type ParsedText, parseHtml } from '../../src/playground/html.ts';
import { type Judged, judgeHtml } from '../support/tdlib.ts';

/** Ours in the judge's terms: its refusals begin with a capital, its dates have no format. */
function comparable(parsed: ParsedText): Judged {
  if (parsed.kind === 'refused') return { kind: 'refused', reason: parsed.reason.replace(/^c/, 'C') };
  return {
    ...parsed,
    entities: parsed.entities.map(withoutFormat),
  };
}

function withoutFormat(entity: Entity): Entity {
  const { date_time_format, ...rest } = entity;
  return date_time_format === undefined ? entity : rest;
}

const TABLE: readonly string[] = [
  'نص بلا وسوم',
  '<b>عريض</b> <strong>قوي</strong> <i>مائل</i> <em>مائل</em>',
  '<u>خط</u><ins>خط</ins><s>شطب</s><strike>شطب</strike><del>شطب</del>',
  '<tg-spoiler>سر</tg-spoiler><span class="tg-spoiler">سر</span>',
  '<span class="tg-other">x</span>',
  '<span>x</span>',
  '<a href="https://example.org/خبر?a=1&amp;b=2#c">رابط</a>',
  "<a href='https://example.org'>رابط</a>",
  '<a href=example.org>رابط</a>',
  '<a>example.org</a>',
  '<a href="">example.org</a>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="HTTPS://Example.ORG:0443/A B">x</a>',
  '<a href="tg://resolve?domain=mujaz">x</a>',
  '<a href="tg://user?id=42">x</a>',
  '<a href="tg:user?x=1&id=42#y">x</a>',
  '<a href="http://localhost/">x</a>',
  '<a href="http://a.b:99999/">x</a>',
  '<a href="http://user:pass@a.b/">x</a>',
  '<a href="http://a b.c/">x</a>',
  '<a href="http://[::1]/">x</a>',
  '<a href="http://%d8%a7.org">x</a>',
  '<a href="http://%d8%.org">x</a>',
  '<a href="ftp://a.b">x</a>',
  '<a href="http://عرب.com">x</a>',
  '<code>x &lt; y</code><pre>س</pre>',
  '<pre><code class="language-python">x</code></pre>',
  '<code class="language-python"><pre>x</pre></code>',
  '<pre> <code class="language-python">x</code></pre>',
  '<pre><code>x</code></pre>',
  '<code class="language-python">x</code>',
  '<blockquote>اقتباس</blockquote>',
  '<blockquote expandable>اقتباس</blockquote>',
  '<blockquote expandable="">x</blockquote>',
  '<blockquote class=x expandable >x</blockquote>',
  '<tg-emoji emoji-id="5368324170671202286">😀</tg-emoji>',
  '<tg-emoji emoji-id="0">😀</tg-emoji>',
  '<tg-emoji>😀</tg-emoji>',
  '<tg-time unix="1751294880">الاثنين 17:48</tg-time>',
  '<tg-time unix="1751294880" format="wDT">x</tg-time>',
  '<tg-time unix="1751294880" format="q">x</tg-time>',
  '<tg-time unix="-5">x</tg-time>',
  '<tg-time>x</tg-time>',
  '&lt;b&gt; &amp;amp; &quot; &#1571; &#x623;&#X623; &nbsp; &apos; &laquo; & &; &#; &#x; &lt &amp',
  '&#0; &#1114111; &#1114110; &#x10fffe; &#00000065; &#0000065;',
  '&#x1f600;&#128512;<b>&#x1f600;</b>',
  '&#xd83d;&#xde00;',
  '&#xd800;',
  '<br>',
  '<p>x</p>',
  '<!-- x -->',
  '<!DOCTYPE html>',
  '< b>x</b>',
  '<b >x</b >',
  '<B>x</b>',
  '<b>x</>',
  '<b>x</i>',
  '</b>',
  '<b>x',
  '<b',
  '<b ',
  '<a href="x',
  '<a href=',
  '<a href="x" "y">z</a>',
  '<a href=a/b>z</a>',
  '<a/>',
  '<b/>x</b>',
  '<b><i>x</b></i>',
  '<b>أ<b>ب</b></b>',
  '<i><b>x</b></i>',
  '<b></b>',
  '<b>x</b',
  'س < ص و 3 > 2',
  'ب<ج',
  '<b>😀</b> <i>نص</i>',
  '<b\n>x</b\t>',
  '\u0000<b>\u0000</b>',
  '<b\u0000>x</b>',
  '<a href="x\u0000">y</a>',
  '<a \u0000 href="x">y</a>',
  '<b>x</b\u0000>',
];

describe('HTML', () => {
  test.each(TABLE)('%j is read as Telegram reads it', (source) => {
    expect(comparable(parseHtml(source))).toEqual(judgeHtml(source));
  });

  const piece = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.constantFrom('خبر', 'x', ' ', '\n', '😀', '"', "'", '=', '/', '>', '<', '&', ';', '#'),
    },
    {
      weight: 5,
      arbitrary: fc.constantFrom(
        '<b>',
        '</b>',
        '<i>',
        '</i>',
        '<a href="',
        '">',
        '</a>',
        '</>',
        '<code>',
        '</code>',
      ),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '<blockquote expandable>',
        '<blockquote>',
        '</blockquote>',
        '<pre>',
        '</pre>',
        '<code class="language-x">',
        '<tg-time unix="77" format="',
        '<tg-spoiler>',
        '</tg-spoiler>',
        '<span class=tg-spoiler>',
        '</span>',
        '</tg-time>',
        '<tg-emoji emoji-id="5">',
        '</tg-emoji>',
      ),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom(
        '&lt;',
        '&amp;',
        '&#65;',
        '&#x623;',
        '&nbsp;',
        'http://a.b',
        'example.org',
        'tg://user?id=7',
        'class=',
        '&#xd800;',
      ),
    },
    {
      weight: 1,
      arbitrary: fc.string({ unit: 'binary', maxLength: 6 }).filter((text) => !/\p{Surrogate}/u.test(text)),
    },
  );

  test('made of any pieces is read as Telegram reads it', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const source = pieces.join('');
        expect(comparable(parseHtml(source))).toEqual(judgeHtml(source));
      }),
      { numRuns: 20_000, seed: 2026 },
    );
  });

  test('takes a time that grows with its length only', () => {
    const hostile = [
      '<b>'.repeat(10_000),
      '&'.repeat(30_000),
      '<a href="'.repeat(3_000),
      `<b ${'x '.repeat(15_000)}`,
    ];
    for (const source of hostile) expect(parseHtml(source).kind).toMatch(/^(text|refused)$/);
  });
});
