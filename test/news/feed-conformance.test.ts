/** What readers of feeds agree on, in the manner of feedparser's suite: a small document, a field, what it comes to. */
import { expect, test } from 'vitest';
import { decode } from '../../src/news/charset.ts';
import { type FeedEntry, parseFeed } from '../../src/news/feed.ts';
import { feedDate } from '../../src/news/feed-date.ts';

const HOME = 'https://nakhil.example/rss';

function entryOf(text: string): FeedEntry | undefined {
  const reading = parseFeed(text, HOME);
  return reading.kind === 'feed' ? reading.entries[0] : undefined;
}

const rss = (item: string) => `<rss version="2.0"><channel><item>${item}</item></channel></rss>`;
const atom = (entry: string) => `<feed xmlns="http://www.w3.org/2005/Atom"><entry>${entry}</entry></feed>`;
const atom03 = (entry: string) =>
  `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry>${entry}</entry></feed>`;
const rdf = (item: string) =>
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="/"><title>ق</title></channel><item rdf:about="https://nakhil.example/5">${item}</item></rdf:RDF>`;
const base64 = Buffer.from('<p>نص مرمّز</p>').toString('base64');

type Row = readonly [document: string, field: keyof FeedEntry, value: string | undefined];

const ROWS: readonly Row[] = [
  // Atom 1.0: types of text
  [atom('<title type="text">أ &amp;lt; ب</title>'), 'title', 'أ &lt; ب'],
  [atom('<title type="html">&lt;b&gt;عنوان&lt;/b&gt; ثان</title>'), 'title', 'عنوان ثان'],
  [
    atom('<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">عنوان <i>مائل</i></div></title>'),
    'title',
    'عنوان مائل',
  ],
  [atom('<title type="html"><![CDATA[خبر &mdash; مهم]]></title>'), 'title', 'خبر — مهم'],
  [atom('<summary type="html">&lt;p&gt;موجز&lt;/p&gt;</summary>'), 'summary', '<p>موجز</p>'],
  [
    atom('<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>نص</p></div></content>'),
    'content',
    '<p>نص</p>',
  ],
  [
    atom(
      '<content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>نص</h:p></h:div></content>',
    ),
    'content',
    '<p>نص</p>',
  ],
  [atom(`<content type="application/octet-stream">${base64}</content>`), 'content', '<p>نص مرمّز</p>'],
  [atom('<content type="html"><![CDATA[<p>نص</p>]]></content>'), 'content', '<p>نص</p>'],
  [atom('<content type="text">أ &lt;b&gt; ج</content>'), 'content', 'أ &lt;b&gt; ج'],
  // Atom 1.0: links, people, times
  [atom('<link rel="self" href="/s"/><link rel="alternate" href="/a"/>'), 'url', 'https://nakhil.example/a'],
  [atom('<link href="/plain"/>'), 'url', 'https://nakhil.example/plain'],
  [
    atom('<link type="application/json" href="/j"/><link type="text/html" href="/h"/>'),
    'url',
    'https://nakhil.example/h',
  ],
  [atom('<link rel="related" href="/r"/><title>ع</title>'), 'url', undefined],
  [
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://far.example/a/"><entry xml:base="b/"><link href="c"/></entry></feed>`,
    'url',
    'https://far.example/a/b/c',
  ],
  [
    `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>تحت اسم آخر</a:title></a:entry></a:feed>`,
    'title',
    'تحت اسم آخر',
  ],
  [
    atom('<author><name>هدى</name><email>h@nakhil.example</email></author>'),
    'author',
    'هدى (h@nakhil.example)',
  ],
  [atom('<author><name>هدى</name></author><contributor><name>زيد</name></contributor>'), 'author', 'هدى'],
  [atom('<published>2025-03-09T08:07:06+02:00</published>'), 'published', '2025-03-09T08:07:06+02:00'],
  [atom('<updated>2025-03-09T08:07:06.5Z</updated>'), 'updated', '2025-03-09T08:07:06Z'],
  [atom('<id> tag:nakhil.example,2025:5 </id>'), 'id', 'tag:nakhil.example,2025:5'],
  [atom('<link rel="enclosure" type="image/png" href="/e.png"/>'), 'image', 'https://nakhil.example/e.png'],
  // Atom 0.3: modes
  [atom03('<title mode="escaped">&lt;b&gt;عنوان&lt;/b&gt;</title>'), 'title', 'عنوان'],
  [atom03(`<content mode="base64">${base64}</content>`), 'content', '<p>نص مرمّز</p>'],
  [atom03('<content mode="xml"><p>نص</p></content>'), 'content', '<p>نص</p>'],
  [
    atom03('<content type="text/html" mode="escaped">&lt;p&gt;نص&lt;/p&gt;</content>'),
    'content',
    '<p>نص</p>',
  ],
  [atom03('<issued>2025-03-09T08:07:06Z</issued>'), 'published', '2025-03-09T08:07:06Z'],
  [atom03('<modified>2025-03-09T08:07:06Z</modified>'), 'updated', '2025-03-09T08:07:06Z'],
  [atom03('<created>2025-03-09</created>'), 'published', '2025-03-09'],
  // RSS 1.0
  [rdf('<title>خبر</title>'), 'id', 'https://nakhil.example/5'],
  [rdf('<link>https://nakhil.example/6</link>'), 'url', 'https://nakhil.example/6'],
  [rdf('<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">هدى</dc:creator>'), 'author', 'هدى'],
  [
    rdf('<x:encoded xmlns:x="http://purl.org/rss/1.0/modules/content/"><![CDATA[<p>نص</p>]]></x:encoded>'),
    'content',
    '<p>نص</p>',
  ],
  // RSS 2.0 and 0.9x
  [`<rss version="0.91"><channel><item><title>خبر قديم</title></item></channel></rss>`, 'title', 'خبر قديم'],
  [rss('<guid isPermaLink="true">https://nakhil.example/7</guid>'), 'url', 'https://nakhil.example/7'],
  [rss('<guid isPermaLink="false">https://nakhil.example/7</guid>'), 'id', 'https://nakhil.example/7'],
  [rss('<guid isPermaLink="true">/7</guid>'), 'url', 'https://nakhil.example/7'],
  [rss('<link>  /8\n</link>'), 'url', 'https://nakhil.example/8'],
  [
    rss('<link><![CDATA[https://nakhil.example/9?a=1&b=2]]></link>'),
    'url',
    'https://nakhil.example/9?a=1&b=2',
  ],
  [rss('<link>https://nakhil.example/9?a=1&amp;b=2</link>'), 'url', 'https://nakhil.example/9?a=1&b=2'],
  [rss('<title>&#x627;&#1576;</title>'), 'title', 'اب'],
  [rss('<title>أ &eacute; ب &nbsp;ج</title>'), 'title', 'أ é ب ج'],
  [rss('<title>شركة أ &amp; ب</title>'), 'title', 'شركة أ & ب'],
  [rss('<title>شركة أ & ب</title>'), 'title', 'شركة أ & ب'],
  [rss('<description><![CDATA[<p>نص</p>]]></description>'), 'summary', '<p>نص</p>'],
  [rss('<description>&lt;p&gt;نص&lt;/p&gt;</description>'), 'summary', '<p>نص</p>'],
  [rss('<description><p xmlns="http://www.w3.org/1999/xhtml">نص</p></description>'), 'summary', '<p>نص</p>'],
  [
    rss('<description>قصير</description><content:encoded><![CDATA[<p>كامل</p>]]></content:encoded>'),
    'content',
    '<p>كامل</p>',
  ],
  [rss('<xhtml:body><p>نص</p></xhtml:body>'), 'content', '<p>نص</p>'],
  [rss('<author>h@nakhil.example (هدى سالم)</author>'), 'author', 'هدى سالم (h@nakhil.example)'],
  [rss('<dc:date>2025-03-09T08:07+03:00</dc:date>'), 'published', '2025-03-09T08:07:00+03:00'],
  [rss('<dcterms:issued>2025-03-09</dcterms:issued>'), 'published', '2025-03-09'],
  [rss('<itunes:author>هدى</itunes:author>'), 'author', 'هدى'],
  [rss('<itunes:image href="/i.jpg"/>'), 'image', 'https://nakhil.example/i.jpg'],
  [
    rss(
      '<m:content xmlns:m="http://search.yahoo.com/mrss/" url="/m.jpg" medium="image"/><enclosure type="image/png" url="/e.png"/>',
    ),
    'image',
    'https://nakhil.example/m.jpg',
  ],
  [
    rss('<media:content url="/s.jpg" width="90"/><media:content url="/l.jpg" width="900"/>'),
    'image',
    'https://nakhil.example/l.jpg',
  ],
  [
    rss('<media:content url="/v.mp4" type="video/mp4"><media:thumbnail url="/v.jpg"/></media:content>'),
    'image',
    'https://nakhil.example/v.jpg',
  ],
  [rss('<title>عنوان<br/>في سطرين</title>'), 'title', 'عنوان في سطرين'],
];

test.each(ROWS)('%s: %s', (document, field, value) => {
  expect(entryOf(document)?.[field]).toBe(value);
});

test.each([
  [rss('<category>محليات</category><category domain="https://x.example/">نقل</category>'), ['محليات', 'نقل']],
  [atom('<category term="iran" label="إيران"/><category term="نقل"/>'), ['iran', 'نقل']],
  [rss('<itunes:category text="أخبار"/><media:category>صور</media:category>'), ['أخبار', 'صور']],
  [rss('<category>نقل</category><category> نقل </category>'), ['نقل']],
])('%s has its categories', (document, categories) => {
  expect(entryOf(document)?.categories).toEqual(categories);
});

test.each([
  ['Κυρ, 09 Μαρ 2025 08:07:06 EST', '2025-03-09T08:07:06-05:00'],
  ['Τετ, 09 Ιούλ 2025 08:07:06 +0300', '2025-07-09T08:07:06+03:00'],
  ['2025-augusztus-09T8:07+02:00', '2025-08-09T08:07:00+02:00'],
  ['2025년 03월 09일  08:07:06', '2025-03-09T08:07:06+09:00'],
  ['2025-03-09 오후 08:07:06', '2025-03-09T20:07:06+09:00'],
  ['2025-03-09 오전 08:07:06', '2025-03-09T08:07:06+09:00'],
  ['Sunday, 09-Mar-25 08:07:06 GMT', '2025-03-09T08:07:06Z'],
  ['Sun Mar  9 08:07:06 2025', '2025-03-09T08:07:06Z'],
  ['Sun, 2025/03/09 08:07:06 EDT', '2025-03-09T08:07:06-04:00'],
  ['9 août 2025 à 08:07', '2025-08-09'],
  ['9 Ağustos 2025 08:07', '2025-08-09T08:07:00Z'],
  ['2025-009-03T08:07:06Z', '2025-09-03T08:07:06Z'],
  ['2025-03-09T08:07:06+0000', '2025-03-09T08:07:06Z'],
  ['2025-03-09T08:07:06-00:20', '2025-03-09T08:07:06-00:20'],
  ['2025', '2025-01-01'],
  ['Sun, 09 Mar 2025 08:07:06 Etc/GMT', '2025-03-09T08:07:06Z'],
  ['Sun, 09 Mar 2025 08:07:06 GMT-01:30', '2025-03-09T08:07:06-01:30'],
])('%s is %s', (written, iso) => {
  expect(feedDate(written)).toBe(iso);
});

test.each(['utf-8', 'utf-16le', 'windows-1256', 'iso-8859-6'])(
  '%s is read as it declares itself',
  (charset) => {
    const text = `<?xml version="1.0" encoding="${charset}"?>${rss('<title>خبر</title>')}`;
    const ARABIC: Readonly<Record<string, Readonly<Record<string, number>>>> = {
      'windows-1256': { خ: 0xce, ب: 0xc8, ر: 0xd1 },
      'iso-8859-6': { خ: 0xce, ب: 0xc8, ر: 0xd1 },
    };
    const letters = ARABIC[charset];
    const bytes =
      letters === undefined
        ? Buffer.from(text, charset === 'utf-8' ? 'utf8' : 'utf16le')
        : Buffer.from(text.split('').map((letter) => letters[letter] ?? letter.charCodeAt(0)));
    expect(entryOf(decode(bytes, undefined))?.title).toBe('خبر');
  },
);
