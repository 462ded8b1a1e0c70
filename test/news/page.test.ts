import { readFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { readPage } from '../../src/news/extract.ts';
import { htmlToText } from '../../src/news/html-text.ts';
import { createPageReader } from '../../src/news/page.ts';

const paragraph =
  'أعلنت بلدية مدينة النخيل أنها ستفتح الجسر الجديد فوق الوادي أمام السيارات صباح الأحد بعد عامين من العمل المتواصل في الموقع.';
const page = (body: string, head = '') =>
  `<!doctype html><html lang="ar"><head><title>افتتاح جسر الوادي الجديد - صحيفة المرفأ</title>${head}</head><body>${body}</body></html>`;
const article = page(
  `<nav><a href="/">الرئيسية</a> <a href="/s">سياسة</a></nav><article><h1>افتتاح جسر الوادي الجديد</h1>${`<p>${paragraph}</p>`.repeat(1)}<p>وقال رئيس البلدية سالم الحديدي إن الجسر يختصر الطريق بين ضفتي المدينة إلى خمس دقائق، وإن العمل فيه كلف تسعة ملايين دينار.</p><p>ومن المقرر أن تسير عليه حافلات النقل العام ابتداء من الأسبوع المقبل وفق جدول تنشره البلدية.</p></article>`,
);

describe('the page reader', () => {
  const reader = createPageReader({ deadlineMs: 3000 });
  afterAll(() => reader.close());

  it('reads an article in its thread', async () => {
    const reading = await reader.read(article, 'https://marfa.example/news/1');
    expect(reading.kind).toBe('article');
    if (reading.kind !== 'article') return;
    expect(reading.content.title).toBe('افتتاح جسر الوادي الجديد');
    expect(reading.content.text).toContain('سالم الحديدي');
    expect(reading.content.text).not.toContain('الرئيسية');
  });

  it('reads on after a page that cost the thread its deadline', async () => {
    const slow = createPageReader({ deadlineMs: 150 });
    const [first, second] = await Promise.all([
      slow.read(page('<p>كلمة <b>أخرى</b></p>'.repeat(150_000)), undefined),
      slow.read(page('<p>كلمة <b>أخرى</b></p>'.repeat(150_000)), undefined),
    ]);
    expect(first).toEqual({ kind: 'unreadable', reason: 'not read within 150 ms', overran: true });
    expect(second).toEqual({ kind: 'unreadable', reason: 'not read within 150 ms', overran: true });
    await slow.close();
  });

  it('reads one page after another in the same thread', async () => {
    const readings = await Promise.all([1, 2, 3].map(() => reader.read(article, undefined)));
    expect(readings.map((reading) => reading.kind)).toEqual(['article', 'article', 'article']);
  });

  it('refuses nesting past 512 elements and pages past five million characters without reading them', async () => {
    expect(await reader.read(page('<div>'.repeat(20_000)), undefined)).toEqual({
      kind: 'unreadable',
      reason: 'the page nests too deep',
    });
    expect(await reader.read(page('<div><script>x</script>'.repeat(20_000)), undefined)).toEqual({
      kind: 'unreadable',
      reason: 'the page nests too deep',
    });
    expect(await reader.read('<p>'.padEnd(5_000_001, 'ا'), undefined)).toEqual({
      kind: 'unreadable',
      reason: 'the page is too large',
    });
  });

  it('is not misled by tags in scripts and comments, nor by elements that end by themselves', async () => {
    const flat = `<script>${'"<div>" '.repeat(600)}</script><!-- ${'<div>'.repeat(600)} -->${'<p>سطر<br>'.repeat(600)}`;
    const reading = await reader.read(article.replace('<body>', `<body>${flat.slice(0, 9000)}`), undefined);
    expect(reading.kind).toBe('article');
  });

  it('answers what is asked after closing as unreadable', async () => {
    const closed = createPageReader({ deadlineMs: 3000 });
    await closed.close();
    expect(await closed.read(article, undefined)).toEqual({
      kind: 'unreadable',
      reason: 'the page reader is closed',
    });
  });
});

const folder = new URL('../fixtures/pages/', import.meta.url);
const fixture = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const read = (name: string, url: string) => {
  const reading = readPage(fixture(`${name}.html`), url);
  if (reading.kind === 'unreadable') throw new Error(reading.reason);
  return reading.content;
};

describe('an article page', () => {
  it('states its own address, without tracking, and names its outlet', () => {
    expect(read('wordpress', 'https://marfa.example/local/bridge/?utm_source=x')).toMatchObject({
      statedSource: 'صحيفة المرفأ',
      url: 'https://marfa.example/local/bridge/',
    });
    expect(read('amp', 'https://amp.ofoq.example/economy/port').url).toBe(
      'https://ofoq.example/economy/port',
    );
  });

  it('is known as live, and kept short', () => {
    const content = read('live', 'https://marfa.example/news/77');
    expect(content.kind).toBe('live');
    expect(content.text.split(/\s+/u).length).toBeLessThanOrEqual(120);
  });

  it('is known as a video page', () => {
    expect(read('video', 'https://marfa.example/v/1')).toMatchObject({
      kind: 'soft',
      title: 'لحظة عبور أول سيارة فوق جسر الوادي',
    });
  });

  it.each([
    '<meta name="twitter:image" content="/a.jpg">',
    '<link rel="image_src" href="https://marfa.example/a.jpg">',
    '<img itemprop="image" src="/a.jpg">',
    '<meta property="og:image" content="data:image/gif;base64,R0"><img itemprop="image" src="a.jpg">',
  ])('has the picture of %s', (html) => {
    expect(
      readPage(article.replace('<article>', `${html}<article>`), 'https://marfa.example/1'),
    ).toMatchObject({
      content: { image: 'https://marfa.example/a.jpg' },
    });
  });

  it.each([
    ['https://marfa.example/videos/2025/9', 'soft'],
    ['https://marfa.example/%D8%B5%D9%88%D8%B1/9', 'soft'],
    ['https://marfa.example/videotape/9', 'news'],
  ])('at %s is %s', (url, kind) => {
    expect(readPage(article, url)).toMatchObject({ content: { kind } });
  });

  it('takes an address of another site, or its front door, for no canonical one', () => {
    const html = (link: string) => article.replace('<head>', `<head><link rel="canonical" href="${link}">`);
    for (const link of ['https://other.example/1', 'https://marfa.example/', 'javascript:alert(1)']) {
      const reading = readPage(html(link), 'https://marfa.example/news/1');
      expect(reading).toMatchObject({ content: { url: 'https://marfa.example/news/1' } });
    }
  });

  it.each([
    [
      '<div class="top-date">الأحد 23 تشرين الثاني 2025</div><h1>افتتاح جسر الوادي الجديد</h1><span class="post-date">9 مارس 2025</span>',
      '2025-03-09',
    ],
    [
      '<time datetime="2025-11-23">اليوم</time><main><time class="updated" datetime="2025-03-10">.</time><time datetime="2025-03-09T09:00:00+03:00">.</time></main>',
      '2025-03-09T09:00:00+03:00',
    ],
    [
      '<main><ul><li><time datetime="2025-11-23">.</time></li><li>خبر</li><li>خبر آخر</li><li>وآخر</li><li>وآخر بعده</li><li>وأخير</li></ul><h1>افتتاح جسر الوادي الجديد</h1><time datetime="2025-03-09">.</time></main>',
      '2025-03-09',
    ],
    [
      '<meta name="pubdate" content="2025-03-09"><meta itemprop="datePublished" content="2025-03-09T09:00:00Z">',
      '2025-03-09T09:00:00+00:00',
    ],
    ['<span class="date">اليوم</span>', undefined],
    [
      '<div class="top">الأحد 23 تشرين الثاني 2025</div><main><h1>افتتاح جسر الوادي الجديد</h1><span class="date">منذ 3 ساعات</span></main>',
      undefined,
    ],
    ['<main><p>الأحد 9 مارس 2025</p><h1>افتتاح جسر الوادي الجديد</h1></main>', '2025-03-09'],
    ['<h1>افتتاح جسر الوادي الجديد</h1><p>آخر تحديث: 10 مارس 2025 <i>نشر: 9 مارس 2025</i></p>', '2025-03-09'],
    ['<h1>افتتاح جسر الوادي الجديد</h1><p>آخر تحديث: 10 مارس 2025</p>', '2025-03-10'],
    ['<meta property="article:published_time" content="3/9/2025 10:00:00 AM">', '2025-03-09'],
  ])('takes from %s the day it was published', (html, published) => {
    expect(readPage(article.replace('<article>', `${html}<article>`), undefined)).toMatchObject({
      content: { published },
    });
  });

  it('is told from the teasers around it however short it is', () => {
    const teaser = (title: string, text: string) =>
      `<div><h3><a href="/x">${title}</a></h3><p>${text}</p></div>`;
    const gold = fixture('microdata.txt').trim().split('\n');
    const side = gold.map((text, index) => teaser(`عنوان خبر آخر رقم ${index}`, text)).join('');
    const html = page(`<div><h1>افتتاح جسر الوادي الجديد</h1><p>${paragraph}</p></div><div>${side}</div>`);
    expect(readPage(html, undefined)).toMatchObject({ content: { text: paragraph } });
  });

  it('is read from structured data alone, also where that is escaped twice', () => {
    const gold = fixture('divs.txt').trim().split('\n');
    for (const articleBody of [
      gold.join('\n\n'),
      gold.map((text) => `<p>${text}</p>`).join(''),
      gold.map((text) => `&lt;p&gt;${text}&lt;/p&gt;`).join(''),
      gold.join(''),
    ]) {
      const data = JSON.stringify({
        '@type': 'NewsArticle',
        headline: 'إضراب في الميناء يوقف الشحن',
        articleBody,
      });
      const html = page('<div id="app"></div>', `<script type="application/ld+json">${data}</script>`);
      expect(readPage(html, undefined)).toMatchObject({
        content: { title: 'إضراب في الميناء يوقف الشحن', text: gold.join('\n') },
      });
    }
  });

  it('is read from where React streams it late, hidden until its script moves it', () => {
    const [lead = '', ...rest] = fixture('divs.txt').trim().split('\n');
    const title = 'إضراب في الميناء يوقف الشحن';
    const html = page(
      `<main><!--$?--><template id="B:0"></template><p>لحظة</p><!--/$--></main><div hidden id="S:0"><article><h1>${title}</h1><template id="P:1"></template></article></div><div hidden id="S:1"><p>${lead}</p>${rest.map((text) => `<p>${text}</p>`).join('')}</div><div hidden id="menu"><p>${paragraph}</p></div>`,
    ).replace('افتتاح جسر الوادي الجديد', title);
    expect(readPage(html, undefined)).toMatchObject({ content: { title, text: [lead, ...rest].join('\n') } });
  });

  describe("in the stream of a page's own program", () => {
    const gold = fixture('divs.txt').trim().split('\n');
    const title = 'إضراب في الميناء يوقف الشحن';
    const body = gold.map((text) => `<p>${text}</p>`).join('');
    const push = (part: string) =>
      `<script>self.__next_f.push([1,${JSON.stringify(part).replaceAll('</', '<\\/')}])</script>`;
    const streamed = (stream: string, cuts: readonly number[]) =>
      page(
        '<div>لحظة</div>',
        [0, ...cuts].map((from, at) => push(stream.slice(from, cuts[at]))).join('\n'),
      ).replace('افتتاح جسر الوادي الجديد', title);
    const reference = `5:["$","$La",null,{"post":{"headline":"${title}","content":"$a"}}]\n`;
    const row = `a:T${Buffer.byteLength(body).toString(16)},${body}`;

    it.each([
      ['in a row of text', `1:"$Sreact.fragment"\n${row}${reference}`],
      ['in a row of text behind what refers to it', `${reference}${row}6:null\n`],
      [
        'in the article itself',
        `2:I[52,["1"],""]\n5:["$","div",null,{"a":${JSON.stringify({ title, html: body })}}]\n`,
      ],
    ])('it is read %s, wherever the stream was cut', (_, stream) => {
      for (const cuts of [[], [40, 300], [7, 8, 500, 900]])
        expect(readPage(streamed(stream, cuts), undefined)).toMatchObject({
          content: { title, text: gold.join('\n') },
        });
    });

    it.each([
      'a:Tfffffff,نص',
      `${'x'.repeat(100_000)}\n`,
      ':\n'.repeat(50_000),
      `5:{"title":"${title}","body":${'['.repeat(100_000)}`,
      `5:{"title":"${title}","body":"$a"}\n`.repeat(3_000),
    ])('what is broken, endless or hostile says nothing', (stream) => {
      expect(readPage(streamed(stream, []), undefined)).toEqual({
        kind: 'unreadable',
        reason: 'no article text on the page',
      });
    });
  });

  it('gives no author where the page names itself or a dateline', () => {
    for (const name of ['صحيفة المرفأ', 'admin', '(الجزائر - المرفأ)', 'https://x.example/me']) {
      const reading = readPage(
        article.replace(
          '<head>',
          `<head><meta property="og:site_name" content="صحيفة المرفأ"><meta name="author" content="${name}">`,
        ),
        undefined,
      );
      expect(reading).toMatchObject({ content: { author: undefined } });
    }
  });

  it.each([
    ['ماجد الراوي - وهران', 'ماجد الراوي'],
    ['وهران - ماجد الراوي', 'ماجد الراوي'],
    ['كتب ماجد الراوي – هالة منصور', 'ماجد الراوي'],
    ['وهران - المرفأ', undefined],
  ])("reads «%s» under a byline's class as %s", (byline, author) => {
    const html = article.replace('<body>', `<body><span class="writer">${byline}</span>`);
    expect(html).toContain(byline);
    expect(readPage(html, undefined)).toMatchObject({ content: { author } });
  });

  it.each([
    ['in a comment', (json: string) => `<!-- ${json} -->`],
    ['in CDATA', (json: string) => `//<![CDATA[\n${json}\n//]]>`],
    ['with a comma too many', (json: string) => `${json.slice(0, -1)},}`],
    ['with a line break in a string', (json: string) => json.replace('سليم', 'سليم\n')],
  ])('is told by structured data %s', (_, written) => {
    const data = JSON.stringify({
      '@graph': [
        { '@type': 'NewsArticle', headline: 'افتتاح جسر الوادي الجديد', author: { '@id': '#1' } },
        { '@type': 'Person', '@id': '#1', name: 'سليم الحاج' },
      ],
    });
    const html = article.replace(
      '<head>',
      `<head><script type="application/ld+json">${written(data)}</script>`,
    );
    expect(readPage(html, undefined)).toMatchObject({ content: { author: 'سليم الحاج' } });
  });

  it.each([
    ['2025-03-08T22:40:00Z', '2025-03-08T22:40:00+00:00', '8 مارس 2025'],
    ['2025-03-08T22:40:00Z', '2025-03-09T00:40:00+02:00', '9 مارس 2025'],
    ['2025-03-08T20:05:00Z', '2025-03-09T00:05:00+04:00', '9 مارس 2025'],
    ['2025-03-08T10:00:00Z', '2025-03-08T10:00:00+00:00', '9 مارس 2025'],
  ])('stated as %s is published at %s where the page shows %s', (stated, published, shown) => {
    const html = article
      .replace('<head>', `<head><meta property="article:published_time" content="${stated}">`)
      .replace('</h1>', `</h1><span>${shown}</span>`);
    expect(readPage(html, undefined)).toMatchObject({ content: { published } });
  });

  it('survives structured data that is broken, endless or hostile', () => {
    for (const data of [
      '{',
      '[[[[[]]]]]',
      '{"@type":"NewsArticle","headline":{"a":[]},"author":[null]}',
      'null',
    ]) {
      const html = article.replace('<head>', `<head><script type="application/ld+json">${data}</script>`);
      expect(readPage(html, undefined)).toMatchObject({ content: { title: 'افتتاح جسر الوادي الجديد' } });
    }
  });
});

describe('a hostile page', () => {
  it.each([
    ['<svg>'.repeat(300_000), 'the page nests too deep'],
    ['<div>'.repeat(600), 'the page nests too deep'],
    ['<!-- '.repeat(300_000), 'no article text on the page'],
    ['<'.repeat(1_500_000), 'no article text on the page'],
    [`<script type="application/ld+json">${'['.repeat(900_000)}</script>`, 'no article text on the page'],
    ['<script>x={"a":'.repeat(100_000), 'no article text on the page'],
    ['<p>كلمة <b>أخرى</b></p>'.repeat(80_000), 'no article text on the page'],
    [
      '<div itemprop="author name headline" class="date">س</div>'.repeat(30_000),
      'no article text on the page',
    ],
  ])('is unreadable, whatever it repeats', (html, reason) => {
    expect(readPage(html, undefined)).toEqual({ kind: 'unreadable', reason });
  });

  it('cannot turn its words round', () => {
    const html = article.replaceAll('الجسر', '\u202eالجسر\u202c\u200b');
    const reading = readPage(html, undefined);
    expect(reading).toMatchObject({ kind: 'article' });
    expect(JSON.stringify(reading)).not.toMatch(/[\u200b\u202a-\u202e\u2066-\u2069]/u);
  });
});

describe('a page that is no article', () => {
  it.each([
    ['<title>Just a moment...</title><p>Checking your browser</p>', 'a bot check stands before the page'],
    [
      '<title>المرفأ</title><script src="/cdn-cgi/challenge-platform/x.js"></script>',
      'a bot check stands before the page',
    ],
    ['<title>404 - الصفحة غير موجودة</title><p>عذرا</p>', 'the page is not there'],
    ['<title>المرفأ</title><h1>عذرا، الصفحة التي تبحث عنها غير موجودة</h1>', 'the page is not there'],
    ['<title>Access Denied</title><p>You do not have permission.</p>', 'access is denied'],
    ['<title>تسجيل الدخول</title><form><input></form>', 'the page asks to log in'],
    [
      '<title>جسر الوادي</title><p>بدأ العمل في الجسر.</p><p>اشترك الآن لمتابعة القراءة</p>',
      'the text is for subscribers only',
    ],
    [
      '<title>المرفأ</title><p>نستخدم ملفات تعريف الارتباط لتحسين تجربتك.</p><button>موافق</button>',
      'only a cookie notice was answered',
    ],
    ['<title>المرفأ</title><p>يرجى تفعيل جافا سكريبت لعرض الصفحة.</p>', 'the page needs scripts'],
    ['', 'no article text on the page'],
    [
      '<title>المرفأ</title><ul><li><a href="/1">خبر أول</a></li><li><a href="/2">خبر ثان</a></li></ul>',
      'no article text on the page',
    ],
  ])('%s is unreadable', (html, reason) => {
    expect(readPage(html, undefined)).toEqual({ kind: 'unreadable', reason });
  });

  const teasers = Array.from(
    { length: 12 },
    (_, at) =>
      `<div class="item"><h3><a href="/${at}">عنوان خبر آخر يحمل الرقم ${at}</a></h3><p>${paragraph} وهذا ملخص رقم ${at}.</p></div>`,
  ).join('');
  const vendors = Array.from(
    { length: 20 },
    (_, at) => `<p>يستخدم الشريك رقم ${at} ملفات تعريف الارتباط لقياس أداء الإعلانات واختيارها لك.</p>`,
  ).join('');

  it.each([
    [
      'a paywall among teasers',
      page(
        `<main><h1>افتتاح جسر الوادي الجديد</h1><p>${paragraph}</p><div class="wall">هذا المحتوى مخصص للمشتركين</div></main>${teasers}`,
      ),
      'the text is for subscribers only',
    ],
    [
      'what is free of a text that says it is not',
      page(
        `<h1>افتتاح جسر الوادي الجديد</h1><p>${paragraph}</p><button>اشترك</button>`,
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"افتتاح جسر الوادي الجديد","hasPart":[{"@type":"WebPageElement","isAccessibleForFree":"False"}]}</script>',
      ),
      'the text is for subscribers only',
    ],
    [
      'a long list of what a site wants consent to',
      page(`<div><h2>نحن نهتم بخصوصيتك</h2>${vendors}<button>أوافق</button></div>`),
      'only a cookie notice was answered',
    ],
    [
      'an error among teasers',
      page(`<h1>عذرا</h1>${teasers}`).replace('افتتاح جسر الوادي الجديد', 'الصفحة غير موجودة'),
      'the page is not there',
    ],
  ])('%s is unreadable', (_, html, reason) => {
    expect(readPage(html, undefined)).toEqual({ kind: 'unreadable', reason });
  });

  const links = Array.from({ length: 12 }, (_, at) => `<li><a href="/${at}">عنوان خبر آخر ${at}</a></li>`);
  it.each([
    [
      'an offer to read on for money in the place of the rest',
      `<h1>قراءة في الموازنة</h1><p>${paragraph}</p><div><p>استنفدت مقالاتك المجانية لهذا الشهر</p><button>اشترك</button></div>`,
      'the text is for subscribers only',
    ],
    [
      'a form to log in',
      '<h1>أهلا بعودتك</h1><p>ليس لديك حساب؟ أنشئ حسابا مجانيا لتتمكن من قراءة هذا المقال وحفظ ما يعجبك.</p>',
      'the page asks to log in',
    ],
    [
      'an address that is no more, among links',
      `<h2>عفوا!</h2><p>ربما حُذفت الصفحة التي تحاول الوصول إليها أو تغير عنوانها.</p><ul>${links.join('')}</ul>`,
      'the page is not there',
    ],
    [
      'a site under repair',
      '<h1>نعود قريبا</h1><p>الموقع قيد الصيانة الآن، ونعتذر عن أي إزعاج، وسنكون معكم بعد ساعات.</p>',
      'the site is closed for works',
    ],
    [
      'a country that is shut out',
      '<h1>451</h1><p>هذا المحتوى غير متاح في بلدك لأسباب قانونية، ونعتذر لزوارنا عن ذلك.</p>',
      'the page is closed to this country',
    ],
    ['a front page', teasers, 'a list of articles, and none of them'],
  ])('%s is unreadable', (_, body, reason) => {
    const html = page(body).replace('افتتاح جسر الوادي الجديد - ', '');
    expect(readPage(html, undefined)).toEqual({ kind: 'unreadable', reason });
  });

  it.each([
    '500 قتيل في زلزال ضرب الجزر البعيدة',
    'لم يتم العثور على ناجين بين ركاب القارب',
    'هدم بناء غير مصرح به في حي الزهور',
    'تسجيل الدخول إلى الحدائق العامة بالبطاقة',
  ])('is an article under the headline «%s»', (title) => {
    const html = page(
      `<article><h1>${title}</h1><p>${paragraph}</p><p>سجل القارب رحلتين فقط خلال العام.</p></article>`,
    ).replace('افتتاح جسر الوادي الجديد', title);
    expect(readPage(html, undefined)).toMatchObject({ content: { title } });
  });

  it('is still an article when its frame speaks of cookies or subscribers', () => {
    const notice = '<div>نستخدم ملفات تعريف الارتباط.</div><div>اشترك في النشرة</div>';
    const long = fixture('wordpress.html')
      .replace('<body', `<body data-x="1"`)
      .replace('<main>', `${notice}<main>`);
    expect(readPage(long, undefined).kind).toBe('article');
  });
});

describe('the text of HTML', () => {
  it.each([
    ['<p>سطر أول</p><p>سطر ثان</p>', 'سطر أول\nسطر ثان'],
    ['سطر أول<br>سطر <b>ث</b>ان', 'سطر أول\nسطر ثان'],
    ['<p>خمسة &lt; ستة &amp; &#1587;&nbsp;ص</p>', 'خمسة < ستة & س ص'],
    ['<p>قبل</p><script>x = "<p>لا</p>"</script><style>p{}</style><p>بعد</p>', 'قبل\nبعد'],
    ['<figure><img><figcaption>تعليق</figcaption></figure><p>نص</p>', 'نص'],
    ['<p>نص</p><blockquote class="twitter-tweet"><p>منشور</p>— اسم</blockquote>', 'نص'],
    ['<p>نص يلي</p><blockquote>قال قائل</blockquote>', 'نص يلي\nقال قائل'],
    ['<p>نص</p><p><a href="/1">خبر آخر</a></p>', 'نص'],
    ['<p>نص</p><p><a href="/1">جملة كاملة.</a></p>', 'نص\nجملة كاملة.'],
    ['<a href="/1">لا شيء سوى رابط</a>', 'لا شيء سوى رابط'],
    ['<p>لم يُغلق <b>وسم', 'لم يُغلق وسم'],
    ['', ''],
  ])('%s', (html, text) => {
    expect(htmlToText(html)).toBe(text);
  });

  it('leaves out lists of linked headings with their summaries, and keeps subheadings', () => {
    const item = '<h3><a href="/1">خبر آخر</a></h3><p>ملخص الخبر الآخر.</p>';
    expect(htmlToText(`<p>نص</p><h3>عنوان فرعي</h3><p>بقية النص.</p>${item.repeat(4)}`)).toBe(
      'نص\nعنوان فرعي\nبقية النص.',
    );
  });

  it('is read down to 512 nested elements and no further', () => {
    expect(htmlToText(`<p>نص</p>${'<div>'.repeat(400)}عميق`)).toBe('نص\nعميق');
    expect(htmlToText(`<p>نص</p>${'<div>'.repeat(100_000)}أعمق`)).toBe('نص');
  });
});
