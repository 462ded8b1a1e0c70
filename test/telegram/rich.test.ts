import { describe, expect, onTestFinished, test } from 'vitest';
import { composeDue } from '../../src/digests/compose.ts';
import { richHtml } from '../../src/telegram/rich.ts';
import { createSender } from '../../src/telegram/send.ts';
import { nextBotMessage, nextEdit, refusal, TEST_TOKEN } from '../support/bot-api.ts';
import {
  addChat,
  addStory,
  HOUR,
  listeningLog,
  NINE,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';
import { type Rig, read, rig, say } from './harness.ts';

const DIGEST = [
  '<b>نشرة الصباح</b> · الثلاثاء 1 يوليو',
  'خبر واحد',
  '',
  '<b>1. افتتاح جسر المرفأ</b>',
  'افتُتح الجسر صباح اليوم.',
  'مصدران: <a href="https://example.org/a">الميناء</a>، الأفق · <tg-time unix="1751294880">الاثنين 17:48</tg-time>',
  '<blockquote expandable><b>مزيد:</b> طوله كيلومتران. (الأفق)',
  '<b>كيف تطوّر الخبر:</b> بدأ العمل فيه قبل عام.</blockquote>',
  '',
  'النشرة التالية: الثلاثاء 8:00 م',
].join('\n');

test('lines become paragraphs, and what is folded opens by a line of its own', () => {
  expect(richHtml(DIGEST)).toBe(
    [
      '<p><b>نشرة الصباح</b> · الثلاثاء 1 يوليو<br>خبر واحد</p>',
      '<p><b>1. افتتاح جسر المرفأ</b><br>افتُتح الجسر صباح اليوم.<br>مصدران: <a href="https://example.org/a">الميناء</a>، الأفق · ',
      '<tg-time unix="1751294880">الاثنين 17:48</tg-time></p>',
      '<details><summary>التفاصيل</summary><p><b>مزيد:</b> طوله كيلومتران. (الأفق)</p>',
      '<p><b>كيف تطوّر الخبر:</b> بدأ العمل فيه قبل عام.</p></details>',
      '<p>النشرة التالية: الثلاثاء 8:00 م</p>',
    ].join(''),
  );
});

test.each(['', '\n\n', 'سطر', 'سطر\n\n\n\nسطر', '&lt;p&gt;'])('%j stays what it says', (html) => {
  const lines = html.split('\n').filter((line) => line !== '');
  expect(
    richHtml(html)
      .replace(/<\/?p>/gu, '\n')
      .split('\n')
      .filter((line) => line !== ''),
  ).toEqual(lines);
});

describe('a digest for a chat that chose rich messages', () => {
  async function sender(r: Rig) {
    const send = createSender({ token: TEST_TOKEN, apiRoot: r.api.url });
    onTestFinished(() => send.close());
    const buttons = [[{ text: 'الخبر 1', data: 'st:1:n' }]];
    const { signal } = new AbortController();
    return (rich: boolean, plain = false) =>
      send(
        { telegramId: r.reader, threadId: 0 },
        { html: DIGEST, buttons, rich, silent: true },
        { plain, signal },
      );
  }

  /** What was asked of the Bot API to send messages, in order. */
  const asked = (r: Rig) =>
    r.api
      .calls()
      .map(({ method }) => method)
      .filter((method) => method.startsWith('send'));

  test('is one, right to left, with its buttons and without a sound', async () => {
    const r = await rig();
    const send = await sender(r);
    const arrived = nextBotMessage(r.api, r.reader);
    expect(await send(true)).toMatchObject({ kind: 'sent' });
    const message = await arrived;
    expect(asked(r)).toEqual(['sendrichmessage']);
    expect(read(message.text)).toContain('التفاصيل\nمزيد: طوله كيلومتران. (الأفق)');
    expect(message.entities.map(({ type }) => type)).toContain('expandable_blockquote');
    expect(message.keyboard.flat()).toEqual([{ text: 'الخبر 1', callback_data: 'st:1:n' }]);
    expect(message.silent).toBe(true);
    const call = r.api.calls().find(({ method }) => method === 'sendrichmessage');
    expect(JSON.stringify(call)).toContain('is_rtl');
  });

  test('comes as HTML where Telegram refuses it, once', async () => {
    const r = await rig();
    const send = await sender(r);
    const description = "Bad Request: can't parse rich message";
    r.api.fail({ fault: { kind: 'refuse', status: 400, description }, method: 'sendRichMessage' });
    expect(await send(true)).toMatchObject({ kind: 'sent' });
    expect(asked(r)).toEqual(['sendrichmessage', 'sendmessage']);
    expect(r.api.messages(r.reader).filter(({ fromBot }) => fromBot)).toHaveLength(1);
    await send(true);
    expect(asked(r).slice(2)).toEqual(['sendrichmessage']);
  });

  test('comes as HTML from a Bot API without rich messages, which is not asked again', async () => {
    const r = await rig();
    const send = await sender(r);
    const description = 'Not Found: method not found';
    r.api.fail({ fault: { kind: 'refuse', status: 404, description }, method: 'sendRichMessage' });
    expect(await send(true)).toMatchObject({ kind: 'sent' });
    expect(await send(true)).toMatchObject({ kind: 'sent' });
    expect(asked(r)).toEqual(['sendrichmessage', 'sendmessage', 'sendmessage']);
  });

  test('that may have arrived is not sent again as HTML', async () => {
    const r = await rig();
    const send = await sender(r);
    r.api.fail({ fault: { kind: 'reset-after' }, method: 'sendRichMessage' });
    expect(await send(true)).toMatchObject({ kind: 'uncertain' });
    r.api.fail({ fault: { kind: 'flood', retryAfter: 4 }, method: 'sendRichMessage' });
    expect(await send(true)).toMatchObject({ kind: 'tooMany' });
    r.api.block(r.reader);
    expect(await send(true)).toMatchObject({ kind: 'unreachable' });
    expect(asked(r)).toEqual(['sendrichmessage', 'sendrichmessage', 'sendrichmessage']);
  });

  test('goes as plain text when that is asked for, and as HTML to all other chats', async () => {
    const r = await rig();
    const send = await sender(r);
    await send(true, true);
    await send(false);
    expect(asked(r)).toEqual(['sendmessage', 'sendmessage']);
  });
});

test('what waits for a chat is as the chat chose it when it goes', async () => {
  const store = testStore();
  await addStory(store, { headline: 'افتتاح جسر المرفأ', topics: ['iran'] });
  const chat = await addChat(store, { telegramId: 7, topics: ['iran'] }, NINE);
  const deps = { ...store, render: renderPlainly, defaultZone: ZONE, log: listeningLog() };
  await composeDue(deps, NINE + 11 * HOUR, new AbortController().signal);
  const options = { limit: 9, except: [], underWay: [] };
  const waiting = async () => (await store.deliveries.waiting(NINE + 11 * HOUR, options))[0]?.message;
  expect((await waiting())?.rich).toBeUndefined();
  await store.chats.setSettings(chat.id, { rich: true });
  expect(await waiting()).toMatchObject({ html: 'افتتاح جسر المرفأ', rich: true });
});

test('rich messages are chosen under the details of the settings, with what they need', async () => {
  const r = await rig();
  const settings = await say(r, '/settings');
  const press = async (messageId: number, button: string) => {
    const edited = nextEdit(r.api, r.reader, messageId);
    await r.api.press({ chatId: r.reader, from: r.reader, messageId, button });
    return edited;
  };
  const details = await press(settings.id, 'set:x');
  expect(read(details.text)).not.toContain('رسائل غنية');
  const rich = await press(details.id, 'رسائل غنية');
  expect(read(rich.text)).toContain('لا تظهر إلا في الإصدارات الحديثة من تلغرام.');
  expect((await r.store.chats.find({ telegramId: r.reader, threadId: 0 }))?.settings.rich).toBe(true);
  await press(rich.id, '✅ رسائل غنية');
  expect((await r.store.chats.find({ telegramId: r.reader, threadId: 0 }))?.settings.rich).toBe(false);
});

test.each([
  [{}, 'exactly one of html, markdown and blocks must be used'],
  [{ html: 'سطر <br>' }, 'tag "br" is not allowed here'],
  [{ html: '<p>سطر' }, 'unclosed tag "p"'],
  [{ html: '<p>سطر</details>' }, 'unexpected end tag "details"'],
  [{ html: '<details><summary>سطر</summary><blockquote>سطر</blockquote></details>' }, 'tag "blockquote"'],
])('the local Bot API refuses %j', async (rich_message, words) => {
  const r = await rig();
  const refused = await refusal(r.bot.api.raw.sendRichMessage({ chat_id: r.reader, rich_message }));
  expect(refused.code).toBe(400);
  expect(refused.text).toContain(words);
});
