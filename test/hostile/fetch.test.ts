/** What outlets can do to their reader, and at which of its doors: each attack costs its own source one clear error. */
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Log } from '../../src/log.ts';
import { createFetcher } from '../../src/news/fetch.ts';
import { ingestDue, ingestInput } from '../../src/news/ingest.ts';
import { createPageReader } from '../../src/news/page.ts';
import { createRobots } from '../../src/news/robots.ts';
import type { Source } from '../../src/news/source.ts';
import { openStore } from '../../src/storage/store.ts';
import { HOSTILE_DOCUMENTS } from '../support/hostile-feeds.ts';
import { madeArticle } from '../support/made-news.ts';
import { openSite, type Page } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';

const NOW = Date.UTC(2025, 5, 30, 12);
const HOUR = 3_600_000;

const pages = createPageReader({ deadlineMs: 10_000 });
afterAll(() => pages.close());
const quiet: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

type Canary = { readonly port: number; reached: number };

/** A server on one port of both loopback addresses that nobody may reach: it counts who does. */
async function openCanary(): Promise<Canary> {
  const canary = { port: 0, reached: 0 };
  for (const host of ['127.0.0.1', '::1']) {
    const server = createServer((_, response) => response.end('secret'));
    server.on('connection', () => {
      canary.reached += 1;
    });
    const opened = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(canary.port, host, () => resolve(true));
    });
    // A machine may be without IPv6, where nothing can reach it either.
    if (!opened) continue;
    canary.port = (server.address() as AddressInfo).port;
    onTestFinished(async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    });
  }
  return canary;
}

const item = (n: number, { link, whole }: { link?: string; whole: boolean }) => {
  const { title, lines } = madeArticle(n);
  const body = (whole ? [...lines, ...lines] : lines.slice(0, 1)).map((line) => `<p>${line}</p>`).join('');
  const address = link === undefined ? '' : `<link>${link.replaceAll('&', '&amp;')}</link>`;
  return `<item><title>${title}</title>${address}<description><![CDATA[${body}]]></description></item>`;
};
const WHOLE_PAGE = [1, 2]
  .map((n) =>
    madeArticle(n)
      .lines.map((line) => `<p>${line}</p>`)
      .join(''),
  )
  .join('');
const MAX_BYTES = 12_000_000;
const rss = (...items: readonly string[]) =>
  `<rss version="2.0"><channel><title>ف</title>${items.join('')}</channel></rss>`;

/** The ways in which an address or a document that outlets choose comes to be read. */
const DOORS = ['feed', 'redirect', 'moved', 'page source', 'entry page', 'robots.txt', 'by hand'] as const;
type Door = (typeof DOORS)[number];

/** What an attack got at a door: the source's error, or what else came of it. */
type Got = { readonly error: string | undefined; readonly texts: readonly string[] };

/** What an attack leads to: an address, or what a site of its own answers. */
type Attack = { readonly address: string } | { readonly page: Page };

/**
 * One run of ingest in which every attack stands at this door, each as a source of its own, beside a sound source, which
 * must have been read whole. Returns what each attack got.
 */
async function attackAt(
  door: Door,
  attacks: Readonly<Record<string, Attack>>,
  timeoutMs = 60_000,
): Promise<Map<string, Got>> {
  const sound = await openSite({ '/feed': rss(item(1, { whole: true })) });
  const sources: Source[] = [];
  const hosts = [sound.host];
  const targets = new Map<string, string>();
  const row = (id: string, url: string): Source => ({
    id,
    kind: door === 'page source' && id !== 'sound' ? 'page' : 'feed',
    url,
    publisher: id,
    house: undefined,
    fullText: false,
  });
  for (const [name, attack] of Object.entries(attacks)) {
    const site = await openSite({ '/page': 'page' in attack ? attack.page : '' });
    hosts.push(site.host);
    const target = 'page' in attack ? `${site.origin}/page` : attack.address;
    targets.set(name, target);
    const redirect = (status: number): Page => ({
      status,
      headers: { location: Buffer.from(target).toString('latin1') },
    });
    if (door === 'redirect') site.pages['/feed'] = redirect(302);
    if (door === 'moved') site.pages['/feed'] = redirect(301);
    if (door === 'entry page') site.pages['/feed'] = rss(item(2, { link: target, whole: false }));
    if (door === 'robots.txt') {
      site.pages['/feed'] = rss(item(2, { link: `${site.origin}/article`, whole: false }));
      site.pages['/article'] = `<!doctype html><article>${WHOLE_PAGE}</article>`;
      site.pages['/robots.txt'] = 'page' in attack ? attack.page : redirect(302);
    }
    const isDirect = door === 'feed' || door === 'page source';
    sources.push(row(name, isDirect ? target : `${site.origin}/feed`));
  }
  sources.push(row('sound', `${sound.origin}/feed`));

  const fetcher = createFetcher({
    userAgent: 'Mujaz/test (+https://mujaz.example)',
    allowPrivateHosts: hosts,
    timeoutMs,
    maxBytes: MAX_BYTES,
    // What all hold together is bounded as well; here it would depend on who comes first.
    maxBytesAtOnce: 100 * MAX_BYTES,
  });
  onTestFinished(() => fetcher.close());
  const store = openStore(join(temporaryFolder(), 'mujaz.db'));
  onTestFinished(() => store.close());
  const robots = createRobots({ fetcher, product: 'Mujaz' });
  const deps = { ...store, fetcher, robots, readPage: pages, log: quiet };
  const got = new Map<string, Got>();

  if (door === 'by hand') {
    for (const [name, target] of targets) {
      const alone = openStore(join(temporaryFolder(), 'mujaz.db'));
      const { error } = await ingestInput({ ...deps, ...alone }, target, NOW);
      got.set(name, { error, texts: (await alone.stories.pending(10_000)).map(({ text }) => text) });
      alone.close();
    }
    return got;
  }
  await store.sources.sync(sources, NOW);
  let report = await ingestDue(deps, NOW);
  expect(report.find(({ input }) => input === 'sound')).toMatchObject({ status: 'ok', new: 1 });
  // What a permanent redirect leads to is kept: the next visit must doubt it as the first did.
  if (door === 'moved') report = await ingestDue(deps, NOW + 48 * HOUR);
  const stored = await store.stories.pending(10_000);
  for (const { input, error } of report) {
    const texts = stored.filter(({ sourceId }) => sourceId === input).map(({ text }) => text);
    if (input === 'sound') expect(texts).toHaveLength(1);
    else got.set(input, { error, texts });
  }
  return got;
}

/** Every spelling of an address inside, for a server on loopback of this port. */
const SPELLINGS: Readonly<Record<string, (port: number) => string>> = {
  dotted: (port) => `http://127.0.0.1:${port}/`,
  'another loopback': (port) => `http://127.99.3.1:${port}/`,
  decimal: (port) => `http://2130706433:${port}/`,
  octal: (port) => `http://0177.0.0.01:${port}/`,
  hexadecimal: (port) => `http://0x7f.0x0.0x0.0x1:${port}/`,
  'one hexadecimal number': (port) => `http://0x7F000001:${port}/`,
  'mixed and short': (port) => `http://0x7f.1:${port}/`,
  short: (port) => `http://127.1:${port}/`,
  'all zeros': (port) => `http://0.0.0.0:${port}/`,
  zero: (port) => `http://0:${port}/`,
  'a last dot': (port) => `http://127.0.0.1.:${port}/`,
  'full-width digits': (port) => `http://１２７.０.０.１:${port}/`,
  'ideographic dots': (port) => `http://127。0。0。1:${port}/`,
  'circled digits': (port) => `http://①②⑦.⓪.⓪.①:${port}/`,
  'percent signs': (port) => `http://%31%32%37.0.0.1:${port}/`,
  'soft hyphens': (port) => `http://127.0\u00ad.0.1:${port}/`,
  'a user name': (port) => `http://news.example@127.0.0.1:${port}/`,
  'a user name and a backslash': (port) => `http://127.0.0.1:${port}\\@news.example/`,
  'IPv6 loopback': (port) => `http://[::1]:${port}/`,
  'IPv6 loopback in full': (port) => `http://[0000:0000:0000:0000:0000:0000:0000:0001]:${port}/`,
  'IPv6 zeros': (port) => `http://[::]:${port}/`,
  'IPv4 mapped': (port) => `http://[::ffff:127.0.0.1]:${port}/`,
  'IPv4 mapped, hexadecimal': (port) => `http://[::ffff:7f00:1]:${port}/`,
  'IPv4 compatible': (port) => `http://[::127.0.0.1]:${port}/`,
  'IPv4 translated': (port) => `http://[::ffff:0:127.0.0.1]:${port}/`,
  NAT64: (port) => `http://[64:ff9b::7f00:1]:${port}/`,
  '6to4': (port) => `http://[2002:7f00:1::1]:${port}/`,
  Teredo: (port) => `http://[2001:0:7f00:1::80ff:fffe]:${port}/`,
  'a zone': (port) => `http://[fe80::1%25lo]:${port}/`,
  localhost: (port) => `http://localhost:${port}/`,
  'localhost with a dot': (port) => `http://LOCALHOST.:${port}/`,
  'a name below localhost': (port) => `http://outlet.localhost:${port}/`,
};

/** Addresses inside at which nobody listens here. */
const INSIDE: readonly string[] = [
  'http://169.254.169.254/latest/meta-data/',
  'http://[::ffff:a9fe:a9fe]/latest/meta-data/',
  'http://[fd00:ec2::254]/latest/meta-data/',
  'http://168.63.129.16/machine/',
  'http://100.100.100.200/latest/meta-data/',
  'http://192.0.0.192/opc/',
  'http://100.64.0.1/',
  'http://10.1.2.3/',
  'http://172.31.255.255/',
  'http://192.168.0.1/',
  'http://198.18.0.1/',
  'http://203.0.113.1/',
  'http://224.0.0.251/',
  'http://255.255.255.255/',
  'http://240.0.0.1/',
  'http://[fc00::1]/',
  'http://[fd12:3456::1]/',
  'http://[fe80::1]/',
  'http://[fec0::1]/',
  'http://[ff02::1]/',
  'http://[2001:db8::1]/',
  'http://[100::1]/',
];

/** Addresses that are none of the network's pages. */
const NO_PAGES: readonly string[] = [
  'file:///etc/passwd',
  'ftp://127.0.0.1/',
  'gopher://127.0.0.1:11211/_stats',
  'data:text/html,<p>x</p>',
  'javascript:alert(1)',
  'unix:/var/run/docker.sock',
  'http://',
  'http://[::1/',
];

const REFUSED =
  /not a public address|is no URL|user name or password|no address is known|cannot be looked up/;
const TEASER = madeArticle(2).lines[0] ?? '';

type Check = (got: Got, attack: string) => void;

const errs =
  (pattern: RegExp): Check =>
  ({ error, texts }, attack) => {
    expect(error, attack).toMatch(pattern);
    expect(texts, attack).toEqual([]);
  };
/** The feed itself was read; its entry keeps what the feed gave. */
const keepsTeaser: Check = ({ error, texts }, attack) => {
  expect(error, attack).toBeUndefined();
  expect(texts, attack).toEqual([TEASER]);
};

/** What comes of an attack whose address is not asked, at each door. */
function refused(pattern: RegExp): Readonly<Record<Door, Check>> {
  return {
    feed: errs(pattern),
    redirect: errs(pattern),
    moved: errs(pattern),
    'page source': errs(pattern),
    'entry page': keepsTeaser,
    // A site whose rules cannot be had is not asked for its pages.
    'robots.txt': keepsTeaser,
    'by hand': errs(pattern),
  };
}

/** Every attack of a table got something, and what it should have got. */
function checkAll(
  got: ReadonlyMap<string, Got>,
  attacks: readonly string[],
  checkOf: (attack: string) => Check,
): void {
  expect([...got.keys()].sort()).toEqual([...attacks].sort());
  for (const [attack, each] of got) checkOf(attack)(each, attack);
}

describe.each(DOORS)('at the door “%s”', (door) => {
  test('no server inside is reached, however its address is spelled', async () => {
    const canary = await openCanary();
    const attacks = Object.entries(SPELLINGS).map(
      ([spelling, make]) => [spelling, { address: make(canary.port) }] as const,
    );
    const got = await attackAt(door, Object.fromEntries(attacks));
    checkAll(got, Object.keys(SPELLINGS), () => refused(REFUSED)[door]);
    expect(canary.reached).toBe(0);
  });

  test('no address inside is asked', async () => {
    const got = await attackAt(door, Object.fromEntries(INSIDE.map((address) => [address, { address }])));
    checkAll(got, INSIDE, () => refused(/not a public address/)[door]);
  });
});

test.each(DOORS.filter((door) => door !== 'by hand'))(
  'at the door “%s” nothing but web pages is asked for',
  async (door) => {
    const got = await attackAt(door, Object.fromEntries(NO_PAGES.map((address) => [address, { address }])));
    checkAll(got, NO_PAGES, () => refused(/is not fetched|is no URL|not a public address/)[door]);
  },
);

/** Writes forever, as fast as it is read. */
function flood(response: ServerResponse, chunk: string): undefined {
  const more = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

/** Writes a little at a time, forever. */
function drip(write: () => void, response: ServerResponse): undefined {
  const timer = setInterval(write, 20);
  response.on('close', () => clearInterval(timer));
}

const zeros = Buffer.alloc(MAX_BYTES + 1_000_000);
const FEED = rss(item(3, { whole: true }));
const packed = (coding: string, body: Uint8Array): Page => ({
  headers: { 'content-encoding': coding },
  body,
});
const typed = (type: string, body: string | Uint8Array): Page => ({
  headers: { 'content-type': type },
  body,
});
const raw =
  (text: string): Page =>
  (_, response) => {
    response.socket?.end(text);
    return undefined;
  };

/** An error that the operator reads, or how many articles were read. */
type Expected = RegExp | number;

type Answer = {
  readonly page: Page;
  readonly feed: Expected;
  /** As a page source or handed in by hand, where a document is told by its content; as a feed unless said otherwise. */
  readonly document?: Expected;
  /** Whether the site's pages are asked for when this is its robots.txt. */
  readonly robots: 'opens' | 'closes';
};

const LARGE = /^is larger than 12000000 bytes$/;
const CUT = /^breaks off before its first entry ends$/;
const LATE = /^took longer than 3 s$/;

/** What takes forever; asked with little patience. */
const SLOW: Readonly<Record<string, Answer>> = {
  silence: { page: () => undefined, feed: LATE, robots: 'closes' },
  'headers drop by drop': {
    page: (_, response) => {
      response.socket?.write('HTTP/1.1 200 OK\r\n');
      return drip(() => response.socket?.write('x-a: b\r\n'), response);
    },
    feed: LATE,
    robots: 'closes',
  },
  'a body drop by drop': {
    page: (_, response) => {
      response.writeHead(200);
      return drip(() => response.write(' '), response);
    },
    feed: LATE,
    robots: 'closes',
  },
  'a packed body drop by drop': {
    page: (_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' });
      response.write(gzipSync(FEED).subarray(0, 20));
      return undefined;
    },
    feed: LATE,
    robots: 'closes',
  },
};

const QUICK: Readonly<Record<string, Answer>> = {
  'a body without end': {
    page: (_, response) => flood(response.writeHead(200), 'خبر '.repeat(10_000)),
    feed: LARGE,
    robots: 'closes',
  },
  'a gzip bomb': { page: packed('gzip', gzipSync(zeros)), feed: LARGE, robots: 'closes' },
  'a brotli bomb': { page: packed('br', brotliCompressSync(zeros)), feed: LARGE, robots: 'closes' },
  'a deflate bomb': { page: packed('deflate', deflateSync(zeros)), feed: LARGE, robots: 'closes' },
  'a bomb in a bomb': {
    page: packed('gzip, gzip', gzipSync(gzipSync(zeros))),
    feed: LARGE,
    robots: 'closes',
  },
  'packed three times': {
    page: packed('gzip, gzip, gzip', gzipSync(gzipSync(gzipSync(FEED)))),
    feed: /^is compressed more than twice$/,
    robots: 'closes',
  },
  'packed in what was not asked for': {
    page: packed('zstd', Buffer.from('x')),
    feed: /^is compressed as zstd, which was not asked for$/,
    robots: 'closes',
  },
  'said to be packed': {
    page: packed('gzip', Buffer.from(FEED)),
    feed: /^is not compressed as it says$/,
    robots: 'closes',
  },
  'said to be packed by brotli': {
    page: packed('br', Buffer.from(FEED)),
    feed: /^is not compressed as it says$/,
    robots: 'closes',
  },
  'headers without end': {
    page: raw(`HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(100_000)}\r\n`),
    feed: /^sends too many headers$/,
    robots: 'closes',
  },
  'no HTTP': { page: raw('this is no HTTP\r\n\r\n'), feed: /^does not answer in HTTP$/, robots: 'closes' },
  'a redirect to itself': {
    page: { status: 302, headers: { location: '/page' } },
    feed: /^more than 5 redirects$/,
    robots: 'closes',
  },
  'a body shorter than it says': {
    page: (_, response) => {
      response.writeHead(200, { 'content-length': '100000' });
      response.write(FEED);
      setImmediate(() => response.destroy());
      return undefined;
    },
    feed: /^broke off the connection$/,
    robots: 'closes',
  },
  'a body longer than it says': {
    page: raw(`HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n${FEED}`),
    feed: CUT,
    robots: 'opens',
  },
  'lengths that contradict': {
    page: raw(
      'HTTP/1.1 200 OK\r\ncontent-length: 5\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n',
    ),
    feed: /^(?:broke off the connection|does not answer in HTTP)$/,
    robots: 'closes',
  },
  'a login page as a feed': {
    page: typed(
      'application/rss+xml',
      '<!doctype html><title>تسجيل الدخول</title><form><input type="password"></form>',
    ),
    feed: /^a login page, not a feed$/,
    document: /^the page asks to log in$/,
    robots: 'opens',
  },
  'a front page as a feed': {
    page: typed('application/rss+xml', '<!doctype html><body><a href="/1">خبر</a></body>'),
    feed: /^an HTML page, not a feed$/,
    document: /^no article text on the page$/,
    robots: 'opens',
  },
  'a picture as a feed': {
    page: typed('application/rss+xml', Buffer.from('\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0'.repeat(50), 'latin1')),
    feed: /^not a feed$/,
    document: /^is no text$/,
    robots: 'opens',
  },
  'an API as a feed': {
    page: typed('application/json', '{"status":"ok","data":[1,2,3]}'),
    feed: /^JSON, but not a JSON feed$/,
    document: /^is JSON, but no JSON feed$/,
    robots: 'opens',
  },
  'nothing at all': {
    page: '',
    feed: /^an empty answer, not a feed$/,
    document: /^is empty$/,
    robots: 'opens',
  },
  'a feed as a picture': { page: typed('image/png', FEED), feed: 1, robots: 'opens' },
  'a feed in a charset of nobody': {
    page: typed('text/html; charset=x-unknown', FEED),
    feed: 1,
    robots: 'opens',
  },
  'a feed of broken UTF-8': {
    page: typed(
      'text/xml; charset=utf-8',
      Buffer.concat([
        Buffer.from(FEED.slice(0, 60)),
        Buffer.from([0xc3, 0x28, 0xff]),
        Buffer.from(FEED.slice(60)),
      ]),
    ),
    feed: 1,
    robots: 'opens',
  },
  'a feed between NUL bytes': {
    page: FEED.replaceAll('><', '>\0<'),
    feed: 1,
    document: /^is no text$/,
    robots: 'opens',
  },
  'dates of no calendar': {
    page: rss(
      ...[
        '0000-00-00',
        '99999-12-31',
        '-1',
        '31 Feb 2025 99:99',
        '1e309',
        'Mon, 01 Jan 0001 00:00:00 GMT',
        '9'.repeat(400),
      ].map((date, at) =>
        item(10 + at, { whole: true }).replace('<item>', `<item><pubDate>${date}</pubDate>`),
      ),
    ),
    feed: 7,
    robots: 'opens',
  },
};

const HOLDS_NONE = /^holds no article$/;

/** What the documents made to hurt come to; those past the limit are never parsed. */
const DOCUMENTS: Readonly<Record<string, Omit<Answer, 'page'>>> = {
  'entities that multiply': { feed: 1, robots: 'opens' },
  'one entity a million times': { feed: 1, robots: 'opens' },
  'an entity of a file': { feed: 1, robots: 'opens' },
  '200,000 elements inside one another': { feed: CUT, robots: 'opens' },
  'HTML of 200,000 elements inside one another': { feed: 1, robots: 'opens' },
  'a million attributes': { feed: 1, robots: 'opens' },
  'a million entries': { feed: LARGE, robots: 'closes' },
  'a million categories': { feed: LARGE, robots: 'closes' },
  'fifty megabytes in one line': { feed: LARGE, robots: 'closes' },
  'a million namespaces': { feed: /^has no entry that says anything$/, robots: 'opens' },
  'comments without end': { feed: CUT, robots: 'opens' },
  'tags that never close': { feed: 0, robots: 'opens' },
  'quotes that never close': { feed: CUT, robots: 'opens' },
  'CDATA that never closes': { feed: CUT, robots: 'opens' },
  'brackets a million deep in JSON': { feed: CUT, robots: 'opens' },
  'a JSON feed that breaks off in its millionth entry': { feed: LARGE, robots: 'closes' },
  'dates of a million digits': { feed: 1, robots: 'opens' },
  'ampersands alone': { feed: 0, robots: 'opens' },
  'white space alone': { feed: /^not a feed$/, document: HOLDS_NONE, robots: 'opens' },
  'a prolog without end': { feed: /^not a feed$/, document: HOLDS_NONE, robots: 'opens' },
  'PHP warnings without end': { feed: /^not a feed$/, document: HOLDS_NONE, robots: 'opens' },
  'NUL bytes': { feed: /^not a feed$/, document: /^is no text$/, robots: 'opens' },
};

const checkOf =
  (expected: Expected): Check =>
  ({ error, texts }, attack) => {
    if (typeof expected === 'number') expect([error, texts.length], attack).toEqual([undefined, expected]);
    else errs(expected)({ error, texts }, attack);
  };

const ANSWERED_AT: Readonly<
  Record<
    'feed' | 'page source' | 'by hand' | 'entry page' | 'robots.txt',
    (answer: Omit<Answer, 'page'>) => Check
  >
> = {
  feed: ({ feed }) => checkOf(feed),
  'page source': ({ feed, document = feed }) => checkOf(document),
  'by hand': ({ feed, document = feed }) => checkOf(document),
  'entry page': () => keepsTeaser,
  'robots.txt': ({ robots }) =>
    robots === 'closes'
      ? keepsTeaser
      : ({ error, texts }, attack) => {
          expect([error, texts.length], attack).toEqual([undefined, 1]);
          expect(texts[0]?.length, attack).toBeGreaterThan(TEASER.length);
        },
};

/** An attack that has no expectation here is a fault of the table. */
const AT_ONCE: Readonly<Record<string, Answer>> = {
  ...QUICK,
  ...Object.fromEntries(
    Object.entries(HOSTILE_DOCUMENTS).map(([name, make]) => {
      const expected = DOCUMENTS[name];
      if (expected === undefined) throw new Error(`what “${name}” should get is said nowhere`);
      return [name, { ...expected, page: make() }] as const;
    }),
  ),
};

describe.each(Object.keys(ANSWERED_AT) as (keyof typeof ANSWERED_AT)[])('at the door “%s”', (door) => {
  test.each([
    ['at once', AT_ONCE, 120_000],
    ['without end in time', SLOW, 3_000],
  ])(
    'what is answered %s costs its own source one clear error',
    async (_, answers, timeoutMs) => {
      const got = await attackAt(door, answers, timeoutMs);
      checkAll(got, Object.keys(answers), (attack) => {
        const answer = answers[attack];
        if (answer === undefined) throw new Error(`no attack is called “${attack}”`);
        return ANSWERED_AT[door](answer);
      });
    },
    120_000,
  );
});
