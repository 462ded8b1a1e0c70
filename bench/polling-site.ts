/** Fifty outlets on loopback and one that attacks: the other side of the polling bench, in a process of its own. */
import { createServer, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { FEEDS_PER_HOST, HOSTS, ITEMS } from './polling-shape.ts';
import { type MadeText, madeStream } from './stream.ts';

/** How the feeds answer from now on. */
export type SiteOrder = {
  /** Whether they bear an ETag and answer 304 to it. */
  readonly validators: boolean;
  /** Articles that each shows. */
  readonly items: number;
};

/** Where the site stands, as http://127.0.0.1:PORT. */
export type SiteOrigins = { readonly outlets: readonly string[]; readonly attacker: string };

const FEEDS = HOSTS * FEEDS_PER_HOST;
/** Articles of one event, by different outlets. */
const TOLD_BY = 3;
const NOW = Date.UTC(2026, 10, 23, 9);

const texts = madeStream(FEEDS * ITEMS, TOLD_BY, NOW);
let order: SiteOrder = { validators: true, items: ITEMS };

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

function item({ title, text, publishedAt }: MadeText, address: string): string {
  const body = text
    .split('\n')
    .map((line) => `<p>${line}</p>`)
    .join('');
  const date = new Date(publishedAt).toUTCString();
  return `<item><title>${escaped(title)}</title><link>${address}</link><guid>${address}</guid><pubDate>${date}</pubDate><content:encoded><![CDATA[${body}]]></content:encoded></item>`;
}

/** Feed f shows the texts at f, f + FEEDS, … */
function feed(number: number, host: string): string {
  const items: string[] = [];
  for (let place = 0; place < order.items; place += 1) {
    const made = texts[number + place * FEEDS];
    if (made !== undefined) items.push(item(made, `http://${host}/${number}/${place}`));
  }
  return `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>صحيفة</title>${items.join('')}</channel></rss>`;
}

const outlet: RequestListener = (request, response) => {
  const number = Number(/^\/feed\/(\d+)$/.exec(request.url ?? '')?.[1] ?? Number.NaN);
  const etag = `"${number}-${order.items}"`;
  if (!(number < FEEDS)) response.writeHead(404).end();
  else if (order.validators && request.headers['if-none-match'] === etag)
    response.writeHead(304, { etag }).end();
  else
    response
      .writeHead(200, { 'content-type': 'application/rss+xml', ...(order.validators ? { etag } : {}) })
      .end(feed(number, request.headers.host ?? ''));
};

const bomb = gzipSync(Buffer.alloc(200_000_000));

const ATTACKS: Readonly<Record<string, (response: ServerResponse) => void>> = {
  '/silence': () => undefined,
  '/drip': (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write(' '), 100);
    response.on('close', () => clearInterval(timer));
  },
  '/flood': (response) => {
    const more = () => {
      while (!response.destroyed && response.write('خبر '.repeat(10_000)));
    };
    response.writeHead(200).on('drain', more);
    more();
  },
  '/bomb': (response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
  '/deep': (response) => void response.end(`<rss><channel><item>${'<a>'.repeat(200_000)}`),
};

/** Opens a server on a port of its own. */
async function open(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

process.on('message', (next: SiteOrder) => {
  order = next;
  process.send?.('done');
});
process.on('disconnect', () => process.exit());
const origins: SiteOrigins = {
  outlets: await Promise.all(Array.from({ length: HOSTS }, () => open(outlet))),
  attacker: await open((request, response) => {
    const attack = ATTACKS[request.url ?? ''];
    if (attack === undefined) response.writeHead(404).end();
    else attack(response);
  }),
};
process.send?.(origins);
