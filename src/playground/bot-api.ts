/** The local Bot API on a port of its own: what the tests put in Telegram's place. */
import { createServer } from 'node:http';
import { listen, stopListening } from '../listen.ts';
import { createTelegram, type Telegram, type TelegramOptions } from './telegram.ts';

/** A Telegram that listens, and can go down and come back. */
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

/** Listens on host and port (0 for any free one) and resolves once it does; rejects with CannotListen when it cannot. */
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
  const bound = await listen(server, host, port);
  return {
    ...telegram,
    url: bound.url,
    token: options.token,
    async down() {
      await stopListening(server);
    },
    async up() {
      await listen(server, host, bound.port);
    },
    async close() {
      dispose();
      if (server.listening) await stopListening(server);
    },
  };
}
