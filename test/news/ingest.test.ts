import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ingestDue, ingestInput } from '../../src/news/ingest.ts';
import { openSite } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import {
  DAY,
  HOUR,
  LONG,
  NOW,
  openBench,
  page,
  paths,
  rss,
  SENTENCES,
  source,
  sourcesOf,
  TEASER,
} from './ingest-bench.ts';

describe('a visit', () => {
  test('stores what the feed holds, with its outlet, times and clean text', async () => {
    const bench = openBench();
    const site = await openSite({
      '/feed': rss({
        title: 'البلدية تفتح الجسر الجديد - صحيفة المرفأ',
        link: 'https://marfa.example/1?utm_source=rss',
        guid: '1',
        date: 'Mon, 30 Jun 2025 10:00:00 +0300',
      }),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`, { house: 'دار المرفأ' }));
    expect(await visit(NOW)).toEqual([{ input: 'marfa', status: 'ok', found: 1, new: 1, error: undefined }]);
    expect(await bench.articles()).toMatchObject([
      {
        sourceId: 'marfa',
        publisher: 'المرفأ',
        house: 'دار المرفأ',
        url: 'https://marfa.example/1',
        published: '2025-06-30T10:00:00+03:00',
        publishedAt: Date.UTC(2025, 5, 30, 7),
        text: SENTENCES.join('\n'),
        sample: false,
        firstSeenAt: NOW,
      },
    ]);
    expect(paths(site)).toEqual(['/feed']);
  });

  test('that stored something is told at once, one that did not is not', async () => {
    const bench = openBench();
    const site = await openSite({ '/feed': rss({ title: 'خبر الجسر', guid: '1' }), '/empty': rss() });
    await bench.store.sources.sync(
      [source(`${site.origin}/feed`), source(`${site.origin}/empty`, { id: 'empty' })],
      NOW,
    );
    let told = 0;
    const deps = { ...bench.deps, stored: () => (told += 1) };
    await ingestDue(deps, NOW);
    await ingestDue(deps, NOW + DAY);
    expect(told).toBe(1);
  });

  test('asks the whole once, then only whether it changed, with both validators as given', async () => {
    const bench = openBench();
    const feed = rss({ title: 'خبر الجسر', guid: '1' });
    const site = await openSite({
      '/feed': ({ headers }) =>
        headers['if-none-match'] === 'W/"x  y"' && headers['if-modified-since'] === 'long ago'
          ? { status: 304 }
          : { headers: { etag: 'W/"x  y"', 'last-modified': 'long ago' }, body: feed },
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ status: 'ok', new: 1 }]);
    for (const hour of [1, 2, 3])
      expect(await visit(NOW + hour * HOUR)).toEqual([
        { input: 'marfa', status: 'unchanged', found: 0, new: 0, error: undefined },
      ]);
    expect(site.asked.filter(({ headers }) => headers['if-none-match'] === undefined)).toHaveLength(1);
  });

  test('is not made before it is due, also after a restart', async () => {
    const bench = openBench();
    const site = await openSite({ '/feed': rss({ title: 'خبر الجسر', guid: '1' }) });
    const sources = [source(`${site.origin}/feed`)];
    const visit = await sourcesOf(bench, ...sources);
    await visit(NOW);
    await bench.store.sources.sync(sources, NOW + 60_000);
    expect(await visit(NOW + 5 * 60_000)).toEqual([]);
    expect(site.asked).toHaveLength(1);
  });

  test('takes a correction of what it knows, and nothing when only a date or picture moved', async () => {
    const bench = openBench();
    const site = await openSite({
      '/feed': rss({ title: 'فتح الجسر', guid: '1', date: '2025-06-30T10:00Z' }),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    site.pages['/feed'] = rss({ title: 'فتح الجسر', guid: '1', date: '2025-06-30T11:00Z' });
    expect(await visit(NOW + HOUR)).toMatchObject([{ status: 'unchanged', found: 1, new: 0 }]);
    site.pages['/feed'] = rss({ title: 'تأجيل فتح الجسر', guid: '1', date: '2025-06-30T11:00Z' });
    expect(await visit(NOW + 2 * HOUR)).toMatchObject([{ status: 'ok', found: 1, new: 0 }]);
    expect((await bench.articles()).map(({ title }) => title)).toEqual(['تأجيل فتح الجسر']);
  });

  test('takes items without a date, or dated ahead, once and without a time', async () => {
    const bench = openBench();
    const site = await openSite({
      '/feed': rss(
        { title: 'خبر بلا تاريخ', guid: '1' },
        { title: 'خبر من الغد', guid: '2', date: '2025-07-01T12:00Z' },
        { title: 'خبر من القرن الماضي', guid: '3', date: '1970-01-01T00:00Z' },
        { title: 'خبر بعد دقيقتين', guid: '4', date: '2025-06-30T12:02Z' },
      ),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ new: 4 }]);
    expect((await bench.articles()).map(({ publishedAt }) => publishedAt)).toEqual([
      undefined,
      undefined,
      undefined,
      NOW,
    ]);
    for (const day of [1, 2, 3])
      expect(await visit(NOW + day * DAY)).toMatchObject([{ status: 'unchanged', new: 0 }]);
    expect(await bench.articles()).toHaveLength(4);
  });

  test('takes the time of the last change where the first is not to be believed', async () => {
    const bench = openBench();
    const entry = `<entry><id>1</id><title>خبر الجسر</title><published>2025-06-30T15:00:00Z</published><updated>2025-06-30T11:00:00Z</updated><content type="html"><![CDATA[${LONG}]]></content></entry>`;
    const site = await openSite({ '/feed': `<feed xmlns="http://www.w3.org/2005/Atom">${entry}</feed>` });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    expect(await bench.articles()).toMatchObject([
      { published: '2025-06-30T11:00:00Z', publishedAt: Date.UTC(2025, 5, 30, 11) },
    ]);
  });

  test('takes a clock of no named zone that runs ahead for one of an Arab capital', async () => {
    const bench = openBench();
    const at = (hour: number, zone = '') =>
      `2025-06-30 ${String(new Date(NOW + hour * HOUR).getUTCHours()).padStart(2, '0')}:00:00${zone}`;
    const dates = [at(-2), at(2), at(4), at(6), at(2, ' GMT')];
    const site = await openSite({
      '/feed': rss(...dates.map((date, id) => ({ title: `خبر الجسر ${id}`, guid: `${id}`, date }))),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    const told = (await bench.articles()).map(
      ({ title, publishedAt }) => `${title}: ${publishedAt === undefined ? '–' : (publishedAt - NOW) / HOUR}`,
    );
    expect(told.sort()).toEqual([
      'خبر الجسر 0: -2',
      'خبر الجسر 1: 0',
      'خبر الجسر 2: 0',
      'خبر الجسر 3: –',
      'خبر الجسر 4: –',
    ]);
  });

  test('keeps when an entry was changed after it was published, and no change that is none', async () => {
    const bench = openBench();
    const entry = (id: number, updated: string) =>
      `<entry><id>${id}</id><title>خبر الجسر ${id}</title><published>2025-06-30T08:00:00Z</published><updated>${updated}</updated><content type="html"><![CDATA[${LONG}]]></content></entry>`;
    const entries = entry(1, '2025-06-30T09:30:00+03:00') + entry(2, '2025-06-30T12:30:00+03:00');
    const site = await openSite({ '/feed': `<feed xmlns="http://www.w3.org/2005/Atom">${entries}</feed>` });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    const updates = (await bench.articles()).map(({ title, updated }) => `${title}: ${updated}`);
    expect(updates.sort()).toEqual(['خبر الجسر 1: undefined', 'خبر الجسر 2: 2025-06-30T12:30:00+03:00']);
  });

  test('keeps no picture that stands for the outlet, by its name or by how many articles bear it', async () => {
    const bench = openBench();
    const entry = (id: number, picture: string) =>
      `<entry><id>${id}</id><title>خبر الجسر ${id}</title><link rel="enclosure" type="image/jpeg" href="https://marfa.example/${picture}"/><content type="html"><![CDATA[${LONG}]]></content></entry>`;
    const pictures = ['all.jpg', 'all.jpg', 'two.jpg', 'logo.png', 'two.jpg', 'all.jpg'];
    const site = await openSite({
      '/feed': `<feed xmlns="http://www.w3.org/2005/Atom">${pictures.map((picture, id) => entry(id, picture)).join('')}</feed>`,
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    const kept = (await bench.articles()).map(({ title, image }) => `${title}: ${image}`);
    expect(kept.sort()).toEqual(
      ['', '', '/two.jpg', '', '/two.jpg', ''].map(
        (picture, id) => `خبر الجسر ${id}: ${picture === '' ? undefined : `https://marfa.example${picture}`}`,
      ),
    );
  });

  test('tells entries that share an id apart by their addresses', async () => {
    const bench = openBench();
    const site = await openSite({
      '/feed': rss(
        { title: 'خبر أول', guid: 'same', link: 'https://marfa.example/1' },
        { title: 'خبر ثان', guid: 'same', link: 'https://marfa.example/2' },
        { title: 'خبر ثان', guid: 'same', link: 'https://www.marfa.example/2?fbclid=x' },
      ),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ found: 3, new: 2 }]);
  });

  test('survives entries whose HTML nests without end', async () => {
    const bench = openBench();
    const site = await openSite({
      '/feed': rss(
        { title: 'خبر عن التداخل', guid: '1', body: '<div>'.repeat(100_000) },
        { title: 'خبر الجسر', guid: '2' },
      ),
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ status: 'ok', found: 2, new: 2 }]);
    expect((await bench.articles()).map(({ text }) => text)).toEqual([
      'خبر عن التداخل',
      SENTENCES.join('\n'),
    ]);
  });

  test('never takes another outlet’s article for its own', async () => {
    const bench = openBench();
    const address = 'https://marfa.example/1';
    const site = await openSite({
      '/feed': rss({ title: 'خبر الجسر', link: address, guid: address }),
      '/thief': rss({ title: 'خبر مدسوس', link: address, guid: address }),
    });
    const visit = await sourcesOf(
      bench,
      source(`${site.origin}/feed`),
      source(`${site.origin}/thief`, { id: 'thief', publisher: 'أخرى' }),
    );
    await visit(NOW);
    const stored = (await bench.articles()).map(({ publisher, title }) => [publisher, title]);
    expect(stored).toContainEqual(['المرفأ', 'خبر الجسر']);
    expect(stored).toContainEqual(['أخرى', 'خبر مدسوس']);
  });

  test('of two feeds of one outlet stores what both hold once', async () => {
    const bench = openBench();
    const site = await openSite({
      '/all': rss({ title: 'خبر الجسر', link: 'https://marfa.example/1', guid: 'https://marfa.example/1#0' }),
      '/city': rss({ title: 'خبر الجسر', link: 'https://www.marfa.example/1?utm_source=rss' }),
    });
    const visit = await sourcesOf(
      bench,
      source(`${site.origin}/all`),
      source(`${site.origin}/city`, { id: 'city' }),
    );
    await visit(NOW);
    expect(await bench.articles()).toHaveLength(1);
  });

  test('tells entries that all link to the front page apart by their words, and does not read that page', async () => {
    const bench = openBench();
    const site = await openSite({ '/': page('الصفحة الأولى') });
    site.pages['/feed'] = rss(
      { title: 'خبر أول', link: `${site.origin}/`, body: TEASER },
      { title: 'خبر ثان', link: `${site.origin}/`, body: TEASER },
      { title: 'خبر ثان', link: `${site.origin}/`, body: TEASER },
    );
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ found: 3, new: 2 }]);
    expect(await visit(NOW + HOUR)).toMatchObject([{ status: 'unchanged' }]);
    expect(paths(site)).toEqual(['/feed', '/feed']);
  });

  test('reads windows-1256 that nobody declared', async () => {
    const bench = openBench();
    const table = new Map<string, number>();
    const decoder = new TextDecoder('windows-1256');
    for (let byte = 0; byte < 256; byte += 1) table.set(decoder.decode(new Uint8Array([byte])), byte);
    const bytes = Uint8Array.from(
      rss({ title: 'خبر الجسر', guid: '1' }),
      (letter) => table.get(letter) ?? 0x3f,
    );
    const site = await openSite({ '/feed': { headers: { 'content-type': 'text/xml' }, body: bytes } });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    expect(await bench.articles()).toMatchObject([{ title: 'خبر الجسر', text: SENTENCES.join('\n') }]);
  });

  test.each([
    '<p>ظهرت المقالة <a href="/1">فتح الجسر</a> أولاً على <a href="/">صحيفة المرفأ</a>.</p>',
    '<p>The post <a href="/1">فتح الجسر</a> appeared first on <a href="/">صحيفة المرفأ</a>.</p>',
    ' [&#8230;]',
    '<a href="/1">اقرأ المزيد</a>',
    '<img src="/pixel.gif" width="1"><script>x()</script>',
  ])('leaves out what publishing software adds to a feed’s text: %s', async (footer) => {
    const bench = openBench();
    const site = await openSite({ '/feed': rss({ title: 'فتح الجسر', guid: '1', body: LONG + footer }) });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    expect((await bench.articles())[0]?.text).toBe(SENTENCES.join('\n'));
  });

  test.each(['text/html; charset=iso-8859-1', 'image/png', 'application/octet-stream', 'no type at all'])(
    'believes the content where the server calls it %s',
    async (type) => {
      const bench = openBench();
      const feed = rss({ title: 'خبر الجسر', guid: '1' });
      const site = await openSite({ '/feed': { headers: { 'content-type': type }, body: `\ufeff${feed}` } });
      const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
      expect(await visit(NOW)).toMatchObject([{ status: 'ok', new: 1 }]);
      expect((await bench.articles())[0]?.title).toBe('خبر الجسر');
    },
  );

  test('keeps the whole entries of a feed that breaks off', async () => {
    const bench = openBench();
    const whole = rss({ title: 'خبر أول', guid: '1' }, { title: 'خبر ثان', guid: '2' });
    const site = await openSite({ '/feed': whole.slice(0, -200) });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    expect(await visit(NOW)).toMatchObject([{ status: 'ok', found: 1, new: 1 }]);
  });

  test('asks again for the whole of a feed that broke off, though its validators came with it', async () => {
    const bench = openBench();
    const whole = rss({ title: 'خبر أول', guid: '1' }, { title: 'خبر ثان', guid: '2' });
    let body = whole.slice(0, -200);
    const site = await openSite({
      '/feed': ({ headers }) =>
        headers['if-none-match'] === '"one"' ? { status: 304 } : { headers: { etag: '"one"' }, body },
    });
    const visit = await sourcesOf(bench, source(`${site.origin}/feed`));
    await visit(NOW);
    body = whole;
    expect(await visit(NOW + 24 * 3_600_000)).toMatchObject([{ status: 'ok', found: 2, new: 1 }]);
  });
});

describe('other kinds of source', () => {
  test('a page is an article of its own, corrected when it changes', async () => {
    const bench = openBench();
    const site = await openSite({ '/a': page('البلدية تفتح الجسر') });
    const visit = await sourcesOf(bench, source(`${site.origin}/a`, { kind: 'page' }));
    expect(await visit(NOW)).toMatchObject([{ status: 'ok', found: 1, new: 1 }]);
    expect(await visit(NOW + HOUR)).toMatchObject([{ status: 'unchanged', found: 1, new: 0 }]);
    site.pages['/a'] = page('البلدية تؤجل فتح الجسر');
    expect(await visit(NOW + 2 * HOUR)).toMatchObject([{ status: 'ok', found: 1, new: 0 }]);
    expect(await bench.articles()).toMatchObject([{ title: 'البلدية تؤجل فتح الجسر', publisher: 'المرفأ' }]);
  });

  test('a folder holds feeds, pages and texts; a file that cannot be read stops no other', async () => {
    const bench = openBench();
    const folder = temporaryFolder();
    await mkdir(join(folder, 'inner'));
    await writeFile(join(folder, 'a.txt'), SENTENCES.join('\n\n'));
    await writeFile(join(folder, 'b.html'), page('خبر الصفحة عن الجسر'));
    await writeFile(join(folder, 'c.xml'), rss({ title: 'خبر الخلاصة', guid: '1' }));
    await writeFile(join(folder, 'd.json'), '{"a": 1}');
    await writeFile(join(folder, 'e.png'), 'PNG');
    await writeFile(join(folder, '.hidden.txt'), 'سر');
    const visit = await sourcesOf(bench, source(folder, { kind: 'folder' }));
    expect(await visit(NOW)).toMatchObject([{ status: 'ok', found: 3, new: 3 }]);
    expect(bench.logged).toEqual([
      'file left {"source":"marfa","error":"d.json: is JSON, but no JSON feed"}',
    ]);
    await writeFile(join(folder, 'a.txt'), SENTENCES.slice(0, 3).join('\n\n'));
    expect(await visit(NOW + HOUR)).toMatchObject([{ status: 'ok', found: 3, new: 0 }]);
    expect((await bench.articles()).every(({ publisher }) => publisher === 'المرفأ')).toBe(true);
  });
});

describe('what is handed in', () => {
  test('is told apart by its content, whatever it is called', async () => {
    const bench = openBench();
    const folder = temporaryFolder();
    const files = {
      'feed.txt': rss({ title: 'خبر الخلاصة', guid: '1' }, { title: 'خبر ثان في الخلاصة', guid: '2' }),
      'page.xml': page('خبر الصفحة عن الجسر'),
      'text.html': `${SENTENCES.join('\n\n')}\n\nالمصدر: CNN Arabic`,
    };
    const results = [];
    for (const [name, content] of Object.entries(files)) {
      await writeFile(join(folder, name), content);
      results.push(await ingestInput(bench.deps, join(folder, name), NOW));
    }
    expect(results.map(({ status, found, new: fresh }) => [status, found, fresh])).toEqual([
      ['ok', 2, 2],
      ['ok', 1, 1],
      ['ok', 1, 1],
    ]);
    const publishers = (await bench.articles()).map(({ publisher }) => publisher);
    expect(publishers).toContain('CNN بالعربية');
    expect(await ingestInput(bench.deps, join(folder, 'text.html'), NOW + HOUR)).toMatchObject({
      status: 'unchanged',
      found: 1,
      new: 0,
    });
    expect(await ingestInput(bench.deps, folder, NOW + HOUR)).toMatchObject({
      status: 'unchanged',
      found: 4,
    });
  });

  test('may be an address', async () => {
    const bench = openBench();
    const site = await openSite({
      '/a': page('خبر الصفحة عن الجسر'),
      '/feed': rss({ title: 'خبر', guid: '1' }),
    });
    expect(await ingestInput(bench.deps, `${site.origin}/a`, NOW)).toMatchObject({ status: 'ok', new: 1 });
    expect(await ingestInput(bench.deps, `${site.origin}/feed`, NOW)).toMatchObject({ status: 'ok', new: 1 });
    expect((await bench.articles()).map(({ sourceId }) => sourceId)).toEqual([undefined, undefined]);
  });

  test.each([
    ['nowhere.txt', 'there is no such file or folder'],
    ['empty.txt', 'is empty'],
    ['data.json', 'is JSON, but no JSON feed'],
    ['http://10.0.0.1/', '10.0.0.1 is not a public address (ALLOW_PRIVATE_HOSTS can allow it)'],
  ])('and gives nothing says why: %s', async (name, error) => {
    const bench = openBench();
    const folder = temporaryFolder();
    await writeFile(join(folder, 'empty.txt'), ' \n');
    await writeFile(join(folder, 'data.json'), '[1, 2]');
    const input = name.startsWith('http') ? name : join(folder, name);
    expect(await ingestInput(bench.deps, input, NOW)).toEqual({
      input,
      status: 'failed',
      found: 0,
      new: 0,
      error,
    });
  });
});
