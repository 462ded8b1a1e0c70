/** The playground: the local Bot API and, at the same address, a page that looks like a chat. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { addressOf, listen, stop } from './bot-api.ts';
import { isOwnRequest } from './guard.ts';
import { createTelegram, type Telegram, type TelegramEvent, type TelegramOptions } from './telegram.ts';
import { isRecord, readBody } from './wire.ts';

export type PlaygroundOptions = TelegramOptions & {
  readonly host: string;
  /** 0 for any free one. */
  readonly port: number;
  /** What the page tells about itself above the chat, in Arabic. */
  readonly about: { readonly notice: string };
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

/** The same at every start, so that a chat the database knows is found again. */
const READER = 1001;
const GROUP = -1_000_000_002_001;
const CHANNEL = -1_000_000_003_001;

const ASSETS = {
  '/': { file: 'index.html', type: 'text/html; charset=utf-8' },
  '/chat.js': { file: 'chat.js', type: 'text/javascript; charset=utf-8' },
  '/render.js': { file: 'render.js', type: 'text/javascript; charset=utf-8' },
  '/chat.css': { file: 'chat.css', type: 'text/css; charset=utf-8' },
} as const;

const SAFE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** A tap whose answer does not come shows nothing after this long, as Telegram's own clients do. */
const TAP_WAIT_MS = 15_000;
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
  beside = () => false,
  ...options
}: PlaygroundOptions): Promise<Playground> {
  const { handle, dispose, ...telegram } = createTelegram(options);
  telegram.addUser({ id: READER, firstName: 'قارئ', started: true });
  telegram.addGroup({ id: GROUP, title: 'مجموعة التجربة', supergroup: true, administrators: [READER] });
  telegram.addChannel({ id: CHANNEL, title: 'قناة التجربة', administrators: [READER] });
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

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://playground');
    const page = pages.get(url.pathname);
    if (request.method === 'GET' && page !== undefined) {
      response.writeHead(200, { ...SAFE_HEADERS, 'content-type': page.type }).end(page.body);
      return;
    }
    switch (`${request.method} ${url.pathname}`) {
      case 'GET /playground/state':
        respond(response, 200, state());
        return;
      case 'GET /playground/messages':
        respond(response, 200, messages(Number(url.searchParams.get('chat'))));
        return;
      case 'GET /playground/events':
        stream(response);
        return;
      case 'POST /playground/say':
        await act(request, response, say);
        return;
      case 'POST /playground/press':
        await act(request, response, press);
        return;
      default:
        respond(response, 404, { error: 'not found' });
    }
  }

  function state(): unknown {
    return {
      notice: about.notice,
      bot: { name: 'موجز', username: telegram.botUsername },
      commands: telegram.commands(),
      chats: [
        { id: READER, kind: 'private', title: 'محادثة خاصة' },
        { id: GROUP, kind: 'group', title: 'مجموعة التجربة' },
        { id: CHANNEL, kind: 'channel', title: 'قناة التجربة' },
      ],
    };
  }

  function isChat(id: unknown): id is number {
    return id === READER || id === GROUP || id === CHANNEL;
  }

  function messages(chat: number): unknown {
    return isChat(chat) ? telegram.messages(chat) : [];
  }

  function stream(response: ServerResponse): void {
    response.writeHead(200, { ...SAFE_HEADERS, 'content-type': 'text/event-stream' });
    response.write('retry: 1000\n\n');
    const write = (event: TelegramEvent): void => {
      response.write(`data: ${JSON.stringify(event)}\n\n`);
    };
    const off = telegram.on(write);
    const heartbeat = setInterval(() => response.write(':\n\n'), HEARTBEAT_MS);
    response.on('close', () => {
      off();
      clearInterval(heartbeat);
    });
  }

  async function act(
    request: IncomingMessage,
    response: ServerResponse,
    action: (body: Readonly<Record<string, unknown>>) => Promise<unknown>,
  ): Promise<void> {
    const body = await readJson(request);
    const result = body === undefined ? undefined : await action(body);
    if (result === undefined) respond(response, 400, { error: 'the page asked for what is not there' });
    else respond(response, 200, result);
  }

  async function say({ chat, text }: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (!isChat(chat) || typeof text !== 'string' || text.trim() === '') return undefined;
    const id = telegram.say({ chatId: chat, text: text.slice(0, 4096), ...authorIn(chat) });
    return { id };
  }

  /** In the channel one writes as the channel. */
  function authorIn(chat: number): { readonly from?: number } {
    return chat === CHANNEL ? {} : { from: READER };
  }

  async function press({ chat, message, button }: Readonly<Record<string, unknown>>): Promise<unknown> {
    if (!isChat(chat) || typeof message !== 'number' || typeof button !== 'string') return undefined;
    const there = telegram.messages(chat).find(({ id }) => id === message);
    const known = there?.keyboard
      .flat()
      .some((each) => 'callback_data' in each && each.callback_data === button);
    if (known !== true) return undefined;
    const answer = telegram.press({ chatId: chat, from: READER, messageId: message, button });
    return Promise.race([answer, silenceAfter(TAP_WAIT_MS)]);
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

async function silenceAfter(ms: number): Promise<{ readonly text: string; readonly alert: boolean }> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ text: '', alert: false }), ms).unref();
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
