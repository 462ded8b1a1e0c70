/** Outlets on loopback that publish made-up news without end, and fail by plan. */
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { madeArticle } from '../test/support/made-news.ts';
import { type Chance, feedFault } from './plan.ts';

const NAMES = ['صحيفة المرفأ', 'قناة الأفق', 'وكالة البيادر', 'موقع الربوة'];
const HOUR = 3_600_000;
/** Each of the outlets' events comes so long after the one before. */
const EVERY = 25 * 60_000;
/** What an outlet's feed still holds. */
const HELD = 96 * HOUR;
const LETTERS = 'بتجدرزسشصطعفقكلمنهي';

/** The word by which an event is known in any text about it. */
export function mark(event: number): string {
  const letters = [0, 1, 2, 3].map((place) => LETTERS[Math.floor(event / LETTERS.length ** place) % 19]);
  return `خظ${letters.join('')}`;
}

const MARK = /خظ([بتجدرزسشصطعفقكلمنهي]{4})/gu;

/** The events that a text tells of, in its order, each once. */
export function eventsIn(text: string): readonly number[] {
  const found = [...text.matchAll(MARK)].map(([, letters = '']) =>
    Array.from(letters).reduce(
      (sum, letter, place) => sum + LETTERS.indexOf(letter) * LETTERS.length ** place,
      0,
    ),
  );
  return [...new Set(found)];
}

export type Outlets = {
  /** As SOURCES_FILE has it. */
  readonly sources: readonly object[];
  readonly host: string;
  /** Events that the bot must know: it asked for what is newer than the feed that held them, or was given them in calm days. */
  readonly known: ReadonlySet<number>;
  readonly faults: ReadonlyMap<string, number>;
  calm: () => void;
  readonly hangUp: () => void;
  readonly close: () => Promise<void>;
};

function item(event: number, at: number, origin: string): string {
  const { title, lines } = madeArticle(event);
  // Long enough to be no teaser: pages are another matter.
  const more = [event * 7 + 3, event * 11 + 5, event * 13 + 1].flatMap((other) => madeArticle(other).lines);
  const text = [...lines, ...more, `وتعمل شركة ${mark(event)} هناك منذ ${(event % 9) + 2} أعوام.`];
  return `<item><title>${title} مع شركة ${mark(event)}</title><link>${origin}/${event}</link><guid>${origin}/${event}</guid>
    <pubDate>${new Date(at).toUTCString()}</pubDate>
    <description>${text.map((line) => `&lt;p&gt;${line}&lt;/p&gt;`).join('')}</description></item>`;
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

  /** Events of this outlet that its feed holds, newest first. */
  function eventsOf(outlet: number): readonly number[] {
    const last = Math.floor((now() - since) / EVERY);
    const first = Math.max(0, Math.ceil((now() - HELD - since) / EVERY));
    return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => last - index).filter(
      (event) => event % NAMES.length === outlet,
    );
  }

  async function give(
    outlet: number,
    validator: string | undefined,
    response: ServerResponse,
  ): Promise<void> {
    const fault = calm ? 'feed' : feedFault(from);
    faults.set(fault, (faults.get(fault) ?? 0) + 1);
    const events = eventsOf(outlet);
    const etag = `"${outlet}-${events[0] ?? 'none'}"`;
    for (const event of byValidator.get(validator ?? '') ?? []) known.add(event);
    const items = events.map((event) => item(event, since + event * EVERY, `${origin}/${outlet}`));
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
    if (calm) for (const event of events) known.add(event);
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
