/** The one HTTP server on HOST:PORT: routes, each answering one address; what is not among them gets nothing. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen, stopListening } from '../listen.ts';

type WebRequest = {
  readonly headers: IncomingHttpHeaders;
  /** The body to its end; undefined when it is longer than `limit` bytes. Rejects when the sender breaks off. */
  readonly body: (limit: number) => Promise<Buffer | undefined>;
};

/** What a route answers. */
export type WebAnswer = {
  readonly status: number;
  readonly type?: string;
  readonly body?: string;
};

/** One address of the server. */
export type Route = {
  /** GET answers HEAD too. */
  readonly method: 'GET' | 'POST';
  /** The whole path, without a query. */
  readonly path: string;
  readonly answer: (request: WebRequest) => Promise<WebAnswer>;
};

/** The server while it listens. */
export type Web = {
  /** http://host:port, without a path. */
  readonly url: string;
  /** Stops listening and ends every connection. */
  readonly close: () => Promise<void>;
};

/** Who sends slower than this is not waited for. */
const HEADERS_MS = 10_000;
const REQUEST_MS = 20_000;
/** How often that is looked at. */
const LOOK_MS = 5_000;
/** Connections at once: Telegram opens 100 at most. */
const CONNECTIONS = 500;
/** A path and its headers are short. */
const HEADER_BYTES = 8192;

const SAFE_HEADERS = { 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' };

/** Listens on host and port (0 for any free one). Rejects with CannotListen when the port is taken or the host is none of this machine's. */
export async function startWeb(options: {
  readonly host: string;
  readonly port: number;
  readonly routes: readonly Route[];
}): Promise<Web> {
  const { host, port, routes } = options;
  const server = createServer(
    { maxHeaderSize: HEADER_BYTES, connectionsCheckingInterval: LOOK_MS },
    (request, response) => {
      if (!serveRoute(routes, request, response)) end(request, response, { status: 404 });
    },
  );
  server.headersTimeout = HEADERS_MS;
  server.requestTimeout = REQUEST_MS;
  server.maxConnections = CONNECTIONS;
  const { url } = await listen(server, host, port);
  return { url, close: () => stopListening(server) };
}

/** Serves the request when its path is one of the routes'; false when it is not. Never throws: a route that fails answers 500. */
export function serveRoute(
  routes: readonly Route[],
  request: IncomingMessage,
  response: ServerResponse,
): boolean {
  const path = (request.url ?? '').replace(/\?.*$/su, '');
  const there = routes.filter((route) => route.path === path);
  if (there.length === 0) return false;
  const method = request.method === 'HEAD' ? 'GET' : request.method;
  const route = there.find((one) => one.method === method);
  if (route === undefined) {
    const allowed = there.map((one) => (one.method === 'GET' ? 'GET, HEAD' : one.method)).join(', ');
    end(request, response, { status: 405 }, { allow: allowed });
    return true;
  }
  route
    .answer({ headers: request.headers, body: (limit) => readBody(request, limit) })
    .catch((): WebAnswer => ({ status: 500 }))
    .then((answer) => end(request, response, answer))
    .catch(() => response.destroy());
  return true;
}

async function readBody(request: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limit) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

function end(
  request: IncomingMessage,
  response: ServerResponse,
  { status, type, body = '' }: WebAnswer,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return;
  response.writeHead(status, {
    ...SAFE_HEADERS,
    ...headers,
    ...(type === undefined ? {} : { 'content-type': type }),
    'content-length': Buffer.byteLength(body),
    // What is left of a body that nobody reads is not waited for.
    ...(request.complete ? {} : { connection: 'close' }),
  });
  response.end(request.method === 'HEAD' ? '' : body);
  request.resume();
}
