import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type FeedEntry, type FeedReading, parseFeed } from '../../src/news/feed.ts';

type Feed = Extract<FeedReading, { kind: 'feed' }>;

function feed(text: string, base: string | undefined = 'https://marfa.example/feed'): Feed {
  const reading = parseFeed(text, base);
  if (reading.kind !== 'feed') throw new Error(reading.reason);
  return reading;
}

const fixture = (name: string) => readFileSync(new URL(`../fixtures/feeds/${name}`, import.meta.url), 'utf8');
const rss = (...items: readonly string[]) => `<rss version="2.0"><channel>${items.join('')}</channel></rss>`;
const only = (item: string): FeedEntry | undefined => feed(rss(`<item>${item}</item>`)).entries[0];

const EMPTY: FeedEntry = {
  id: undefined,
  url: undefined,
  title: undefined,
  summary: undefined,
  content: undefined,
  author: undefined,
  published: undefined,
  updated: undefined,
  categories: [],
  image: undefined,
};

describe('each dialect is read whole', () => {
  test('RSS 2.0 with its modules, escaped and raw HTML, relative links', () => {
    const { title, refreshMs, entries, skipped, truncated } = feed(fixture('rss2.xml'));
    expect({ title, refreshMs, skipped, truncated }).toEqual({
      title: 'صحيفة المرفأ',
      refreshMs: 45 * 60_000,
      skipped: 0,
      truncated: false,
    });
    expect(entries).toEqual([
      {
        id: 'marfa-101',
        url: 'https://marfa.example/news/101',
        title: 'البلدية تفتح «جسر الوادي» & حديقة الميناء',
        summary: '<p>فتحت البلدية الجسر صباح الاثنين.</p>',
        content:
          '<p>فتحت البلدية الجسر صباح الاثنين أمام السيارات.</p><p>وقال رئيسها إن الحديقة تفتح غدًا.</p>',
        author: 'ليلى الحداد',
        published: '2025-06-30T10:15:00+03:00',
        updated: undefined,
        categories: ['محليات', 'نقل & طرق'],
        image: 'https://marfa.example/i/large.jpg',
      },
      {
        ...EMPTY,
        id: 'https://marfa.example/?p=102',
        url: 'https://marfa.example/news/102',
        title: 'سعر القمح & الشعير يرتفع قليلًا اليوم',
        summary: 'ارتفع السعر <b>درهمين</b>، ثم استقر<br>بعد الظهر.',
        author: 'قسم الاقتصاد (desk@marfa.example)',
        published: '2025-06-30T11:00:00+03:00',
        image: 'https://marfa.example/i/wheat.png',
      },
      {
        ...EMPTY,
        id: 'https://marfa.example/news/103',
        url: 'https://marfa.example/news/103',
        title: 'بلا رابط ولا تاريخ',
      },
    ]);
  });

  test('Atom 1.0 under a prefix, with bases, text types and several links', () => {
    const { title, entries } = feed(fixture('atom.xml'));
    expect(title).toBe('شبكة النخلة');
    expect(entries).toEqual([
      {
        id: 'tag:nakhla.example,2025:7',
        url: 'https://nakhla.example/ar/7',
        title: 'المعادلة x < y &amp; z',
        summary: 'الشرط a < b محفوظ',
        content: '<p>نص <b>بارز</b> و<br>سطر &amp; رمز</p>',
        author: 'سامي النجار (s@nakhla.example)، هدى كرم',
        published: '2025-06-30T10:15:00+03:00',
        updated: '2025-06-30T08:00:00Z',
        categories: ['علوم'],
        image: 'https://nakhla.example/img/7.jpg',
      },
      {
        ...EMPTY,
        url: 'https://mirror.example/8',
        title: 'بلا معرف',
        content: '<p>نص&nbsp;قصير</p>',
        updated: '2025-07-01',
      },
    ]);
  });

  test.each(['constructor', '__proto__', 'never'])('a period called %s is none', (period) => {
    const asked = `<sy:updatePeriod>${period}</sy:updatePeriod>`;
    expect(feed(rss(asked, '<item><title>خبر</title></item>')).refreshMs).toBeUndefined();
  });

  test('RSS 1.0 beside its channel', () => {
    const { title, refreshMs, entries } = feed(fixture('rss1.xml'));
    expect({ title, refreshMs }).toEqual({ title: 'منارة', refreshMs: 1_800_000 });
    expect(entries).toEqual([
      {
        ...EMPTY,
        id: 'https://manara.example/1',
        url: 'https://manara.example/1',
        title: 'خبر المنارة',
        summary: 'وصف الخبر',
        author: 'مراسل المنارة',
        published: '2025-06-30T10:15:00+03:00',
        updated: '2025-06-30T10:15:00+03:00',
        categories: ['ثقافة'],
      },
    ]);
  });

  test('Atom 0.3 with its modes', () => {
    expect(feed(fixture('atom03.xml')).entries).toEqual([
      {
        ...EMPTY,
        id: 'atlas-1',
        url: 'https://atlas.example/1',
        title: 'خبر أطلس',
        content: '<p>نص مغلف</p>',
        published: '2025-06-30T10:15:00+03:00',
        updated: '2025-06-30T12:00:00+03:00',
      },
    ]);
  });

  test('JSON Feed, old and new', () => {
    const { title, entries, skipped } = feed(fixture('feed.json'));
    expect({ title, skipped }).toEqual({ title: 'بريد الساحل', skipped: 2 });
    expect(entries).toEqual([
      {
        id: '12',
        url: 'https://marfa.example/n/12',
        title: 'عودة الصيادين',
        summary: 'عاد الصيادون',
        content: 'عاد 5 < 6 من القوارب & سلموا',
        author: 'نادر الساحلي، مها البحري',
        published: '2025-06-30T10:15:00+03:00',
        updated: '2025-06-30T11:00:00+03:00',
        categories: ['محليات', '5', 'صيد'],
        image: 'https://marfa.example/i/12.jpg',
      },
      {
        ...EMPTY,
        id: 'https://sahel.example/n/13',
        url: 'https://sahel.example/n/13',
        content: '<p>نص</p>',
        author: 'سعاد',
      },
    ]);
  });

  test('JSON Feed whose entries say little', () => {
    const items = [{ id: '14', date_published: '2025-06-30T10:15:00+03:00' }, { tags: ['بحر'] }, {}, 'خبر'];
    const { entries, skipped } = feed(JSON.stringify({ items }));
    expect({ entries, skipped }).toEqual({
      entries: [
        { ...EMPTY, id: '14', published: '2025-06-30T10:15:00+03:00' },
        { ...EMPTY, categories: ['بحر'] },
      ],
      skipped: 2,
    });
  });

  test('Atom whose links write their relation out', () => {
    const relation = 'http://www.iana.org/assignments/relation';
    const links = `<link rel="${relation}/self" href="https://a.example/f"/><link rel="${relation}/alternate" href="https://a.example/1"/>`;
    const [entry] = feed(`<feed xmlns="http://www.w3.org/2005/Atom"><entry>${links}</entry></feed>`).entries;
    expect(entry?.url).toBe('https://a.example/1');
  });

  test('RSS 0.91 in capitals, with names of HTML and ones of nobody', () => {
    expect(feed(fixture('rss091.xml')).entries).toEqual([
      {
        ...EMPTY,
        url: 'http://old.example/a%20b',
        title: 'حرف كبير é أ ح &bogus;',
        summary: 'بلا خاتمة & عطف',
      },
    ]);
  });
});

test('links of a feed without an address stand against the site it names', () => {
  const channel = '<link>https://marfa.example/home/</link><item><title>خبر</title><link>7</link></item>';
  const reading = parseFeed(`<rss><channel>${channel}</channel></rss>`, undefined);
  expect(reading).toMatchObject({ entries: [{ url: 'https://marfa.example/home/7' }] });
  const json = '{"home_page_url": "https://marfa.example/", "items": [{"id": "1", "url": "/7"}]}';
  expect(parseFeed(json, undefined)).toMatchObject({ entries: [{ url: 'https://marfa.example/7' }] });
});

describe('one entry', () => {
  test.each([
    ['<title>a &amp;lt; b</title>', 'title', 'a < b'],
    ['<title>سطر\n  وسطر</title>', 'title', 'سطر وسطر'],
    ['<title><![CDATA[<span>نص</span> & بقية]]></title>', 'title', 'نص & بقية'],
    ['<description><![CDATA[أ &amp; ب]]></description>', 'summary', 'أ &amp; ب'],
    ['<description>أ &amp;amp; ب</description>', 'summary', 'أ &amp; ب'],
    ['<media:title>آخر</media:title><title>أول</title>', 'title', 'أول'],
    ['<title/><dc:title>بديل</dc:title>', 'title', 'بديل'],
    ['<link>javascript:alert(1)</link><title>ع</title>', 'url', undefined],
    ['<link>//cdn.example/x</link>', 'url', 'https://cdn.example/x'],
    ['<link xml:base="/news/">7</link>', 'url', 'https://marfa.example/news/7'],
    ['<link/><atom:link href="https://marfa.example/9"/>', 'url', 'https://marfa.example/9'],
    ['<guid isPermaLink="false">https://marfa.example/9</guid>', 'url', undefined],
    ['<guid>urn:uuid:1</guid>', 'url', undefined],
    [
      '<link>https://feedproxy.example/x</link><feedburner:origLink>https://marfa.example/9</feedburner:origLink>',
      'url',
      'https://marfa.example/9',
    ],
    ['<author>me@marfa.example (ليلى)</author>', 'author', 'ليلى (me@marfa.example)'],
    ['<author>ليلى &lt;me@marfa.example&gt;</author>', 'author', 'ليلى (me@marfa.example)'],
    ['<author>me@marfa.example</author>', 'author', 'me@marfa.example'],
    ['<dc:creator>أ</dc:creator><dc:creator>ب</dc:creator>', 'author', 'أ، ب'],
    [
      '<author>خالد</author><author><email>k@marfa.example</email></author>',
      'author',
      'خالد، k@marfa.example',
    ],
    ['<author><uri>https://marfa.example/k</uri></author><title>ع</title>', 'author', undefined],
    ['<description>قصير</description><summary>نص أطول بكثير</summary>', 'content', 'نص أطول بكثير'],
    ['<summary>نص أطول بكثير</summary><description>قصير</description>', 'content', 'قصير'],
    ['<title>قبل<script>run("x")</script> بعد</title>', 'title', 'قبل بعد'],
    ['<title>&lt;style&gt;b{}&lt;/style&gt;نص</title>', 'title', 'نص'],
    ['<title>سطر&#150;وسطر</title>', 'title', 'سطر–وسطر'],
    ['<description>قال &amp;#147;لا&amp;#148;</description>', 'summary', 'قال “لا”'],
    ['<abstract>وصف قديم</abstract>', 'summary', 'وصف قديم'],
    ['<media:group><media:description>وصف</media:description></media:group>', 'summary', 'وصف'],
    ['<pubDate>Mon, 30 Jun 2025 10:00 EST</pubDate>', 'published', '2025-06-30T10:00:00-05:00'],
    [
      '<pubDate>Mon, 30 Jun 2025 10:00 GMT</pubDate><pubDate>Tue, 01 Jul 2025 10:00 GMT</pubDate>',
      'published',
      '2025-07-01T10:00:00Z',
    ],
    ['<dcterms:modified>2025-06-30T10:00Z</dcterms:modified>', 'updated', '2025-06-30T10:00:00Z'],
    ['<enclosure type="audio/mpeg" url="/a.mp3"/><title>ع</title>', 'image', undefined],
    ['<enclosure url="/a.jpg?w=1"/>', 'image', 'https://marfa.example/a.jpg?w=1'],
    ['<media:thumbnail url="/t.jpg"/>', 'image', 'https://marfa.example/t.jpg'],
    ['<image><url>/u.png</url></image>', 'image', 'https://marfa.example/u.png'],
  ] as const)('%s gives %s %s', (item, field, value) => {
    expect(only(item)?.[field]).toBe(value);
  });

  test('has its categories one by one or all in one element', () => {
    const item = '<tags>صيد، بحر, ميناء</tags><category>محليات</category><dc:subject>نقل</dc:subject>';
    expect(only(item)?.categories).toEqual(['صيد', 'بحر', 'ميناء', 'محليات', 'نقل']);
  });

  test('of the Channel Definition Format says all in attributes', () => {
    const item = '<ITEM HREF="https://marfa.example/9" LASTMOD="2025-06-30T10:00:00+03:00"></ITEM>';
    expect(feed(`<CHANNEL>${item}</CHANNEL>`).entries).toEqual([
      { ...EMPTY, url: 'https://marfa.example/9', updated: '2025-06-30T10:00:00+03:00' },
    ]);
  });

  test('bears the plain entities that its document declares, and no others', () => {
    const declared = '<!ENTITY site "https://marfa.example/"><!ENTITY twice "&site;&site;">';
    const text = `<!DOCTYPE rss [${declared}]>${rss('<item><link>&site;9</link><title>&twice;&none;</title></item>')}`;
    expect(feed(text).entries).toMatchObject([{ url: 'https://marfa.example/9', title: '&twice;&none;' }]);
  });

  test('nested by a forgotten end stands beside the one it opened in', () => {
    const { entries } = feed(rss('<item><title>أول</title><item><title>ثان</title></item>'));
    expect(entries.map(({ title }) => title)).toEqual(['أول', 'ثان']);
  });

  test('that says nothing is skipped and counted', () => {
    expect(feed(rss('<item></item>', '<item><title>خبر</title></item>'))).toMatchObject({ skipped: 1 });
  });
});

describe('a broken document', () => {
  const item = (number: number) => `<item><title>خبر ${number}</title></item>`;
  const whole = rss(...Array.from({ length: 5 }, (_, index) => item(index)));

  test('is read behind what the server says of its own troubles', () => {
    const text = `<br />\n<b>Notice</b>: Undefined index in <b>/x.php</b><br />\n${whole}`;
    expect(feed(text).entries).toHaveLength(5);
  });

  test('keeps its whole entries wherever it is cut', () => {
    for (let end = whole.indexOf('<item>'); end < whole.length - 1; end += 1) {
      const text = whole.slice(0, end);
      const reading = feed(text);
      expect(reading.entries.length, text).toBe(text.split('</item>').length - 1);
      expect(reading.truncated, text).toBe(true);
    }
  });

  test('of JSON keeps its whole entries too', () => {
    const text = fixture('feed.json');
    const cut = feed(text.slice(0, text.indexOf('sahel.example')));
    expect(cut.entries.map(({ id }) => id)).toEqual(['12']);
    expect(cut).toMatchObject({ truncated: true, skipped: 1 });
  });

  test.each(['<rss>', '<rss><channel><item', '<feed xmlns="http://www.w3.org/2005/Atom">'])(
    'that ends after %s has no entries and says so',
    (text) => {
      expect(feed(text)).toMatchObject({ truncated: true, entries: [] });
    },
  );

  test.each([
    ['tags that close in the wrong order', rss('<item><title>خبر<b></title></b></item>')],
    ['a bare ampersand', rss('<item><title>خبر</title><link>https://a.example/?a=1&b=2</link></item>')],
    ['an attribute without a quote', rss('<item a=b c><title>خبر</title></item>')],
    ['words before the root', `warning: line 3\n${rss('<item><title>خبر</title></item>')}`],
    ['words after the end', `${rss('<item><title>خبر</title></item>')}<!-- cached --> x <p>`],
    ['control characters', rss('<item><title>خبر\u0000</title></item>')],
  ])('with %s is read', (_, text) => {
    expect(feed(text).entries[0]?.title).toContain('خبر');
  });

  test('never throws, whatever it holds', () => {
    const pieces = [
      '<item>',
      '</item>',
      '<title>',
      ']]>',
      '<![CDATA[',
      '<!--',
      '<?',
      '&#',
      '&amp',
      '"',
      '<rss',
      '{',
      '[',
      'ع',
      '</',
    ];
    let seed = 7;
    const next = (limit: number) => {
      seed = (seed * 48_271) % 2_147_483_647;
      return seed % limit;
    };
    for (let round = 0; round < 2_000; round += 1) {
      const text = Array.from({ length: next(40) }, () => pieces[next(pieces.length)]).join('');
      expect(['feed', 'no-feed']).toContain(parseFeed(`<rss><channel>${text}`, undefined).kind);
      expect(['feed', 'no-feed']).toContain(parseFeed(text, 'no base').kind);
    }
  });
});

describe('what is no feed says what it is', () => {
  test.each([
    [fixture('login.html'), 'a login page, not a feed'],
    ['<!doctype html><html><body><p>خبر</p></body></html>', 'an HTML page, not a feed'],
    ['', 'an empty answer, not a feed'],
    ['خبر', 'not a feed'],
    ['{"error": "forbidden"}', 'JSON, but not a JSON feed'],
    ['{"error": ', 'broken JSON, not a feed'],
  ])('%s', (text, reason) => {
    expect(parseFeed(text, undefined)).toEqual({ kind: 'no-feed', reason });
  });
});

describe('an attack ends', () => {
  const item = '<item><title>خبر</title></item>';
  const open = `<rss><channel>${item}<item><description>`;
  const lol = Array.from({ length: 9 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('');

  test.each([
    ['20,000 nested tags', open + '<div>'.repeat(20_000)],
    ['200,000 nested tags', open + '<div>'.repeat(200_000)],
    ['200,000 nested entries', `<rss><channel>${item}${'<item>'.repeat(200_000)}`],
    ['50 MB of text', `${open}${'نص '.repeat(17_000_000)}</description></item></channel></rss>`],
    ['10 million references', `${open}${'&amp;'.repeat(10_000_000)}</description></item></channel></rss>`],
    ['10 million tags', `<rss><channel>${item}${'<x/>'.repeat(10_000_000)}`],
    ['a million attributes', `<rss><channel>${item}<item ${'a="b" '.repeat(1_000_000)}/></channel></rss>`],
    ['an endless comment', `<rss><channel>${item}<!--${'-'.repeat(20_000_000)}`],
    ['an endless CDATA', `${open}<![CDATA[${']]'.repeat(10_000_000)}`],
    ['namespaces without end', `<rss><channel>${item}${'<x xmlns:a="b" xmlns:c="d">'.repeat(10_000)}`],
  ])('%s', (_, text) => {
    expect(feed(text).entries[0]?.title).toBe('خبر');
  });

  test('entities that double themselves are not expanded', () => {
    const { entries } = feed(
      `<!DOCTYPE rss [<!ENTITY l0 "lol">${lol}]>${rss('<item><title>&l9;</title></item>')}`,
    );
    expect(entries[0]?.title).toBe('&l9;');
  });

  test('JSON nested without end', () => {
    expect(feed(`{"items":${'['.repeat(2_000_000)}`).entries).toEqual([]);
  });
});
