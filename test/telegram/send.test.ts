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

async function sendTo(
  root: string,
  given: { readonly plain?: boolean; readonly signal?: AbortSignal; readonly threadId?: number } = {},
): Promise<SendOutcome> {
  const send = createSender({ token: TOKEN, apiRoot: root });
  closers.push(() => send.close());
  return send({ telegramId: -7, threadId: given.threadId ?? 0 }, message, {
    plain: given.plain ?? false,
    signal: given.signal ?? new AbortController().signal,
  });
}

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
