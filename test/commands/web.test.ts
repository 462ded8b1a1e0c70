import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Route, startWeb, type WebAnswer } from '../../src/commands/web.ts';

async function web(routes: readonly Route[]): Promise<string> {
  const server = await startWeb({ host: '127.0.0.1', port: 0, routes });
  onTestFinished(server.close);
  return server.url;
}

const wellness: Route = {
  method: 'GET',
  path: '/well',
  answer: async () => ({ status: 200, type: 'application/json', body: '{"well":true}' }),
};

/** Tells how long the body was; 413 when it is longer than ten bytes. */
const length: Route = {
  method: 'POST',
  path: '/length',
  answer: async ({ body }): Promise<WebAnswer> => {
    const bytes = await body(10);
    return bytes === undefined
      ? { status: 413 }
      : { status: 200, type: 'text/plain', body: `${bytes.length}` };
  },
};

describe('the server', () => {
  test.each([
    ['GET', '/well', 200, '{"well":true}'],
    ['GET', '/well?x=1', 200, '{"well":true}'],
    ['HEAD', '/well', 200, ''],
    ['POST', '/well', 405, ''],
    ['DELETE', '/length', 405, ''],
    ['GET', '/', 404, ''],
    ['GET', '/well/', 404, ''],
    ['GET', '/../well', 200, '{"well":true}'],
    ['GET', '/WELL', 404, ''],
    ['GET', '/%77ell', 404, ''],
    ['OPTIONS', '*', 404, ''],
  ])('%s %s → %i', async (method, path, status, body) => {
    const url = await web([wellness, length]);
    const answer = await fetch(new URL(path, url), { method });
    expect([answer.status, await answer.text()]).toEqual([status, body]);
    expect(answer.headers.get('x-powered-by')).toBeNull();
  });

  test('says which methods a path takes', async () => {
    const url = await web([wellness, length]);
    expect((await fetch(`${url}/well`, { method: 'PUT' })).headers.get('allow')).toBe('GET, HEAD');
    expect((await fetch(`${url}/length`)).headers.get('allow')).toBe('POST');
  });

  test('reads a body as far as its route lets it', async () => {
    const url = await web([length]);
    const post = async (body: string): Promise<readonly [number, string]> => {
      const answer = await fetch(`${url}/length`, { method: 'POST', body });
      return [answer.status, await answer.text()];
    };
    expect(await post('x'.repeat(10))).toEqual([200, '10']);
    expect(await post('x'.repeat(11))).toEqual([413, '']);
    expect(await post('x'.repeat(3_000_000))).toEqual([413, '']);
    expect(await post('')).toEqual([200, '0']);
  });

  test('a route that fails answers 500, without why', async () => {
    const url = await web([
      {
        method: 'GET',
        path: '/broken',
        answer: async () => {
          throw new Error('a secret');
        },
      },
    ]);
    const answer = await fetch(`${url}/broken`);
    expect([answer.status, await answer.text()]).toEqual([500, '']);
  });

  test.each([
    'GARBAGE\r\n\r\n',
    'GET /well HTTP/9.9\r\n\r\n',
    `GET /${'x'.repeat(20_000)} HTTP/1.1\r\n\r\n`,
    '\0\0\0\0\r\n\r\n',
  ])('what is no request costs its sender the connection, and nobody else anything (%#)', async (raw) => {
    const url = await web([wellness]);
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(raw);
    await once(socket.resume(), 'close');
    expect((await fetch(`${url}/well`)).status).toBe(200);
  });

  test('a port that is taken is told in one line', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    onTestFinished(() => void other.close());
    const address = other.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    await expect(startWeb({ host: '127.0.0.1', port, routes: [] })).rejects.toThrow(
      `port ${port} on 127.0.0.1 is in use: set PORT or HOST to another one, or stop what holds it`,
    );
  });
});
