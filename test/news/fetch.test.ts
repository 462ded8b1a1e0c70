import type { LookupAddress } from 'node:dns';
import { PassThrough } from 'node:stream';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { allowList, isPublicAddress } from '../../src/news/address.ts';
import { readDecoded } from '../../src/news/body.ts';
import { createFetcher, type Fetcher, type FetcherOptions } from '../../src/news/fetch.ts';
import { openSite } from '../support/site.ts';

function fetcher(options: Partial<FetcherOptions> = {}): Fetcher {
  const made = createFetcher({
    userAgent: 'Mujaz/test (+https://mujaz.example)',
    allowPrivateHosts: ['127.0.0.1'],
    timeoutMs: 30_000,
    maxBytes: 100_000,
    ...options,
  });
  onTestFinished(() => made.close());
  return made;
}

async function failure(made: Fetcher, url: string): Promise<string> {
  const outcome = await made.fetch(url);
  return outcome.kind === 'failed' ? outcome.reason : outcome.kind;
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8');

describe('an answer', () => {
  test('comes with its type, validators, freshness and final address', async () => {
    const site = await openSite({
      '/feed': {
        headers: {
          'content-type': 'application/rss+xml; charset=windows-1256',
          etag: 'W/"a b"',
          'last-modified': 'some day',
          'cache-control': 'public, max-age=900',
          age: '300',
        },
        body: 'نص',
      },
    });
    const outcome = await fetcher().fetch(`${site.origin}/feed#part`);
    expect(outcome).toMatchObject({
      kind: 'ok',
      contentType: 'application/rss+xml; charset=windows-1256',
      etag: 'W/"a b"',
      lastModified: 'some day',
      freshMs: 600_000,
      finalUrl: `${site.origin}/feed`,
      movedTo: undefined,
    });
    expect(outcome.kind === 'ok' && text(outcome.bytes)).toBe('نص');
  });

  test('is fresh until Expires by the server’s own clock', async () => {
    const site = await openSite({
      '/': {
        headers: { date: 'Mon, 06 Jan 2025 10:00:00 GMT', expires: 'Mon, 06 Jan 2025 10:45:00 GMT' },
      },
    });
    expect(await fetcher().fetch(site.origin)).toMatchObject({ freshMs: 45 * 60_000 });
  });

  test('that is unchanged, gone, missing or busy is told apart', async () => {
    const site = await openSite({
      '/same': ({ headers }) => ({ status: headers['if-none-match'] === '"1"' ? 304 : 200 }),
      '/gone': { status: 410 },
      '/busy': { status: 503, headers: { 'retry-after': '120' } },
      '/later': {
        status: 429,
        headers: { date: 'Mon, 06 Jan 2025 10:00:00 GMT', 'retry-after': 'Mon, 06 Jan 2025 11:00:00 GMT' },
      },
      '/mute': { status: 304 },
    });
    const made = fetcher();
    expect(await made.fetch(`${site.origin}/same`, { etag: '"1"' })).toMatchObject({ kind: 'unchanged' });
    expect(await made.fetch(`${site.origin}/gone`)).toEqual({ kind: 'gone' });
    expect(await made.fetch(`${site.origin}/none`)).toMatchObject({ kind: 'failed', status: 404 });
    expect(await made.fetch(`${site.origin}/busy`)).toMatchObject({ status: 503, retryAfterMs: 120_000 });
    expect(await made.fetch(`${site.origin}/later`)).toMatchObject({ status: 429, retryAfterMs: 3_600_000 });
    expect(await made.fetch(`${site.origin}/mute`)).toMatchObject({ kind: 'failed', status: 304 });
  });

  test.each([
    ['gzip', gzipSync],
    ['x-gzip', gzipSync],
    ['br', brotliCompressSync],
    ['deflate', deflateSync],
    ['deflate', deflateRawSync],
    ['gzip, br', (body: string) => brotliCompressSync(gzipSync(body))],
  ])('is unpacked from %s', async (coding, pack) => {
    const words = 'خبر طويل '.repeat(2_000);
    const site = await openSite({ '/': { headers: { 'content-encoding': coding }, body: pack(words) } });
    const outcome = await fetcher().fetch(site.origin);
    expect(outcome.kind === 'ok' && text(outcome.bytes)).toBe(words);
  });

  test.each(['gzip', 'br', 'deflate'])(
    'that is empty and said to be packed in %s is empty',
    async (coding) => {
      const site = await openSite({ '/': { headers: { 'content-encoding': coding }, body: '' } });
      expect(await fetcher().fetch(site.origin)).toMatchObject({ kind: 'ok', bytes: Buffer.alloc(0) });
    },
  );

  test('whose packed stream is cut short gives what it held', async () => {
    const packed = gzipSync(Buffer.from(Array.from({ length: 20_000 }, (_, index) => `${index} `).join('')));
    const site = await openSite({
      '/': { headers: { 'content-encoding': 'gzip' }, body: packed.subarray(0, packed.length - 500) },
    });
    const outcome = await fetcher({ maxBytes: 1_000_000 }).fetch(site.origin);
    expect(outcome.kind === 'ok' && text(outcome.bytes)).toContain('15000 15001');
  });
});

describe('a request', () => {
  test('names the reader, sends validators back byte for byte, and no cookie or referrer', async () => {
    const bytes = Buffer.from('"عدد"', 'utf8').toString('latin1');
    const site = await openSite({
      '/start': { status: 302, headers: { location: '/feed', 'set-cookie': 'a=b' } },
      '/feed': { headers: { etag: bytes } },
    });
    const made = fetcher();
    const first = await made.fetch(`${site.origin}/start`);
    const etag = first.kind === 'ok' ? first.etag : undefined;
    await made.fetch(`${site.origin}/start`, { etag, lastModified: 'Sun, 99 Foo 2025' });
    const [, plain, , conditional] = site.asked;
    expect(plain?.headers['if-none-match']).toBeUndefined();
    expect(plain?.headers['if-modified-since']).toBeUndefined();
    expect(conditional?.headers['if-none-match']).toBe(bytes);
    expect(conditional?.headers['if-modified-since']).toBe('Sun, 99 Foo 2025');
    for (const { headers } of site.asked) {
      expect(headers['user-agent']).toBe('Mujaz/test (+https://mujaz.example)');
      expect(headers['accept-encoding']).toContain('gzip');
      expect(headers.cookie).toBeUndefined();
      expect(headers.referer).toBeUndefined();
    }
  });

  test('waits while two others talk to the same host and port', async () => {
    const open: (() => void)[] = [];
    let most = 0;
    // Each pair is answered a turn of the loop after it arrived: a third request at once would be seen.
    const inPairs = (_: unknown, response: { end: (body: string) => unknown }) => {
      open.push(() => response.end('done'));
      most = Math.max(most, open.length);
      const answer = () => {
        for (const finish of open.splice(0)) finish();
      };
      if (open.length === 2) setImmediate(answer);
      return undefined;
    };
    const site = await openSite({ '/a': inPairs, '/b': inPairs });
    const made = fetcher();
    const paths = ['/a', '/b', '/a', '/b', '/a', '/b', '/a', '/b'];
    const outcomes = await Promise.all(paths.map((path) => made.fetch(site.origin + path)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(paths.map(() => 'ok'));
    expect(most).toBe(2);
  });

  test('ends at once when its caller stops, also while it waits for its turn', async () => {
    const site = await openSite({ '/': () => undefined });
    const made = fetcher();
    const stop = new AbortController();
    const asked = [1, 2, 3].map(() => made.fetch(site.origin, { signal: stop.signal }));
    while (site.asked.length < 2) await new Promise((resolve) => setImmediate(resolve));
    stop.abort();
    const late = made.fetch(site.origin, { signal: stop.signal });
    expect(await Promise.all([...asked, late])).toMatchObject(
      [1, 2, 3, 4].map(() => ({ reason: 'was stopped' })),
    );
    expect(site.asked).toHaveLength(2);
  });
});

test('many requests under one signal warn of nothing', async () => {
  const warnings: Error[] = [];
  const listen = (warning: Error) => warnings.push(warning);
  process.on('warning', listen);
  onTestFinished(() => void process.off('warning', listen));
  const site = await openSite({ '/': 'خبر' });
  const made = fetcher();
  const { signal } = new AbortController();
  await Promise.all(Array.from({ length: 40 }, () => made.fetch(site.origin, { signal })));
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual([]);
});

describe('redirects', () => {
  test('are followed, and permanent ones remembered up to the first that is not', async () => {
    const site = await openSite({
      '/1': { status: 301, headers: { location: '/2' } },
      '/2': { status: 308, headers: { location: '/3' } },
      '/3': { status: 302, headers: { location: '/4' } },
      '/4': { status: 301, headers: { location: '/5' } },
      '/5': 'end',
    });
    const made = fetcher();
    expect(await made.fetch(`${site.origin}/1`)).toMatchObject({
      kind: 'ok',
      movedTo: `${site.origin}/3`,
      finalUrl: `${site.origin}/5`,
    });
    expect(await made.fetch(`${site.origin}/3`)).toMatchObject({ movedTo: undefined });
  });

  test('to Arabic paths in raw bytes arrive', async () => {
    const site = await openSite({ [`/${encodeURIComponent('خبر')}`]: 'وصل' });
    site.pages['/'] = { status: 302, headers: { location: Buffer.from('/خبر').toString('latin1') } };
    expect(await fetcher().fetch(site.origin)).toMatchObject({ kind: 'ok' });
  });

  test('that never end, lead to private addresses, other schemes or credentials are refused', async () => {
    const site = await openSite({ '/loop': { status: 302, headers: { location: '/loop' } } });
    const to = (location: string) => {
      site.pages['/to'] = { status: 302, headers: { location } };
      return failure(fetcher({ allowPrivateHosts: [site.host] }), `${site.origin}/to`);
    };
    expect(await failure(fetcher(), `${site.origin}/loop`)).toBe('more than 5 redirects');
    expect(await to('http://127.0.0.1:1/')).toContain('127.0.0.1 is not a public address');
    expect(await to('http://169.254.169.254/latest/meta-data')).toContain('not a public address');
    expect(await to('file:///etc/passwd')).toContain('file: is not fetched');
    expect(await to('http://user:word@news.example/')).toContain('user name or password');
    expect(await to('http://[bad/')).toBe('redirects to what is no URL');
  });
});

describe('addresses', () => {
  test.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0.0.0.0/',
    'http://0/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://１２７.0.0.1/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b:1::a00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fec0::1]/',
    'http://10.0.0.1/',
    'http://172.16.0.1/',
    'http://192.168.1.1/',
    'http://100.64.0.1/',
    'http://169.254.169.254/',
    'http://192.0.0.1/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://127.0.0.1./',
    'http://168.63.129.16/',
    'http://[fd00:ec2::254]/',
    'http://[2001:0:7f00:1::80ff:fffe]/',
  ])('%s is refused', async (url) => {
    expect(await failure(fetcher({ allowPrivateHosts: [] }), url)).toMatch(/not a public address|is no URL/);
  });

  test.each(['8.8.8.8', '2606:4700:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(isPublicAddress(address)).toBe(true);
  });

  test.each(['news.example', '', '8.8.8.8.8', '999.1.1.1'])('“%s” is no address', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  test.each(['ftp://news.example/', 'javascript:alert(1)', 'data:text/html,x', '/etc/passwd', ''])(
    '%s is not fetched',
    async (url) => {
      expect(await failure(fetcher(), url)).toMatch(/is not fetched|is no URL/);
    },
  );

  test.each([
    ['feeds.lan', 'http://feeds.lan:8080/x', true],
    ['Feeds.LAN:8080', 'http://feeds.lan:8080/', true],
    ['feeds.lan:80', 'http://feeds.lan/', true],
    ['feeds.lan:443', 'https://feeds.lan/', true],
    ['feeds.lan:80', 'https://feeds.lan/', false],
    ['feeds.lan', 'http://my.feeds.lan/', false],
    ['[::1]:8080', 'http://[::1]:8080/', true],
    ['::1', 'http://[0:0::1]/', true],
    ['127.0.0.1', 'http://2130706433/', true],
    ['10.0.0.0/8', 'http://10.0.0.1/', false],
    ['', 'http://feeds.lan/', false],
    ['*', 'http://feeds.lan/', false],
  ])('the entry “%s” allows %s: %s', (entry, url, allows) => {
    expect(allowList([entry])(new URL(url))).toBe(allows);
  });

  function resolving(...answers: readonly LookupAddress[][]): NonNullable<FetcherOptions['lookup']> {
    let asked = 0;
    return (_hostname, options, callback) => {
      const addresses = answers[Math.min(asked, answers.length - 1)] ?? [];
      asked += 1;
      if (options.all === true) callback(null, addresses);
      else callback(null, addresses[0]?.address ?? '', addresses[0]?.family);
    };
  }

  test('a name with one private address among public ones is refused', async () => {
    const lookup = resolving([
      { address: '93.184.216.34', family: 4 },
      { address: '10.0.0.7', family: 4 },
    ]);
    expect(await failure(fetcher({ lookup }), 'http://news.example/')).toBe(
      'news.example is at 10.0.0.7, which is not a public address',
    );
  });

  test('a name that turns private between two visits is refused at the second', async () => {
    const site = await openSite({ '/': 'secret' });
    const port = new URL(site.origin).port;
    const lookup = resolving([{ address: '127.0.0.1', family: 4 }]);
    const made = fetcher({ lookup, allowPrivateHosts: [] });
    expect(await failure(made, `http://rebound.example:${port}/`)).toContain('127.0.0.1');
    expect(await failure(made, `http://localhost:${port}/`)).toContain('127.0.0.1');
    expect(site.asked).toEqual([]);
  });

  test('a name that passes the check and is then connected to inside is refused at the socket', async () => {
    const site = await openSite({ '/': 'secret' });
    const port = new URL(site.origin).port;
    let read = 0;
    const turning = {
      family: 4,
      get address() {
        read += 1;
        return read === 1 ? '93.184.216.34' : '127.0.0.1';
      },
    };
    const lookup = resolving([turning]);
    expect(await failure(fetcher({ lookup, allowPrivateHosts: [] }), `http://rebound.example:${port}/`)).toBe(
      'rebound.example is at 127.0.0.1, which is not a public address',
    );
    expect(read).toBeGreaterThan(1);
    expect(site.asked).toEqual([]);
  });

  test('a private host is fetched when it is named, with its port alone or with any', async () => {
    const site = await openSite({ '/': 'inside' });
    const port = new URL(site.origin).port;
    const lookup = resolving([{ address: '127.0.0.1', family: 4 }]);
    const named = fetcher({ lookup, allowPrivateHosts: [`feeds.lan:${port}`, 'other.lan'] });
    expect((await named.fetch(`http://FEEDS.lan.:${port}/`)).kind).toBe('ok');
    expect((await named.fetch(`http://other.lan:${port}/`)).kind).toBe('ok');
    expect(await failure(named, 'http://feeds.lan:1/')).toContain('not a public address');
    expect(await failure(named, site.origin)).toContain('not a public address');
  });
});

describe('what a hostile server sends is bounded', () => {
  const cut = expect.stringContaining('is larger than');

  test('in decoded bytes, whatever it was packed in', async () => {
    const zeros = Buffer.alloc(20_000_000);
    const bomb = gzipSync(zeros);
    const site = await openSite({
      '/plain': { body: zeros.subarray(0, 200_000) },
      '/gzip': { headers: { 'content-encoding': 'gzip' }, body: bomb },
      '/twice': { headers: { 'content-encoding': 'gzip, gzip' }, body: gzipSync(bomb) },
      '/br': { headers: { 'content-encoding': 'br' }, body: brotliCompressSync(zeros) },
      '/deflate': { headers: { 'content-encoding': 'deflate' }, body: deflateSync(zeros) },
    });
    const made = fetcher();
    for (const path of Object.keys(site.pages))
      expect(await made.fetch(site.origin + path), path).toMatchObject({ kind: 'failed', reason: cut });
  });

  test('in bytes sent, where what they unpack to is nothing', async () => {
    const nothing = gzipSync('');
    const site = await openSite({
      '/': (_asked, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        const send = () => {
          while (!response.destroyed && response.write(nothing));
        };
        response.on('drain', send);
        send();
        return undefined;
      },
    });
    expect(await fetcher().fetch(site.origin)).toMatchObject({ kind: 'failed', reason: cut });
  });

  test('in number of packings and in their kinds', async () => {
    const site = await openSite({
      '/many': { headers: { 'content-encoding': 'gzip, gzip, gzip' } },
      '/odd': { headers: { 'content-encoding': 'zstd' }, body: 'x' },
      '/lie': { headers: { 'content-encoding': 'gzip' }, body: 'not packed at all' },
    });
    expect(await failure(fetcher(), `${site.origin}/many`)).toBe('is compressed more than twice');
    expect(await failure(fetcher(), `${site.origin}/odd`)).toContain('zstd');
    expect(await failure(fetcher(), `${site.origin}/lie`)).toBe('is not compressed as it says');
  });

  test('in time, also when it never stops sending a little', async () => {
    const site = await openSite({
      '/silent': () => undefined,
      '/drip': (_asked, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('.'), 5);
        response.on('close', () => clearInterval(drip));
        return undefined;
      },
      '/packed': (_asked, response) => {
        response.writeHead(200, { 'content-encoding': 'gzip' });
        response.write(gzipSync('x').subarray(0, 10));
        return undefined;
      },
    });
    const made = fetcher({ timeoutMs: 100 });
    for (const path of ['/silent', '/drip', '/packed'])
      expect(await failure(made, site.origin + path)).toBe('took longer than 0.1 s');
  });

  test('when it sends without end', async () => {
    const site = await openSite({
      '/': (_asked, response) => {
        const more = () => {
          while (response.write('x'.repeat(10_000)) && !response.destroyed);
        };
        response.on('drain', more);
        more();
        return undefined;
      },
    });
    expect(await failure(fetcher(), site.origin)).toBe('is larger than 100000 bytes');
  });

  test('in bytes of all together: who holds more than a part gives way, others are read on', async () => {
    const room = { maxBytes: 100, used: 0, bodies: 0 };
    const [first, second, small] = [new PassThrough(), new PassThrough(), new PassThrough()];
    const read = (body: PassThrough) => readDecoded(body, undefined, { maxBytes: 1_000, room });
    const readings = [first, second, small].map(read);
    const refused = expect(readings[1]).rejects.toThrow('too large to be read beside the others');
    first.write(Buffer.alloc(60));
    while (room.used < 60) await new Promise((resolve) => setImmediate(resolve));
    second.write(Buffer.alloc(60));
    await refused;
    small.end(Buffer.alloc(30));
    expect(await readings[2]).toHaveLength(30);
    first.end(Buffer.alloc(20));
    expect(await readings[0]).toHaveLength(80);
    expect(room).toEqual({ maxBytes: 100, used: 0, bodies: 0 });
  });

  test('when it breaks off before any answer: once more and no further', async () => {
    const site = await openSite({
      '/once': (_asked, response) => {
        site.pages['/once'] = 'خبر';
        response.destroy();
        return undefined;
      },
      '/always': (_asked, response) => {
        response.destroy();
        return undefined;
      },
    });
    const made = fetcher();
    expect(await made.fetch(`${site.origin}/once`)).toMatchObject({ kind: 'ok' });
    expect(await failure(made, `${site.origin}/always`)).toBe('broke off the connection');
    expect(site.asked.map(({ path }) => path)).toEqual(['/once', '/once', '/always', '/always']);
  });

  test('when it breaks off or sends no HTTP', async () => {
    const site = await openSite({
      '/short': (_asked, response) => {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
        setImmediate(() => response.destroy());
        return undefined;
      },
      '/noise': (_asked, response) => {
        response.socket?.end('this is no HTTP\r\n\r\n');
        return undefined;
      },
    });
    expect(await failure(fetcher(), `${site.origin}/short`)).toBe('broke off the connection');
    expect((await fetcher().fetch(`${site.origin}/noise`)).kind).toBe('failed');
  });
});

test.each(['HTTP_PROXY', 'http_proxy', 'ALL_PROXY', 'NODE_USE_ENV_PROXY'])(
  'a proxy that %s names is not asked: what it would connect to could not be checked',
  async (name) => {
    const site = await openSite({ '/': 'straight' });
    const proxy = await openSite({ '/': 'by the proxy' });
    vi.stubEnv(name, name === 'NODE_USE_ENV_PROXY' ? '1' : proxy.origin);
    vi.stubEnv('HTTP_PROXY', proxy.origin);
    onTestFinished(() => void vi.unstubAllEnvs());
    const outcome = await fetcher().fetch(site.origin);
    expect(outcome.kind === 'ok' && text(outcome.bytes)).toBe('straight');
    expect(proxy.asked).toEqual([]);
  },
);

test('a reason names nothing secret of the address', async () => {
  const site = await openSite({});
  const made = fetcher();
  const reasons = [
    await failure(made, `${site.origin}/private-token-1?key=private-token-2`),
    await failure(made, `http://me:private-token-3@${site.host}/`),
    await failure(made, 'http://127.0.0.1:1/?key=private-token-4'),
  ];
  expect(reasons).toEqual([
    'answered HTTP 404',
    'carries a user name or password, which is not sent',
    'refused the connection',
  ]);
});
