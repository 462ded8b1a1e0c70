/** The only reader of the network: bounded in time and size, blind to private addresses, polite to hosts. */
import { lookup as dnsLookup } from 'node:dns';
import { setMaxListeners } from 'node:events';
import pLimit, { type LimitFunction } from 'p-limit';
import { Agent, request } from 'undici';
import { reason } from '../log.ts';
import { allowList, hostAndPort, isPublicAddress, literalAddress } from './address.ts';
import { type Room, readDecoded } from './body.ts';
import { type Lookup, publicConnector } from './connect.ts';
import { freshFor, type Header, retryAfter } from './headers.ts';
import { Refusal } from './refusal.ts';

/** Who asks, and the bounds of what is taken. */
export type FetcherOptions = {
  /** Names the reader and where to complain. */
  readonly userAgent: string;
  /** Hosts, with or without a port, that may be fetched although their addresses are private. */
  readonly allowPrivateHosts: readonly string[];
  /** For the whole exchange, redirects and body included, from when the host's turn comes. */
  readonly timeoutMs: number;
  /** Of the decoded body. */
  readonly maxBytes: number;
  /** Of all bodies under way together; 64 MB unless given. */
  readonly maxBytesAtOnce?: number;
  readonly maxRedirects?: number;
  /** Requests at once to one host and port. */
  readonly maxPerHost?: number;
  /** How names become addresses; the system's resolver unless given. */
  readonly lookup?: Lookup;
};

type FetchRequest = {
  /** Validators of an earlier answer, sent back byte for byte. */
  readonly etag?: string | undefined;
  readonly lastModified?: string | undefined;
  readonly accept?: string | undefined;
  /** Ends the exchange early, also while it waits for its turn. */
  readonly signal?: AbortSignal | undefined;
};

type Answered = {
  /** Where the answer came from, after all redirects. */
  readonly finalUrl: string;
  /** Where permanent redirects (301, 308) from the address asked lead; undefined when there was none. */
  readonly movedTo: string | undefined;
  /** How long the server calls its answer fresh, by Cache-Control or Expires; undefined when it does not say. */
  readonly freshMs: number | undefined;
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
};

/** What came of one request. */
export type FetchOutcome =
  | (Answered & {
      readonly kind: 'ok';
      readonly bytes: Uint8Array;
      /** The Content-Type header as sent, with its charset. */
      readonly contentType: string | undefined;
    })
  | (Answered & { readonly kind: 'unchanged' })
  /** HTTP 410: never ask again. */
  | { readonly kind: 'gone' }
  | {
      readonly kind: 'failed';
      /** One line for the operator; names no part of the URL that may be secret. */
      readonly reason: string;
      /** The HTTP status, when there was an answer at all. */
      readonly status: number | undefined;
      /** What Retry-After asked for. */
      readonly retryAfterMs: number | undefined;
    };

export interface Fetcher {
  /** One GET. Never throws; what goes wrong is an outcome. */
  fetch(url: string, request?: FetchRequest): Promise<FetchOutcome>;
  /** Ends what is under way and frees the sockets. */
  close(): Promise<void>;
}

const ACCEPT = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';

/** Addresses: undici's lookup is not asked for IP literals, so they are checked apart, and so is the socket. */
export function createFetcher(options: FetcherOptions): Fetcher {
  const { userAgent, timeoutMs, maxBytes, maxRedirects = 5, maxPerHost = 2 } = options;
  const room: Room = { maxBytes: options.maxBytesAtOnce ?? 64_000_000, used: 0, bodies: 0 };
  const resolve: Lookup = options.lookup ?? dnsLookup;
  const allowed = allowList(options.allowPrivateHosts);
  const publicOnly = new Agent({ connect: publicConnector(resolve, timeoutMs) });
  const anywhere = new Agent({ connect: { lookup: resolve as never, timeout: timeoutMs } });
  const turns = new Map<string, LimitFunction>();

  /** Runs the work when fewer than `maxPerHost` others run against the same host and port. */
  async function inTurn<T>(url: URL, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const { host, port } = hostAndPort(url);
    const key = `${host} ${port}`;
    const turn = turns.get(key) ?? pLimit(maxPerHost);
    if (turns.size > 200) {
      for (const [other, { activeCount, pendingCount }] of turns)
        if (activeCount + pendingCount === 0) turns.delete(other);
    }
    turns.set(key, turn);
    const turned = turn(async () => {
      signal.throwIfAborted();
      return work();
    });
    return untilAborted(signal, turned);
  }

  async function hop(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<Hop> {
    const dispatcher = allowed(url) ? anywhere : publicOnly;
    const literal = literalAddress(url.hostname);
    if (dispatcher === publicOnly && literal !== undefined && !isPublicAddress(literal))
      throw new Refusal(`${literal} is not a public address (ALLOW_PRIVATE_HOSTS can allow it)`);
    const ask = () => request(url, { dispatcher, method: 'GET', headers, signal });
    // A kept connection may close just when it is used again: one that broke off before any answer is asked once more.
    const response = await ask().catch((error: unknown) => {
      if (!brokeOff(error)) throw error;
      return ask();
    });
    const head: Head = {
      status: response.statusCode,
      header: (name) => {
        const value = response.headers[name];
        return Array.isArray(value) ? value[0] : value;
      },
    };
    // Destroying an unread body emits an error of its own, which is no news.
    response.body.on('error', () => undefined);
    if (head.status < 200 || head.status > 299) {
      response.body.destroy();
      return { head, bytes: new Uint8Array() };
    }
    try {
      return {
        head,
        bytes: await readDecoded(response.body, head.header('content-encoding'), { maxBytes, room }),
      };
    } finally {
      response.body.destroy();
    }
  }

  async function exchange(address: string, asked: FetchRequest, alarm: Alarm): Promise<FetchOutcome> {
    let url = checkedUrl(address, undefined);
    let movedTo: string | undefined;
    let permanent = true;
    const headers: Record<string, string> = {
      'user-agent': userAgent,
      accept: asked.accept ?? ACCEPT,
      'accept-encoding': 'gzip, deflate, br',
      ...(asked.etag === undefined ? {} : { 'if-none-match': asked.etag }),
      ...(asked.lastModified === undefined ? {} : { 'if-modified-since': asked.lastModified }),
    };
    for (let redirects = 0; ; redirects += 1) {
      const { head, bytes } = await inTurn(url, alarm.signal, () => {
        alarm.start();
        return hop(url, headers, alarm.signal);
      });
      const { status, header } = head;
      const location = header('location');
      if ([301, 302, 303, 307, 308].includes(status) && location !== undefined) {
        if (redirects >= maxRedirects) throw new Refusal(`more than ${maxRedirects} redirects`, status);
        url = checkedUrl(latin1ToUtf8(location), url);
        permanent &&= status === 301 || status === 308;
        if (permanent) movedTo = url.href;
        continue;
      }
      if (status === 410) return { kind: 'gone' };
      const answered: Answered = {
        finalUrl: url.href,
        movedTo,
        freshMs: freshFor(header),
        etag: header('etag'),
        lastModified: header('last-modified'),
      };
      if (status === 304 && (asked.etag ?? asked.lastModified) !== undefined)
        return { kind: 'unchanged', ...answered };
      if (status < 200 || status > 299)
        throw new Refusal(`answered HTTP ${status}`, status, retryAfter(header));
      return { kind: 'ok', bytes, contentType: header('content-type'), ...answered };
    }
  }

  return {
    async fetch(url, asked = {}) {
      const alarm = createAlarm(timeoutMs, asked.signal);
      try {
        return await exchange(url, asked, alarm);
      } catch (error) {
        const known = error instanceof Refusal ? error : undefined;
        return {
          kind: 'failed',
          reason: alarm.why() ?? describe(error),
          status: known?.status,
          retryAfterMs: known?.retryAfterMs,
        };
      } finally {
        alarm.stop();
      }
    },
    async close() {
      await Promise.all([publicOnly.destroy(), anywhere.destroy()]);
    },
  };
}

type Head = { readonly status: number; readonly header: Header };
type Hop = { readonly head: Head; readonly bytes: Uint8Array };

/** http or https, no credentials; a relative redirect stands against the page it came from. */
function checkedUrl(address: string, base: URL | undefined): URL {
  const url = URL.canParse(address, base?.href) ? new URL(address, base?.href) : undefined;
  if (url === undefined) throw new Refusal(base === undefined ? 'is no URL' : 'redirects to what is no URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new Refusal(`${url.protocol} is not fetched, only http: and https:`);
  if (url.username !== '' || url.password !== '')
    throw new Refusal('carries a user name or password, which is not sent');
  url.hash = '';
  return url;
}

type Alarm = {
  readonly signal: AbortSignal;
  /** Starts the clock, once. */
  readonly start: () => void;
  readonly stop: () => void;
  /** Why the signal fired; undefined when it did not. */
  readonly why: () => string | undefined;
};

/** One signal for the time limit and the caller's own; holds no listener after `stop`. */
function createAlarm(timeoutMs: number, outer: AbortSignal | undefined): Alarm {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let why: string | undefined;
  const fire = (words: string) => {
    why ??= words;
    controller.abort(new Refusal(words));
  };
  const stopped = () => fire('was stopped');
  if (outer?.aborted === true) stopped();
  else if (outer !== undefined) {
    // One signal stops everything that is under way, however much that is.
    setMaxListeners(0, outer);
    outer.addEventListener('abort', stopped, { once: true });
  }
  return {
    signal: controller.signal,
    start() {
      timer ??= setTimeout(() => fire(`took longer than ${timeoutMs / 1000} s`), timeoutMs);
    },
    stop() {
      clearTimeout(timer);
      outer?.removeEventListener('abort', stopped);
    },
    why: () => why,
  };
}

/** The work's result, or the signal's reason as soon as it fires; the work itself is left to end alone. */
function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason as Error);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

/** Header bytes come as Latin-1; addresses in Location are often raw UTF-8. */
function latin1ToUtf8(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

const CAUSES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection',
  ECONNRESET: 'broke off the connection',
  EPIPE: 'broke off the connection',
  UND_ERR_SOCKET: 'broke off the connection',
  ENOTFOUND: 'no address is known for this host: check its spelling, the network and DNS',
  EAI_AGAIN: 'cannot be looked up now',
  ETIMEDOUT: 'does not answer',
  UND_ERR_CONNECT_TIMEOUT: 'does not answer',
  EHOSTUNREACH: 'cannot be reached',
  ENETUNREACH: 'cannot be reached',
  UND_ERR_HEADERS_OVERFLOW: 'sends too many headers',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'broke off the connection',
  Z_DATA_ERROR: 'is not compressed as it says',
  Z_BUF_ERROR: 'is not compressed as it says',
};

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

function brokeOff(error: unknown): boolean {
  return ['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE'].includes(codeOf(error));
}

function describe(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  if (error instanceof Error && error.name === 'HTTPParserError') return 'does not answer in HTTP';
  const code = codeOf(error);
  // Brotli has a code for each fault of its format.
  if (code.startsWith('ERR__ERROR_FORMAT') || code.startsWith('ERR_BROTLI'))
    return 'is not compressed as it says';
  return CAUSES[code] ?? (code === '' ? reason(error) : `${reason(error)} [${code}]`);
}
