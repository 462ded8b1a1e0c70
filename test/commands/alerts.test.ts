/** Operators are told by the running bot, through a Bot API as strict as Telegram's. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openStore } from '../../src/storage/store.ts';
import { plainText } from '../../src/telegram/html.ts';
import { nextBotMessage, startTestApi, TEST_TOKEN } from '../support/bot-api.ts';
import { addChat, addStory, claimDue, HOUR } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const OPERATOR = 4_001;

/** `start` as a process, with one operator. */
function startBot({
  database,
  sources,
  api,
}: {
  readonly database: string;
  readonly sources: string;
  readonly api: string;
}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
    cwd: ROOT,
    env: {
      ...process.env,
      DATABASE_PATH: database,
      SOURCES_FILE: sources,
      PORT: '0',
      NODE_ENV: '',
      BOT_TOKEN: TEST_TOKEN,
      TELEGRAM_API_ROOT: api,
      ADMIN_IDS: String(OPERATOR),
    },
    stdio: 'ignore',
  });
  const exit = once(child, 'exit');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await exit;
  });
  return { child, exit };
}

test('an uncertain message is told to the operator once, also after a restart; /status is answered', async () => {
  const api = await startTestApi();
  onTestFinished(api.close);
  api.addUser({ id: OPERATOR, firstName: 'مشغّلة', started: true });
  const folder = temporaryFolder();
  const database = join(folder, 'mujaz.db');
  const sources = join(folder, 'sources.json');
  writeFileSync(sources, '[]');
  const now = Date.now();
  const store = openStore(database);
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

  const start = () => startBot({ database, sources, api: api.url });

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
