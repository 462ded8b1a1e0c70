/** The playground: the local Bot API and, at the same address, a page that looks like a chat. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addressOf, listen, stop } from './bot-api.ts';
import { createMovableClock, type MovableClock, untilHour } from './clock.ts';
import { typeOfFile } from './documents.ts';
import { isOwnRequest } from './guard.ts';
import type { InlineAnswer } from './inline.ts';
import { CHANNEL, GROUP, READER, SCENES, type Scene, sceneOf, setScene } from './scene.ts';
import { createTelegram, type Telegram, type TelegramEvent, type TelegramOptions } from './telegram.ts';
import { isRecord, readBody } from './wire.ts';

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

export type Playground = Omit<Telegram, 'handle' | 'dispose'> & {
  /** Where the page is, and where the Bot API's methods begin. */
  readonly url: string;
  /** The reader's private chat, a group they administer, and their channel. */
  readonly chats: { readonly reader: number; readonly group: number; readonly channel: number };
  readonly close: () => Promise<void>;
};

/** The port cannot be listened on; the message is one line with the remedy. */
export class CannotListen extends Error {
  readonly host: string;
  readonly port: number;
  /** Node's code: EADDRINUSE, EACCES, EADDRNOTAVAIL, ENOTFOUND … */
  readonly code: string;
  constructor(host: string, port: number, cause: Error & { readonly code?: string }) {
    const here = cause.code === 'ENOTFOUND' || cause.code === 'EADDRNOTAVAIL';
    const why = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${cause.code ?? cause.message})`;
    super(
      here
        ? `HOST ${host} is no address of this machine: set HOST to one, such as 127.0.0.1`
        : `port ${port} on ${host} ${why}: set PORT or HOST to another one, or stop what holds it`,
    );
    this.host = host;
    this.port = port;
    this.code = cause.code ?? '';
  }
}

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

/** A tap or an inline question whose answer does not come shows nothing after this long, as in Telegram's own clients. */
const WAIT_MS = 15_000;
/** Keeps proxies and browsers from closing a silent stream. */
const HEARTBEAT_MS = 20_000;
/** No more than this at a time, so that a slip does not leave the year. */
const FURTHEST_MS = 31 * 24 * 3600_000;

type Body = Readonly<Record<string, unknown>>;

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
  const offered = new Map<number, InlineAnswer>();
  /** The pages that are open, by what tells them of things. */
  const watchers = new Set<
    (event: TelegramEvent | { readonly kind: 'clock'; readonly now: number }) => void
  >();
  telegram.on((event) => {
    for (const write of watchers) write(event);
  });
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
  await listen(server, host, port).catch((error: Error & { readonly code?: string }) => {
    throw new CannotListen(host, port, error);
  });
  const address = server.address() as AddressInfo;

  const actions: Readonly<Record<string, (body: Body) => Promise<unknown>>> = {
    say,
    press,
    inline,
    card,
    join,
    clock: moveClock,
  };

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

  function state(): unknown {
    return {
      notice: about.notice,
      bot: { name: 'موجز', username: telegram.botUsername },
      clock: { now: clock.now(), zone: about.zone },
      chats: SCENES.map(({ writers, ...scene }) => ({
        ...scene,
        // JSON knows no undefined.
        writers: writers.map(({ id, name }) => ({ id: id ?? null, name })),
      })),
    };
  }

  function chat(query: URLSearchParams): unknown {
    const scene = sceneOf(Number(query.get('chat')), Number(query.get('thread') ?? 0));
    if (scene === undefined) return { messages: [], commands: [] };
    const who = authorIn(scene, Number(query.get('as'))) ?? scene.writers[0]?.id ?? READER;
    return {
      messages: telegram.messages(scene.id, scene.threadId),
      commands: telegram.menu(scene.id, who),
    };
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

  /** Who writes: one of those who may, the first unless another is named; undefined for the chat itself. */
  function authorIn({ writers }: Scene, as: unknown): number | undefined {
    const found = writers.find(({ id }) => (id ?? null) === as) ?? writers[0];
    return found?.id;
  }

  async function say({ chat: id, thread, as, text, replyTo }: Body): Promise<unknown> {
    const scene = sceneOf(id, thread);
    if (scene === undefined || typeof text !== 'string' || text.trim() === '') return undefined;
    const from = authorIn(scene, as);
    const message = telegram.say({
      chatId: scene.id,
      threadId: scene.threadId,
      text: text.slice(0, 4096),
      ...(from === undefined ? {} : { from }),
      ...(typeof replyTo === 'number' ? { replyTo } : {}),
    });
    return { id: message };
  }

  async function press({ chat: id, thread, as, message, button }: Body): Promise<unknown> {
    const scene = sceneOf(id, thread);
    if (scene === undefined || typeof message !== 'number' || typeof button !== 'string') return undefined;
    const there = telegram.messages(scene.id).find((each) => each.id === message);
    const known = there?.keyboard
      .flat()
      .some((each) => 'callback_data' in each && each.callback_data === button);
    if (known !== true) return undefined;
    // Whoever writes as a group or channel presses as themselves.
    const from = authorIn(scene, as) ?? READER;
    const answer = telegram.press({ chatId: scene.id, from, messageId: message, button });
    return Promise.race([answer, after(WAIT_MS, { text: '', alert: false })]);
  }

  async function inline({ chat: id, thread, as, query, offset }: Body): Promise<unknown> {
    const scene = sceneOf(id, thread);
    if (scene === undefined || typeof query !== 'string') return undefined;
    const from = authorIn(scene, as) ?? READER;
    const asked = telegram.askInline({
      from,
      query: query.slice(0, 256),
      chatId: scene.id,
      ...(typeof offset === 'string' ? { offset } : {}),
    });
    const none: InlineAnswer = { cards: [], button: undefined, nextOffset: '' };
    const answer = await Promise.race([asked, after(WAIT_MS, none)]);
    offered.set(from, answer);
    return {
      cards: answer.cards.map((each) => ({ id: each.id, title: each.title, description: each.description })),
      button: answer.button ?? null,
    };
  }

  async function card({ chat: id, thread, as, card: cardId }: Body): Promise<unknown> {
    const scene = sceneOf(id, thread);
    if (scene === undefined) return undefined;
    const from = authorIn(scene, as) ?? READER;
    const chosen = offered.get(from)?.cards.find((each) => each.id === cardId);
    if (chosen === undefined) return undefined;
    return {
      id: telegram.sendCard({ from, chatId: scene.id, threadId: scene.threadId, card: chosen }),
    };
  }

  /** The reader adds the bot to a group or channel, as a link of it asks; the bot hears of it, also where it was before. */
  async function join({ chat: id }: Body): Promise<unknown> {
    const scene = SCENES.find((each) => each.id === id && each.kind !== 'private');
    if (scene === undefined) return undefined;
    telegram.place(scene.id, telegram.botId, 'left');
    const status = scene.kind === 'channel' ? 'administrator' : 'member';
    telegram.setMember(scene.id, telegram.botId, status, READER);
    return {};
  }

  /** Moves on by so many ms, or to the next time the clock shows an hour. */
  async function moveClock({ by, toHour }: Body): Promise<unknown> {
    const wanted = typeof toHour === 'number' ? untilHour(clock.now(), toHour, about.zone) : by;
    if (typeof wanted !== 'number' || !(wanted > 0 && wanted <= FURTHEST_MS)) return undefined;
    clock.advance(wanted);
    for (const write of watchers) write({ kind: 'clock', now: clock.now() });
    await onMoved();
    return { now: clock.now() };
  }

  return {
    ...telegram,
    url: addressOf(host, address.port),
    chats: { reader: READER, group: GROUP, channel: CHANNEL },
    close: async () => {
      dispose();
      await stop(server);
    },
  };
}

async function after<T>(ms: number, value: T): Promise<T> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(value), ms).unref();
  });
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
