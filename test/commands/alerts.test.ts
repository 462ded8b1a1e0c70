/** Operators are told by the running bot, through a Bot API as strict as Telegram's. */
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/storage/store.ts';
import { plainText } from '../../src/telegram/html.ts';
import { nextBotMessage, startTestApi, TEST_TOKEN } from '../support/bot-api.ts';
import { addChat, addStory, claimDue, HOUR } from '../support/outbox.ts';
import { startMujaz } from '../support/started.ts';
import { temporaryFolder } from '../support/temporary.ts';

const OPERATOR = 4_001;

test('an uncertain message is told to the operator once, also after a restart; /status is answered', async () => {
  const api = await startTestApi();
  onTestFinished(api.close);
  api.addUser({ id: OPERATOR, firstName: 'مشغّلة', started: true });
  const folder = temporaryFolder();
  const now = Date.now();
  const store = openStore(join(folder, 'mujaz.db'));
  const chat = await addChat(store, { telegramId: 77 }, now - 24 * HOUR);
  const storyId = await addStory(store, { headline: 'خبر من الميناء', publishedAt: now - HOUR });
  const moment = { at: now - HOUR, localDate: '2026-11-22', localTime: '08:00' };
  const part = { html: 'خبر', buttons: [], storyIds: [storyId], reminderIds: [] };
  await store.digests.create(
    [
      {
        chatId: chat.id,
        dueAt: chat.nextDigestAt ?? 0,
        moment,
        parts: [part],
        passedOver: 0,
        nextDigestAt: now + 9 * HOUR,
      },
    ],
    now,
  );
  // Claimed and never settled, as after a kill: the start calls it uncertain.
  await claimDue(store, now, 1);
  await store.deliveries.settleInterrupted(now - 1000);
  store.close();

  const start = () =>
    startMujaz(folder, {
      BOT_TOKEN: TEST_TOKEN,
      TELEGRAM_API_ROOT: api.url,
      ADMIN_IDS: String(OPERATOR),
    });

  const told = nextBotMessage(api, OPERATOR, 60_000);
  const first = start();
  const text = plainText((await told).text);
  expect(text).toMatch(/تنبيه للمشغّل/u);
  expect(text).toMatch(/لا يُعرف هل وصلت: رسالة واحدة/u);
  first.child.kill('SIGTERM');
  await first.exit;

  start();
  const answered = nextBotMessage(api, OPERATOR, 60_000);
  api.say({ chatId: OPERATOR, text: '/status' });
  const status = plainText((await answered).text);
  expect(status).toMatch(/حال البوت/u);
  expect(status).toMatch(/لا يُعرف هل وصلت: رسالة واحدة/u);
  expect(status).toMatch(/الإرسال: /u);
  expect(
    api.messages(OPERATOR).filter(({ fromBot, text: said }) => fromBot && said.includes('تنبيه للمشغّل')),
  ).toHaveLength(1);
}, 180_000);
