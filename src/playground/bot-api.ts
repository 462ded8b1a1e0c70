/** The local Bot API on a port of its own: what the tests put in Telegram's place. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTelegram, type Telegram, type TelegramOptions } from './telegram.ts';

export type BotApi = Omit<Telegram, 'handle' | 'dispose'> & {
  /** The API root: methods are at `${url}/bot<token>/<method>`. */
  readonly url: string;
  readonly token: string;
  /** Stops listening and breaks every connection, as an outage does; the chats stay. */
  readonly down: () => Promise<void>;
  /** Listens again on the same port. */
  readonly up: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Listens on host and port (0 for any free one) and resolves once it does; rejects with Node's error when it cannot. */
export async function startBotApi({
  host,
  port,
  ...options
}: TelegramOptions & { readonly host: string; readonly port: number }): Promise<BotApi> {
  const { handle, dispose, ...telegram } = createTelegram(options);
  const server = createServer((request, response) => {
    if (!handle(request, response)) response.writeHead(404).end();
  });
  // Long polls are idle for up to 50 seconds.
  server.keepAliveTimeout = 60_000;
  await listen(server, host, port);
  const address = server.address() as AddressInfo;
  return {
    ...telegram,
    url: addressOf(host, address.port),
    token: options.token,
    async down() {
      await stop(server);
    },
    async up() {
      await listen(server, host, address.port);
    },
    async close() {
      dispose();
      if (server.listening) await stop(server);
    },
  };
}

/** Where a server that listens on this host can be reached from the same machine. */
export function addressOf(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Resolves once `server` listens; rejects with its error, such as EADDRINUSE. */
export async function listen(server: Server, host: string, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port }, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** Stops listening and ends every connection at once. */
export async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
}
