/** A web site of a test's own on loopback, that remembers what it was asked. */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

type Asked = { readonly path: string; readonly headers: IncomingMessage['headers'] };

type Answer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
};

/** What a path answers: a text, a whole answer, or a handler that does as it likes. */
export type Page =
  | string
  | Answer
  | ((asked: Asked, response: ServerResponse) => Answer | string | undefined | Promise<undefined>);

export type Site = {
  /** http://127.0.0.1:PORT */
  readonly origin: string;
  /** 127.0.0.1:PORT, as ALLOW_PRIVATE_HOSTS takes it. */
  readonly host: string;
  readonly asked: readonly Asked[];
  /** Pages by path with query; what is not among them is a 404. May be changed at any time. */
  readonly pages: Record<string, Page>;
};

export async function openSite(pages: Record<string, Page> = {}): Promise<Site> {
  const asked: Asked[] = [];
  const listener: RequestListener = (request, response) => {
    const about = { path: request.url ?? '', headers: request.headers };
    asked.push(about);
    const page = pages[about.path];
    const made = typeof page === 'function' ? page(about, response) : (page ?? { status: 404 });
    if (made === undefined || made instanceof Promise) return;
    const { status = 200, headers = {}, body = '' } = typeof made === 'string' ? { body: made } : made;
    response.writeHead(status, { ...headers } as Record<string, string>).end(body);
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { origin: `http://${host}`, host, asked, pages };
}
