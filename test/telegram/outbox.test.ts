import { expect, onTestFinished, test } from 'vitest';
import { previewDigest } from '../../src/digests/preview.ts';
import { renderDigest } from '../../src/telegram/render.ts';
import { createSender } from '../../src/telegram/send.ts';
import { nextBotMessage, TEST_TOKEN } from '../support/bot-api.ts';
import { addStory, buttons, type Rig, read, rig, say } from './harness.ts';

const signal = new AbortController().signal;

async function digestOf(r: Rig) {
  await addStory(r.store, { headline: 'قمة في طهران', topics: ['iran'], publisher: 'RT' });
  await say(r, 'تابع إيران');
  const chat = await r.store.chats.find({ telegramId: r.reader, threadId: 0 });
  if (chat === undefined) throw new Error('the chat is not known');
  const digest = await previewDigest({ ...r.store, defaultZone: 'Asia/Riyadh' }, chat, r.clock.now);
  const [part] = digest === undefined ? [] : renderDigest(digest);
  if (part === undefined) throw new Error('nothing to tell');
  const send = createSender({ token: TEST_TOKEN, apiRoot: r.api.url });
  onTestFinished(() => send.close());
  return { part, send, chat };
}

test('a digest arrives as a reader should see it, and its button opens the settings', async () => {
  const r = await rig();
  const { part, send, chat } = await digestOf(r);
  const arrived = nextBotMessage(r.api, r.reader);
  expect(await send(chat, part, { plain: false, signal })).toMatchObject({ kind: 'sent' });
  const message = await arrived;
  expect(read(message.text)).toBe(
    [
      'نشرة المساء · الاثنين 23 نوفمبر',
      'خبر واحد',
      '',
      '1. قمة في طهران',
      'قال شهود عيان إن قمة في طهران جرى صباح اليوم.',
      'مصدر واحد حتى الآن: RT · الاثنين 08:00',
      '',
      'النشرة التالية: الثلاثاء 8:00 ص بتوقيت الرياض',
    ].join('\n'),
  );
  expect(message.droppedEntities).toBe(0);
  expect(buttons(message)).toEqual([['الخبر 1'], ['إعدادات النشرة']]);
  const settings = nextBotMessage(r.api, r.reader);
  await r.api.press({ chatId: r.reader, from: r.reader, messageId: message.id, button: 'settings' });
  expect(
    read((await settings).text)
      .split('\n')
      .slice(0, 3),
  ).toEqual([
    'إعدادات النشرة',
    'النشرة قصيرة: 5 أخبار، لكلٍّ منها جملة.',
    'مواعيد النشرة: 8:00 ص و8:00 م بتوقيت الرياض.',
  ]);
});

test('what Telegram does with a digest is told as it is', async () => {
  const r = await rig();
  const { part, send, chat } = await digestOf(r);
  const outcome = async () => (await send(chat, part, { plain: false, signal })).kind;
  r.api.fail({ fault: { kind: 'reset-after' }, method: 'sendMessage' });
  expect(await outcome()).toBe('uncertain');
  r.api.fail({ fault: { kind: 'reset-before' }, method: 'sendMessage' });
  expect(await outcome()).toBe('uncertain');
  r.api.fail({ fault: { kind: 'server', accepted: true }, method: 'sendMessage' });
  expect(await outcome()).toBe('uncertain');
  r.api.fail({ fault: { kind: 'flood', retryAfter: 4 }, method: 'sendMessage' });
  expect(await outcome()).toBe('tooMany');
  r.api.block(r.reader);
  expect(await outcome()).toBe('unreachable');
  await r.api.down();
  expect(await outcome()).toBe('retry');
  await r.api.up();
});

test('a message Telegram cannot read is refused, and goes out plainly', async () => {
  const r = await rig();
  const { send, chat } = await digestOf(r);
  const broken = { html: '<b>خبر', buttons: [] };
  expect(await send(chat, broken, { plain: false, signal })).toMatchObject({ kind: 'refused' });
  const arrived = nextBotMessage(r.api, r.reader);
  expect(await send(chat, broken, { plain: true, signal })).toMatchObject({ kind: 'sent' });
  expect((await arrived).text).toBe('خبر');
});

test('a closed thread, a group without us and one that moved are told apart', async () => {
  const r = await rig();
  const { part, send } = await digestOf(r);
  const forum = r.api.addGroup({ title: 'منتدى', forum: true });
  const threadId = r.api.addThread(forum, 'أخبار');
  r.api.setThreadClosed(forum, threadId, true);
  const to = (telegramId: number, thread = 0) =>
    send({ telegramId, threadId: thread }, part, { plain: false, signal });
  expect(await to(forum, threadId)).toMatchObject({ kind: 'unreachable', paused: 'gone' });
  expect(await to(forum, 999_999)).toMatchObject({ kind: 'unreachable', paused: 'gone' });
  const kicked = r.api.addGroup({ title: 'ديوانية', bot: 'kicked' });
  expect(await to(kicked)).toMatchObject({ kind: 'unreachable', paused: 'gone' });
  const silent = r.api.addGroup({ title: 'صامتة', supergroup: true });
  r.api.setCanWrite(silent, false);
  expect(await to(silent)).toMatchObject({ kind: 'unreachable', paused: 'blocked' });
  const old = r.api.addGroup({ title: 'ديوانية' });
  const fresh = r.api.upgrade(old);
  expect(await to(old)).toEqual({ kind: 'migrated', toTelegramId: fresh });
  expect(await to(-424_242)).toMatchObject({ kind: 'unreachable', paused: 'gone' });
});
