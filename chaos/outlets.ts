/** Outlets on loopback that publish made-up news without end, and fail by plan. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { madeArticle } from '../test/support/made-news.ts';
import { isLoud, loudArticles } from './loud.ts';
import { mark } from './mark.ts';
import { type Chance, feedFault } from './plan.ts';

const NAMES = ['صحيفة المرفأ', 'قناة الأفق', 'وكالة البيادر', 'موقع الربوة'];
const HOUR = 3_600_000;
/** Each of the outlets' events comes so long after the one before. */
const EVERY = 25 * 60_000;
/** What an outlet's feed still holds. */
const HELD = 96 * HOUR;
export type Outlets = {
  /** As SOURCES_FILE has it. */
  readonly sources: readonly object[];
  readonly host: string;
  /** Events that the bot must know: it asked for what is newer than the feed that held them. What it was given and did not ask on from, it may
   * not have had the time to read. */
  readonly known: ReadonlySet<number>;
  /** The first loud event from `from` on, and when it is, in epoch ms. */
  readonly nextLoud: (from: number) => { readonly event: number; readonly at: number };
  readonly faults: ReadonlyMap<string, number>;
  calm: () => void;
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
};

/** Something that an outlet tells, published at `at` (epoch ms). */
type Article = {
  readonly event: number;
  readonly at: number;
  readonly title: string;
  readonly lines: readonly string[];
};

/** What one outlet alone tells. */
function ownArticle(event: number, at: number): Article {
  const { title, lines } = madeArticle(event);
  // Long enough to be no teaser: pages are another matter.
  const more = [event * 7 + 3, event * 11 + 5, event * 13 + 1].flatMap((other) => madeArticle(other).lines);
  const company = `وتعمل شركة ${mark(event)} هناك منذ ${(event % 9) + 2} أعوام.`;
  return { event, at, title: `${title} مع شركة ${mark(event)}`, lines: [...lines, ...more, company] };
}

function item({ event, at, title, lines }: Article, origin: string): string {
  return `<item><title>${title}</title><link>${origin}/${event}</link><guid>${origin}/${event}</guid>
    <pubDate>${new Date(at).toUTCString()}</pubDate>
    <description>${lines.map((line) => `&lt;p&gt;${line}&lt;/p&gt;`).join('')}</description></item>`;
}

/** @param now the bot's clock, epoch ms; the first event comes at `since`. */
export async function startOutlets(
  from: Chance,
  { now, since }: { readonly now: () => number; readonly since: number },
): Promise<Outlets> {
  const known = new Set<number>();
  const byValidator = new Map<string, readonly number[]>();
  const faults = new Map<string, number>();
  let calm = false;

  /** What this outlet's feed holds, newest first. */
  function articlesOf(outlet: number): readonly Article[] {
    const last = Math.floor((now() - since) / EVERY);
    const first = Math.max(0, Math.ceil((now() - HELD - since) / EVERY));
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => last - index)
      .flatMap((event): readonly Article[] => {
        const at = since + event * EVERY;
        const loud = loudArticles(event, outlet);
        if (loud.length > 0) return loud.map(({ afterMs, ...one }) => ({ ...one, at: at + afterMs }));
        return event % NAMES.length === outlet ? [ownArticle(event, at)] : [];
      })
      .filter(({ at }) => at <= now())
      .sort((one, other) => other.at - one.at);
  }

  async function give(
    outlet: number,
    validator: string | undefined,
    response: ServerResponse,
  ): Promise<void> {
    const fault = calm ? 'feed' : feedFault(from);
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
    const articles = articlesOf(outlet);
    const events = articles.map(({ event }) => event);
    const etag = `"${outlet}-${events[0] ?? 'none'}"`;
    for (const event of byValidator.get(validator ?? '') ?? []) known.add(event);
    const items = articles.map((one) => item(one, `${origin}/${outlet}`));
    const xml = `<?xml version="1.0"?><rss version="2.0"><channel><title>${NAMES[outlet]}</title>${items.join('')}</channel></rss>`;
    const headers = { 'content-type': 'application/rss+xml; charset=utf-8', etag };
    switch (fault) {
      case 'error page':
        response.writeHead(from.pick([403, 404, 429, 500, 503])).end('<html>error</html>');
        return;
      case 'connection reset':
        response.destroy();
        return;
      case 'no answer':
        return;
      case 'login page':
        response.writeHead(200, { 'content-type': 'text/html' }).end('<html><form>login</form></html>');
        return;
      case 'feed cut short':
        response.writeHead(200, headers).end(xml.slice(0, from.between(0, xml.length - 100)));
        return;
      case 'slow feed':
        await pause(from.between(20, 300));
        break;
      case 'feed':
    }
    if (validator === etag) {
      response.writeHead(304).end();
      return;
    }
    response.writeHead(200, headers).end(xml);
    byValidator.set(etag, events);
  }

  const server = createServer((request, response) => {
    const outlet = /^\/(\d)\/feed$/u.exec(request.url ?? '')?.[1];
    if (outlet === undefined) response.writeHead(404).end();
    else give(Number(outlet), request.headers['if-none-match'], response).catch(() => response.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;
  return {
    sources: NAMES.map((publisher, outlet) => ({
      id: `outlet-${outlet}`,
      kind: 'feed',
      url: `${origin}/${outlet}/feed`,
      publisher,
    })),
    host,
    known,
    nextLoud(from) {
      let event = Math.max(0, Math.ceil((from - since) / EVERY));
      while (!isLoud(event)) event += 1;
      return { event, at: since + event * EVERY };
    },
    faults,
    calm() {
      calm = true;
    },
    hangUp: () => server.closeAllConnections(),
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
