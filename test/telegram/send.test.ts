import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createRawServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { SendOutcome } from '../../src/delivery/delivery.ts';
import { createSender } from '../../src/telegram/send.ts';

const TOKEN = '123456:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

type Received = { readonly url: string | undefined; readonly body: Readonly<Record<string, unknown>> };

/** A Bot API that answers each request as told, and keeps what it was sent. */
async function api(
  answer: (response: ServerResponse, request: IncomingMessage) => void,
): Promise<{ root: string; received: Received[] }> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ url: request.url, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) });
      answer(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => server.close(resolve)));
  closers.push(() => server.closeAllConnections());
  return { root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received };
}

const message = {
  html: '<b>خبر</b> &lt;1&gt;',
  buttons: [
    [
      { text: 'أول', data: 'groups' },
      { text: 'ثان', url: 'https://example.org' },
    ],
  ],
};

type Given = {
  readonly plain?: boolean;
  readonly signal?: AbortSignal;
  readonly threadId?: number;
  readonly begin?: () => Promise<boolean>;
};

function senderTo(root: string): (given?: Given) => Promise<SendOutcome> {
  const send = createSender({ token: TOKEN, apiRoot: root });
  closers.push(() => send.close());
  return ({ plain = false, signal = new AbortController().signal, threadId = 0, ...begin } = {}) =>
    send({ telegramId: -7, threadId }, message, { plain, signal, ...begin });
}

const sendTo = (root: string, given?: Given): Promise<SendOutcome> => senderTo(root)(given);

const answering =
  (status: number, body: unknown) =>
  (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  };
const refusing = (code: number, description: string, parameters?: object) =>
  answering(code, { ok: false, error_code: code, description, parameters });

describe('a message', () => {
  test('goes out once as HTML, without a preview, its rows turned round for readers of Arabic', async () => {
    const { root, received } = await api(answering(200, { ok: true, result: { message_id: 42 } }));
    expect(await sendTo(root, { threadId: 9 })).toEqual({ kind: 'sent', messageId: 42 });
    expect(received).toEqual([
      {
        url: `/bot${TOKEN}/sendMessage`,
        body: {
          chat_id: -7,
          message_thread_id: 9,
          text: '<b>خبر</b> &lt;1&gt;',
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
          reply_markup: {
            inline_keyboard: [
              [
                { text: 'ثان', url: 'https://example.org' },
                { text: 'أول', callback_data: 'groups' },
              ],
            ],
          },
        },
      },
    ]);
  });

  test('asked for plainly goes out without tags', async () => {
    const { root, received } = await api(answering(200, { ok: true, result: { message_id: 42 } }));
    await sendTo(root, { plain: true });
    expect(received[0]?.body).toMatchObject({ text: 'خبر <1>' });
    expect(received[0]?.body).not.toHaveProperty('parse_mode');
  });
});

describe('before a message is written', () => {
  /** A server that knows of a request as soon as its headers come. */
  async function slowReader(onRequest: (request: IncomingMessage, response: ServerResponse) => void) {
    const server = createServer(onRequest);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    closers.push(() => server.closeAllConnections());
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const takes: (request: IncomingMessage, response: ServerResponse) => void = (request, response) => {
    request.resume().on('end', () => response.end('{"ok":true,"result":{"message_id":8}}'));
  };

  test('whoever receives it knows of the request, and has nothing of its text', async () => {
    let known: (() => void) | undefined;
    const headers = new Promise<void>((resolve) => {
      known = resolve;
    });
    let got = '';
    const root = await slowReader((request, response) => {
      known?.();
      request.on('data', (chunk: Buffer) => {
        got += chunk.toString('utf8');
      });
      takes(request, response);
    });
    let before: string | undefined;
    const outcome = await sendTo(root, {
      async begin() {
        await headers;
        before = got;
        return true;
      },
    });
    expect(outcome).toEqual({ kind: 'sent', messageId: 8 });
    expect(before?.length).toBeLessThanOrEqual(1);
    expect(JSON.parse(got)).toMatchObject({ chat_id: -7 });
  });

  test('a message that may not begin is never whole', async () => {
    let whole = 0;
    let closed: (() => void) | undefined;
    const gone = new Promise<void>((resolve) => {
      closed = resolve;
    });
    const root = await slowReader((request) => {
      request.resume().on('end', () => {
        whole += 1;
      });
      request.on('error', () => undefined).on('close', () => closed?.());
    });
    expect(await sendTo(root, { begin: async () => false })).toMatchObject({ kind: 'retry', afterMs: 0 });
    await gone;
    expect(whole).toBe(0);
  });

  test('giving up then writes nothing, also when it might begin later', async () => {
    const controller = new AbortController();
    let whole = 0;
    const root = await slowReader((request) => {
      request.resume().on('end', () => {
        whole += 1;
      });
      request.on('error', () => undefined);
      controller.abort();
    });
    let go: ((may: boolean) => void) | undefined;
    const later = new Promise<boolean>((resolve) => {
      go = resolve;
    });
    const outcome = await sendTo(root, { signal: controller.signal, begin: () => later });
    expect(outcome).toMatchObject({ kind: 'retry', reason: 'stopped' });
    go?.(true);
    await later;
    expect(await sendTo(await slowReader(takes))).toMatchObject({ kind: 'sent' });
    expect(whole).toBe(0);
  });

  test('a connection that breaks is made anew, and the message goes once', async () => {
    let connections = 0;
    const root = await slowReader((request, response) => {
      connections += 1;
      if (connections === 1) request.socket.resetAndDestroy();
      else takes(request, response);
    });
    let asked = 0;
    const begin = (): Promise<boolean> => {
      asked += 1;
      // The first connection breaks while it waits.
      return asked === 1 ? new Promise(() => undefined) : Promise.resolve(true);
    };
    expect(await sendTo(root, { begin })).toEqual({ kind: 'sent', messageId: 8 });
    expect(connections).toBe(2);
  });

  test('one that breaks again has the whole bot wait', async () => {
    const root = await slowReader((request) => request.socket.resetAndDestroy());
    const begin = () => new Promise<boolean>(() => undefined);
    expect(await sendTo(root, { begin })).toMatchObject({ kind: 'retry', everyone: true });
  });

  test.each([
    [
      429,
      { ok: false, error_code: 429, parameters: { retry_after: 3 } },
      { kind: 'tooMany', afterMs: 3_000 },
    ],
    [500, { ok: false, error_code: 500, description: 'Internal' }, { kind: 'retry', everyone: true }],
    [200, { ok: true }, { kind: 'retry', everyone: true }],
  ])('an early answer %i is no answer to the message', async (status, body, expected) => {
    const root = await slowReader((_, response) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    const begin = () => new Promise<boolean>(() => undefined);
    expect(await sendTo(root, { begin })).toMatchObject(expected);
  });

  test('messages one after another go over one connection', async () => {
    const ports = new Set<number | undefined>();
    const send = senderTo(
      await slowReader((request, response) => {
        ports.add(request.socket.remotePort);
        takes(request, response);
      }),
    );
    for (let n = 0; n < 5; n += 1) expect(await send()).toMatchObject({ kind: 'sent' });
    expect(ports.size).toBe(1);
  });
});

describe('what came of it', () => {
  const blocked = { kind: 'unreachable', paused: 'blocked' };
  const gone = { kind: 'unreachable', paused: 'gone' };
  test.each<[number, string, object | undefined, object]>([
    [403, 'Forbidden: bot was blocked by the user', undefined, blocked],
    [403, "Forbidden: bot can't initiate conversation with a user", undefined, blocked],
    [403, 'Forbidden: something new', undefined, blocked],
    [403, 'Forbidden: user is deactivated', undefined, gone],
    [403, 'Forbidden: the group chat was deleted', undefined, gone],
    [403, 'Forbidden: bot was kicked from the supergroup chat', undefined, gone],
    [403, 'Forbidden: bot is not a member of the channel chat', undefined, gone],
    [400, 'Bad Request: chat not found', undefined, gone],
    [400, 'Bad Request: not enough rights to send text messages to the chat', undefined, blocked],
    [400, 'Bad Request: have no write access to the chat', undefined, blocked],
    [400, 'Bad Request: message thread not found', undefined, gone],
    [400, 'Bad Request: TOPIC_CLOSED', undefined, gone],
    [
      400,
      'Bad Request: group chat was upgraded to a supergroup chat',
      { migrate_to_chat_id: -1007 },
      { kind: 'migrated', toTelegramId: -1007 },
    ],
    [400, "Bad Request: can't parse entities", undefined, { kind: 'refused' }],
    [400, 'Bad Request: message is too long', undefined, { kind: 'refused' }],
    [429, 'Too Many Requests: retry after 17', { retry_after: 17 }, { kind: 'tooMany', afterMs: 17_000 }],
    [401, 'Unauthorized', undefined, { kind: 'retry', afterMs: 60_000, everyone: true }],
    [500, 'Internal Server Error', undefined, { kind: 'uncertain' }],
    [502, 'Bad Gateway', undefined, { kind: 'uncertain' }],
  ])('%i %s', async (code, description, parameters, expected) => {
    const { root, received } = await api(refusing(code, description, parameters));
    expect(await sendTo(root)).toMatchObject(expected);
    expect(received).toHaveLength(1);
  });

  test('a refused connection wrote nothing: to be tried again', async () => {
    const { root } = await api(answering(200, {}));
    for (const close of closers.splice(0).reverse()) await close();
    expect(await sendTo(root)).toMatchObject({ kind: 'retry', everyone: true });
  });

  test('a name that does not resolve wrote nothing', async () => {
    expect(await sendTo('http://nowhere.invalid')).toMatchObject({ kind: 'retry', everyone: true });
  });

  test('a handshake that fails wrote nothing', async () => {
    const { root, received } = await api(answering(200, { ok: true, result: { message_id: 1 } }));
    expect(await sendTo(root.replace('http:', 'https:'))).toMatchObject({ kind: 'retry', everyone: true });
    expect(received).toEqual([]);
  });

  test('a connection reset after the request was written is uncertain, and not repeated', async () => {
    const { root, received } = await api((_, request) => request.socket.resetAndDestroy());
    expect(await sendTo(root)).toMatchObject({ kind: 'uncertain' });
    expect(received).toHaveLength(1);
  });

  test('a connection closed half way through the answer is uncertain', async () => {
    const { root } = await api((response) => {
      response.writeHead(200, { 'content-length': '500' });
      response.write('{"ok":true,');
      response.socket?.end();
    });
    expect(await sendTo(root)).toMatchObject({ kind: 'uncertain' });
  });

  test('an answer that is not of the Bot API is uncertain, a refusal of a gateway is not', async () => {
    const page = (status: number) => (response: ServerResponse) => {
      response.writeHead(status).end('<html>');
    };
    expect(await sendTo((await api(page(200))).root)).toMatchObject({ kind: 'uncertain' });
    expect(await sendTo((await api(page(503))).root)).toMatchObject({ kind: 'uncertain' });
    expect(await sendTo((await api(page(407))).root)).toMatchObject({ kind: 'retry' });
  });

  test('giving up while Telegram keeps silent is uncertain', async () => {
    const controller = new AbortController();
    const { root } = await api(() => controller.abort());
    expect(await sendTo(root, { signal: controller.signal })).toEqual({
      kind: 'uncertain',
      reason: 'stopped',
    });
  });

  test('giving up before a connection stands writes nothing, then or later', async () => {
    const controller = new AbortController();
    const written: string[] = [];
    const server = createRawServer((socket) => {
      // The handshake is never answered: the connection does not stand yet.
      socket.on('data', (data) => {
        written.push(data.toString('latin1'));
        controller.abort();
      });
      socket.on('error', () => undefined);
      closers.push(() => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closers.push(() => server.close());
    const outcome = await sendTo(`https://127.0.0.1:${(server.address() as AddressInfo).port}`, {
      signal: controller.signal,
    });
    expect(outcome).toMatchObject({ kind: 'retry', reason: 'stopped' });
    expect(written.join('')).not.toContain('sendMessage');
  });

  test('no reason holds the token', async () => {
    const { root } = await api(refusing(400, `Bad Request: /bot${TOKEN}/sendMessage`));
    expect(JSON.stringify(await sendTo(root))).not.toContain(TOKEN);
  });
});
