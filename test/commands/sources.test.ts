import { readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { followSources } from '../../src/commands/follow-sources.ts';
import { openStore } from '../../src/storage/store.ts';
import { mujaz } from '../support/command.ts';
import { listeningLog } from '../support/outbox.ts';
import { openSite, type Page } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

const NOW = Date.UTC(2026, 10, 23, 9);

function rss(title: string, items: string): string {
  return `<?xml version="1.0"?><rss version="2.0"><channel><title>${title}</title>${items}</channel></rss>`;
}
const item = (slug: string, date = new Date(Date.now() - 3_600_000).toUTCString()) =>
  `<item><title>خبر ${slug} من الميناء</title><link>https://port.example/${slug}</link><description>وصلت السفينة ${slug} إلى رصيف المدينة صباحا.</description><pubDate>${date}</pubDate></item>`;

/** A folder with a sources file, and a site that the fetcher may ask. */
async function place(
  pages: Record<string, Page>,
  rows = '[\n  { "id": "old", "kind": "feed", "url": "https://old.example/rss", "publisher": "قديم" }\n]\n',
) {
  const site = await openSite(pages);
  const folder = temporaryFolder();
  const file = join(folder, 'sources.json');
  writeFileSync(file, rows);
  const env = { SOURCES_FILE: file, DATABASE_PATH: join(folder, 'mujaz.db'), ALLOW_PRIVATE_HOSTS: site.host };
  return { site, folder, file, env };
}

const ADDED = 'input status id kind url publisher house found error'.split(' ');

describe('sources add', () => {
  test('finds the feed, also behind the page that names it, and a page that is an article; writes what it found', async () => {
    const article = `<html><head><title>قطار الوادي</title><meta property="og:site_name" content="منصة الوادي"></head><body><article><h1>قطار الوادي يصل إلى محطته الأخيرة بعد عامين</h1>${'<p>وصل قطار الوادي إلى محطته الأخيرة مساء السبت بعد عامين من التوقف، وعلى متنه مئتا راكب من أهل القرى المجاورة.</p>'.repeat(3)}</article></body></html>`;
    const { site, file, env } = await place({
      '/rss': rss('صحيفة الأرصفة', item('a') + item('b')),
      '/home': `<html><head><link rel="alternate" type="application/rss+xml" title="Comments" href="/comments"><link REL="alternate stylesheet" type="text/css" href="/x"><link rel='alternate' type='application/atom+xml' href='named?x=1&amp;y=2'></head><body>أهلا</body></html>`,
      '/comments': rss('تعليقات', item('c')),
      '/named?x=1&y=2': rss('نافذة المدينة', item('d')),
      '/article': article,
    });
    const added = await mujaz(
      ['sources', 'add', '--json', `${site.origin}/rss`, `${site.origin}/home`, `${site.origin}/article`],
      env,
    );
    expect([added.status, added.err]).toEqual([0, '']);
    expect(added.lines.map((line) => Object.keys(line))).toEqual([ADDED, ADDED, ADDED]);
    expect(added.lines).toMatchObject([
      {
        status: 'ok',
        kind: 'feed',
        url: `${site.origin}/rss`,
        publisher: 'صحيفة الأرصفة',
        found: 2,
        error: null,
      },
      {
        status: 'ok',
        kind: 'feed',
        url: `${site.origin}/named?x=1&y=2`,
        publisher: 'نافذة المدينة',
        found: 1,
      },
      { status: 'ok', kind: 'page', url: `${site.origin}/article`, publisher: 'منصة الوادي' },
    ]);
    const text = readFileSync(file, 'utf8');
    expect(
      text.startsWith(
        '[\n  { "id": "old", "kind": "feed", "url": "https://old.example/rss", "publisher": "قديم" },\n  ',
      ),
    ).toBe(true);
    expect(text.endsWith('\n]\n')).toBe(true);
    const listed = await mujaz(['sources', 'list', '--json'], env);
    expect(listed.lines.map(({ id }) => id)).toEqual(['old', ...added.lines.map(({ id }) => id)]);
    expect(new Set(listed.lines.map(({ id }) => id)).size).toBe(4);
  });

  test('refuses what is read already, private addresses and what is no source, each in one line; the file stays', async () => {
    const { site, file, env } = await place({
      '/rss': { status: 301, headers: { location: '/feed' } },
      '/feed': rss('أ', item('a')),
      '/login': '<html><body><form><input type="password"></form></body></html>',
      '/data': '{"a": 1}',
      '/dead': '<html><head><link rel="alternate" type="application/rss+xml" href="/gone"></head></html>',
    });
    writeFileSync(file, `[{ "id": "a", "kind": "feed", "url": "${site.origin}/feed", "publisher": "أ" }]`);
    const before = readFileSync(file, 'utf8');
    const inputs = [
      `${site.origin}/feed/?utm_source=x`,
      `${site.origin}/rss`,
      'http://[::ffff:7f00:1]/rss',
      'http://2130706433:1/rss',
      `${site.origin}/login`,
      `${site.origin}/data`,
      `${site.origin}/dead`,
      `${site.origin}/none`,
      'file:///etc/passwd',
    ];
    const { status, err, lines } = await mujaz(['sources', 'add', '--json', ...inputs], env);
    expect(status).toBe(1);
    expect(lines.map((line) => [line.input, line.status])).toEqual(inputs.map((input) => [input, 'failed']));
    expect(lines.map(({ error }) => String(error))).toEqual([
      expect.stringMatching(/^is read already, as a$/),
      expect.stringMatching(/is read already, as a$/),
      expect.stringMatching(/is not a public address/),
      expect.stringMatching(/is not a public address/),
      expect.stringMatching(/names no feed/),
      expect.stringMatching(/is JSON, but no JSON feed/),
      expect.stringMatching(/names a feed, .*HTTP 404/),
      expect.stringMatching(/HTTP 404/),
      expect.stringMatching(/no http\(s\) address/),
    ]);
    expect(err.trim().split('\n')).toHaveLength(inputs.length);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  test('names the outlet as told, keeps the file’s rights, and changes what a link points at', async () => {
    const { site, folder, file, env } = await place({ '/rss': rss('RSS Feed', item('a')) }, '[]');
    const link = join(folder, 'link.json');
    symlinkSync(file, link);
    const mode = statSync(file).mode;
    const { status } = await mujaz(
      ['sources', 'add', `${site.origin}/rss`, '--publisher', ' جريدة  الفنار '],
      {
        ...env,
        SOURCES_FILE: link,
      },
    );
    expect(status).toBe(0);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject([{ publisher: 'جريدة الفنار' }]);
    expect(statSync(file).mode).toBe(mode);
  });
});

test('sources add takes no outlet that was taken out of every answer', async () => {
  const { site, file, env } = await place({ '/rss': rss('صحيفة الأرصفة', item('a')) });
  writeFileSync(
    file,
    `[{ "id": "a", "kind": "feed", "url": "https://a.example/", "publisher": "صحيفة الأرصفة" }]`,
  );
  await mujaz(['sources', 'enable', 'a'], env);
  expect((await mujaz(['remove', '--publisher', 'صحيفة الارصفة'], env)).status).toBe(0);
  const { lines } = await mujaz(['sources', 'add', '--json', `${site.origin}/rss`], env);
  expect(lines).toMatchObject([
    { status: 'failed', error: expect.stringMatching(/is taken out of every answer/) },
  ]);
});

test('sources disable and enable: the source is passed by, its place says why, and it is due at once again', async () => {
  const { site, env, file } = await place({ '/rss': rss('أ', item('a')) });
  writeFileSync(file, `[{ "id": "a", "kind": "feed", "url": "${site.origin}/rss", "publisher": "أ" }]`);
  const off = await mujaz(['sources', 'disable', '--json', 'a', 'b'], env);
  expect(off.status).toBe(1);
  expect(off.lines).toEqual([
    { id: 'a', state: 'disabled', error: null },
    { id: 'b', state: null, error: expect.stringContaining('has no such source') },
  ]);
  expect((await mujaz(['sources', 'list', '--json'], env)).lines).toMatchObject([
    { state: 'disabled', error: 'by the operator', nextVisit: null },
  ]);
  expect((await mujaz(['ingest', '--json'], env)).lines).toEqual([]);
  expect(site.asked).toEqual([]);
  expect((await mujaz(['sources', 'enable', 'a'], env)).out).toBe('enabled  a\n');
  expect((await mujaz(['ingest', '--json'], env)).lines).toMatchObject([
    { input: 'a', status: 'ok', new: 1 },
  ]);
});

test('sources check: one line each with what it holds, its newest date, robots.txt and its problems; nothing is stored', async () => {
  const { site, folder, env, file } = await place({
    '/rss': (asked) =>
      rss('أ', item('a') + item('b')).replaceAll('https://port.example', `http://${asked.headers.host}`),
    '/robots.txt': 'User-agent: *\nDisallow: /a\n',
    '/moved': { status: 301, headers: { location: '/old' } },
    '/old': rss('ب', item('c', 'Mon, 05 Jan 2026 08:00:00 GMT')),
    '/bare': rss('ج', '<item><title>خبر بلا تاريخ</title></item>'),
    '/login': '<html><body><form><input type="password"></form></body></html>',
  });
  const feed = (id: string, path: string) => ({
    id,
    kind: 'feed',
    url: `${site.origin}${path}`,
    publisher: id,
  });
  writeFileSync(
    file,
    JSON.stringify([
      feed('a', '/rss'),
      feed('moved', '/moved'),
      feed('bare', '/bare'),
      feed('login', '/login'),
      feed('none', '/none'),
      { ...feed('folder', ''), kind: 'folder', url: folder },
    ]),
  );
  const { status, lines, err } = await mujaz(['sources', 'check', '--json'], env);
  expect(status).toBe(1);
  expect(lines.map((line) => Object.keys(line).join(' '))).toEqual(
    lines.map(() => 'id kind url publisher status found newest robots problems error'),
  );
  expect(lines).toMatchObject([
    {
      id: 'a',
      status: 'ok',
      found: 2,
      newest: expect.stringMatching(/^20/),
      robots: 'forbidden',
      problems: [],
      error: null,
    },
    {
      id: 'moved',
      found: 1,
      newest: expect.stringMatching(/^2026-01-05/),
      problems: [`has moved to ${site.origin}/old`, 'nothing new for a week'],
    },
    {
      id: 'bare',
      found: 1,
      newest: null,
      robots: null,
      problems: ['no entry bears a date to believe', 'no entry has a link'],
    },
    { id: 'login', status: 'failed', found: 0, error: 'a login page, not a feed' },
    { id: 'none', status: 'failed', error: 'answered HTTP 404' },
    { id: 'folder', status: 'ok', robots: null },
  ]);
  expect(err.trim().split('\n')).toHaveLength(2);
  const some = await mujaz(['sources', 'check', 'bare', 'nobody'], env);
  expect(some.out).toBe(
    'ok      bare  found 1  newest –  robots –  no entry bears a date to believe  no entry has a link\n',
  );
  expect([some.status, some.err]).toEqual([1, `mujaz: nobody: ${file} has no such source\n`]);
  expect((await mujaz(['latest', '--json'], env)).lines).toEqual([]);
});

test('a running bot follows the file at its next round; one that cannot be used is told once and changes nothing', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'sources.json');
  const store = openStore(join(folder, 'mujaz.db'));
  onTestFinished(() => store.close());
  const log = listeningLog();
  const follow = followSources(file, { sources: store.sources, log });
  const row = (id: string) => ({ id, kind: 'feed', url: `https://${id}.example/`, publisher: id });
  const ids = async () => (await store.sources.list()).map(({ id }) => id);
  writeFileSync(file, JSON.stringify([row('a')]));
  await follow(NOW);
  expect([await ids(), log.lines]).toEqual([['a'], []]);
  writeFileSync(file, JSON.stringify([row('a'), row('b')]));
  await follow(NOW + 1);
  expect(await ids()).toEqual(['a', 'b']);
  expect((await store.sources.due(NOW + 1)).map(({ id }) => id)).toEqual(['a', 'b']);
  writeFileSync(file, '[{');
  await follow(NOW + 2);
  await follow(NOW + 3);
  expect(await ids()).toEqual(['a', 'b']);
  writeFileSync(file, JSON.stringify([row('bb')]));
  await follow(NOW + 4);
  expect(await ids()).toEqual(['bb']);
  expect(log.lines).toEqual([
    'info: sources read again',
    expect.stringMatching(/^error: the sources stay as they were: .*is not JSON/),
    'info: sources read again',
  ]);
});
