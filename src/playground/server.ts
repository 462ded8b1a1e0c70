/** The playground: the local Bot API and, at the same address, a page that looks like a chat. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, stopListening } from '../listen.ts';
import { createMovableClock, type MovableClock } from './clock.ts';
import { typeOfFile } from './documents.ts';
import { isOwnRequest } from './guard.ts';
import { createPage } from './page.ts';
import { CHANNEL, GROUP, READER, setScene } from './scene.ts';
import { createTelegram, type Telegram, type TelegramEvent, type TelegramOptions } from './telegram.ts';
import { isRecord, readBody } from './wire.ts';

/** Where the playground listens, and what it shows. */
export type PlaygroundOptions = Omit<TelegramOptions, 'now'> & {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** What the page tells about itself above the chats, in Arabic, and the zone its clock shows. */
  readonly about: { readonly notice: string; readonly zone: string };
  /** The page moves it; the bot should go by it, too. One of its own when absent. */
  readonly clock?: MovableClock;
  /** Called when the clock was moved, and waited for. */
  readonly onMoved?: () => Promise<void>;
  /** Answers what else is served at this address; false for what is not. */
  readonly beside?: (request: IncomingMessage, response: ServerResponse) => boolean;
};

/** The playground while it listens. */
export type Playground = Omit<Telegram, 'handle' | 'dispose'> & {
  /** Where the page is, and where the Bot API's methods begin. */
  readonly url: string;
  /** The reader's private chat, a group they administer, and their channel. */
  readonly chats: { readonly reader: number; readonly group: number; readonly channel: number };
  readonly close: () => Promise<void>;
};

const SCRIPT = 'text/javascript; charset=utf-8';
const ASSETS: Readonly<Record<string, { readonly file: string; readonly type: string }>> = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/chat.css': { file: 'chat.css', type: 'text/css; charset=utf-8' },
  ...Object.fromEntries(
    ['main', 'pane', 'composer', 'menu', 'render', 'page'].map((name) => [
      `/${name}.js`,
      { file: `${name}.js`, type: SCRIPT },
    ]),
  ),
};

const SAFE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Keeps proxies and browsers from closing a silent stream. */
const HEARTBEAT_MS = 20_000;

/**
 * Starts the playground and resolves once it listens. Rejects with CannotListen when the port is taken or the host is
 * none of this machine's.
 */
export async function startPlayground({
  host,
  port,
  about,
  clock = createMovableClock(),
  onMoved = async () => undefined,
  beside = () => false,
  ...options
}: PlaygroundOptions): Promise<Playground> {
  const { handle, dispose, ...telegram } = createTelegram({ ...options, now: clock.now });
  setScene(telegram);
  /** The pages that are open, by what tells them of things. */
  const watchers = new Set<
    (event: TelegramEvent | { readonly kind: 'clock'; readonly now: number }) => void
  >();
  telegram.on((event) => {
    for (const write of watchers) write(event);
  });
  const moved = (now: number): void => {
    for (const write of watchers) write({ kind: 'clock', now });
  };
  const { state, chat, actions } = createPage({ telegram, about, clock, moved, onMoved });
  const pages = new Map<string, { readonly body: Buffer; readonly type: string }>();
  for (const [path, { file, type }] of Object.entries(ASSETS))
    pages.set(path, { body: await readFile(new URL(`./web/${file}`, import.meta.url)), type });

  const server = createServer((request, response) => {
    if (!isOwnRequest(request, host)) {
      respond(response, 403, { error: 'this address is for the playground’s own page only' });
      return;
    }
    if (handle(request, response) || beside(request, response)) return;
    serve(request, response).catch(() => response.socket?.destroy());
  });
  server.keepAliveTimeout = 60_000;
  const { url: ownUrl } = await listen(server, host, port);

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://playground');
    const page = pages.get(url.pathname);
    if (request.method === 'GET' && page !== undefined) {
      response.writeHead(200, { ...SAFE_HEADERS, 'content-type': page.type }).end(page.body);
      return;
    }
    const name = url.pathname.replace(/^\/playground\//, '');
    if (request.method === 'POST' && Object.hasOwn(actions, name)) {
      const body = await readJson(request);
      const result = body === undefined ? undefined : await actions[name]?.(body);
      if (result === undefined) respond(response, 400, { error: 'the page asked for what is not there' });
      else respond(response, 200, result);
      return;
    }
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /playground/state':
        respond(response, 200, state());
        return;
      case 'GET /playground/chat':
        respond(response, 200, chat(url.searchParams));
        return;
      case 'GET /playground/events':
        stream(response);
        return;
      case 'GET /playground/file':
        download(url.searchParams.get('id') ?? '', response);
        return;
      default:
        respond(response, 404, { error: 'not found' });
    }
  }

  function stream(response: ServerResponse): void {
    response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'text/event-stream' });
    response.write('retry: 1000\n\n');
    const write = (event: unknown): void => {
      response.write(`data: ${JSON.stringify(event)}\n\n`);
    };
    watchers.add(write);
    const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
    response.on('close', () => {
      watchers.delete(write);
      clearInterval(heartbeat);
    });
  }

  function download(fileId: string, response: ServerResponse): void {
    const file = telegram.file(fileId);
    if (file === undefined) {
      respond(response, 404, { error: 'not found' });
      return;
    }
    response
      .writeHead(200, {
        ...SAFE_HEADERS,
        // Nothing that a bot sends is shown as a page of this address.
        'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
        'content-type': typeOfFile(file.name),
      })
      .end(file.content);
  }

  return {
    ...telegram,
    url: ownUrl,
    chats: { reader: READER, group: GROUP, channel: CHANNEL },
    close: async () => {
      dispose();
      await stopListening(server);
    },
  };
}

/** The body of a request that says it is JSON: no form of another page can send that without being asked about first. */
async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return undefined;
  const body = await readBody(request);
  try {
    const value: unknown = JSON.parse(body?.toString('utf8') ?? '');
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function respond(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { ...SAFE_HEADERS, 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(value));
}
