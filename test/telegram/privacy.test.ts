import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { composeDue } from '../../src/digests/compose.ts';
import { messages } from '../../src/telegram/messages.ts';
import { nextBotMessage, nextEdit } from '../support/bot-api.ts';
import { listeningLog, renderPlainly, testStore } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { addStory, buttons, chatOf, type Rig, read, rig, say, staleNote } from './harness.ts';
import { sendDigest } from './sent.ts';
import { groupOf, offer, tap, tapped } from './wishes.ts';

/** A chat of which there is something in every table that can name one. */
async function furnish(r: Rig, telegramId: number, from?: number): Promise<void> {
  const where = from === undefined ? { chatId: telegramId } : { chatId: telegramId, from };
  const story = await addStory(r.store, { headline: `افتتاح جسر ${telegramId}`, topics: ['iran'] });
  await say(r, '/subscribe إيران', where);
  await say(r, '/timezone القاهرة', where);
  const { id } = await chatOf(r, telegramId);
  await r.store.wishes.hide(id, { outlet: 'rt', name: 'RT' }, r.clock.now);
  await r.store.wishes.lessen(id, { kind: 'topic', subject: 'oil', name: 'oil' }, r.clock.now);
  const reported = { storyId: story, reason: 'other', headline: 'خبر', sentences: [], articles: [] } as const;
  await r.store.reports.add(id, reported, r.clock.now);
  await sendDigest(r, telegramId);
}

async function furnished() {
  const path = join(temporaryFolder(), 'mujaz.db');
  const r = await rig({ store: testStore(path) });
  return { r, path };
}

/** All rows that name a chat, by its row or its number, in any table. */
function rowsThatName(
  path: string,
  chat: { readonly id: number; readonly telegramId: number },
): readonly string[] {
  const raw = new Sqlite(path, { readonly: true });
  const tables = raw
    .prepare<[], { name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all();
  const found = tables.flatMap(({ name }) => {
    const columns = raw.prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('${name}')`).all();
    return columns.flatMap((column) => {
      const named = new Map([
        ['chat_id', chat.id],
        ['person_id', chat.telegramId],
        ['telegram_id', chat.telegramId],
      ]).get(column.name);
      const own = name === 'chats' && column.name === 'id' ? chat.id : named;
      if (own === undefined) return [];
      const rows = raw.prepare(`SELECT 1 FROM ${name} WHERE ${column.name} = ?`).all(own).length;
      return rows === 0 ? [] : [`${name}.${column.name}`];
    });
  });
  raw.close();
  return found;
}

test('/privacy tells on one page what is kept, and leads to its copy and its end', async () => {
  const r = await rig();
  const answer = await say(r, 'الخصوصية');
  expect(read(answer.text)).toContain('ما وصل في النشرات يُحذف وحده بعد 30 يومًا.');
  expect(answer.text.length).toBeLessThan(1_000);
  expect(buttons(answer)).toEqual([['نسخة بياناتي', 'حذف بياناتي']]);
  expect(await r.store.chats.find({ telegramId: r.reader, threadId: 0 })).toBeUndefined();
});

test('/export sends all that is kept of the chat as a file, and nothing of others', async () => {
  const { r } = await furnished();
  const other = r.api.addUser({ firstName: 'مراد', started: true });
  await furnish(r, other);
  await furnish(r, r.reader);
  const sent = await say(r, 'بياناتي');
  expect(read(sent.text)).toBe(messages.exported('private'));
  expect(sent.document?.name).toBe(`mujaz-${new Date(r.clock.now).toISOString().slice(0, 10)}.json`);
  const file = r.api.file(sent.document?.fileId ?? '');
  const data = JSON.parse(file?.content.toString('utf8') ?? '') as Record<string, Record<string, unknown>[]>;
  const { id } = await chatOf(r, r.reader);
  expect(data).toMatchObject({
    exported: new Date(r.clock.now).toISOString(),
    chats: [{ telegram_id: r.reader, zone: 'Africa/Cairo', since: expect.stringMatching(/^2026-11-23T/u) }],
    subscriptions: [{ topic: 'iran', since: expect.stringMatching(/^2026-11-23T/u) }],
    hidden_outlets: [{ name: 'RT' }],
    lessened: [{ subject: 'oil' }],
    reports: [{ reason: 'other' }],
    digests: [{ local_date: expect.stringMatching(/^2026-11-2\d$/u) }],
    left_out: {},
  });
  for (const table of ['deliveries', 'delivery_stories']) expect(data[table]?.length).toBeGreaterThan(0);
  for (const [table, rows] of Object.entries(data))
    for (const row of Array.isArray(rows) ? rows : [])
      expect([table, row[table === 'chats' ? 'id' : 'chat_id']]).toEqual([table, id]);
  expect(file?.content.toString('utf8')).not.toContain(String(other));
});

test('of very many rows the newest are taken along, and it is said how many are not', async () => {
  const { r, path } = await furnished();
  await say(r, 'تابع إيران');
  const { id } = await chatOf(r, r.reader);
  const raw = new Sqlite(path);
  const insert = raw.prepare('INSERT INTO hidden_outlets (chat_id, outlet, name, since) VALUES (?, ?, ?, ?)');
  raw.transaction(() => {
    for (let index = 0; index < 2_007; index += 1) insert.run(id, `o${index}`, 'منبر', r.clock.now);
  })();
  raw.close();
  const record = await r.store.privacy.record(id);
  expect(record?.tables.hidden_outlets).toHaveLength(2_000);
  expect(record?.leftOut).toEqual({ hidden_outlets: 7 });
});

test('a chat of which nothing is kept has nothing to copy or forget', async () => {
  const r = await rig();
  for (const command of ['/export', '/forget'])
    expect((await say(r, command)).text).toBe(messages.nothingKept('private'));
});

test('/forget asks once, and then nothing names the chat any more', async () => {
  const { r, path } = await furnished();
  const other = r.api.addUser({ firstName: 'مراد', started: true });
  await furnish(r, other);
  await furnish(r, r.reader);
  const chat = await chatOf(r, r.reader);
  const kept = rowsThatName(path, await chatOf(r, other));
  expect(rowsThatName(path, chat)).toEqual(kept);
  const asked = await say(r, 'احذف بياناتي');
  expect(asked.text).toBe(messages.askForget('private'));
  expect(buttons(asked)).toEqual([['حذف بياناتي', 'رجوع']]);
  expect((await tapped(r, asked, 'رجوع')).text).toBe(messages.nothingChanged);
  expect(rowsThatName(path, chat)).toEqual(kept);
  const again = await say(r, '/forget');
  expect(read((await tapped(r, again, 'fg:yes')).text)).toBe(read(messages.forgotten('private')));
  expect(rowsThatName(path, chat)).toEqual([]);
  expect(rowsThatName(path, await chatOf(r, other))).toEqual(kept);
  // What was reported of a story stays, without whose report it was.
  expect((await r.store.reports.list()).map(({ chatId }) => chatId)).toEqual(
    expect.arrayContaining([undefined, (await chatOf(r, other)).id]),
  );
});

test('who comes back after that is a new reader', async () => {
  const { r } = await furnished();
  await furnish(r, r.reader);
  await tapped(r, await say(r, '/forget'), 'fg:yes');
  const answer = await say(r, '/start');
  expect(read(answer.text)).toContain('أقرأ المواقع الإخبارية العربية');
  expect(await chatOf(r, r.reader)).toMatchObject({ topics: [], zone: undefined, since: r.clock.now });
});

test('what waits for a forgotten chat is not sent, and what is on its way harms nobody else', async () => {
  const { r } = await furnished();
  await addStory(r.store, { headline: 'افتتاح مكتبة', topics: ['iran'] });
  await say(r, 'تابع إيران');
  const { id, nextDigestAt } = await chatOf(r, r.reader);
  r.clock.now = nextDigestAt ?? 0;
  const deps = { ...r.store, render: renderPlainly, defaultZone: 'Asia/Riyadh', log: listeningLog() };
  await composeDue(deps, r.clock.now, new AbortController().signal);
  const waiting = await r.store.deliveries.waiting(r.clock.now, { limit: 9, except: [], underWay: [] });
  expect(waiting).toHaveLength(1);
  expect(await r.store.privacy.forget(id)).toBe(true);
  expect(await r.store.privacy.forget(id)).toBe(false);
  expect(await r.store.deliveries.claim(waiting)).toEqual(new Set());
  const late = waiting.map((part) => ({ kind: 'sent', id: part.id, messageId: 7 }) as const);
  await r.store.deliveries.settle(late, r.clock.now);
  expect(await r.store.deliveries.counts()).toMatchObject({ pending: 0, sending: 0, sent: 0 });
});

test('a forgetting that breaks off leaves all as it was', async () => {
  const { r, path } = await furnished();
  await furnish(r, r.reader);
  const chat = await chatOf(r, r.reader);
  const kept = rowsThatName(path, chat);
  const raw = new Sqlite(path);
  raw.exec("CREATE TRIGGER broken BEFORE DELETE ON chats BEGIN SELECT RAISE(ABORT, 'broken off'); END");
  await expect(r.store.privacy.forget(chat.id)).rejects.toThrow('broken off');
  expect(rowsThatName(path, chat)).toEqual(kept);
  expect((await r.store.reports.list()).map(({ chatId }) => chatId)).toEqual([chat.id]);
  raw.exec('DROP TRIGGER broken');
  raw.close();
  expect(await r.store.privacy.forget(chat.id)).toBe(true);
  expect(rowsThatName(path, chat)).toEqual([]);
});

test('who sets up a channel takes that along and is forgotten there, and the channel goes on', async () => {
  const { r, path } = await furnished();
  const channel = await r.store.chats.open(
    { telegramId: -1001, threadId: 0 },
    { kind: 'channel', title: 'أخبار الحي' },
    r.clock.now,
  );
  await say(r, 'تابع إيران');
  const chat = await chatOf(r, r.reader);
  await r.store.chats.keep(channel.id, r.reader, true);
  await r.store.chats.keep(channel.id, 5_000_000, true);
  const record = await r.store.privacy.record(chat.id);
  expect(record?.tables.keepers).toEqual([{ chat_id: channel.id, person_id: r.reader, told: 1 }]);
  // The channel's own record names nobody.
  expect((await r.store.privacy.record(channel.id))?.tables.keepers).toEqual([]);
  await r.store.privacy.forget(chat.id);
  expect(rowsThatName(path, chat)).toEqual([]);
  expect(await r.store.chats.keptBy(5_000_000)).toHaveLength(1);
});

test('under /stop there is the way to forget', async () => {
  const r = await rig();
  await say(r, 'تابع إيران');
  const stopped = await say(r, '/stop');
  expect(buttons(stopped)).toEqual([['استئناف', 'حذف بياناتي']]);
  const asked = nextBotMessage(r.api, r.reader);
  await tap(r, stopped, 'حذف بياناتي');
  expect((await asked).text).toBe(messages.askForget('private'));
});

test('in a group its administrators alone take along and forget', async () => {
  const { r, path } = await furnished();
  const { chatId, admin, member } = groupOf(r);
  await furnish(r, chatId, admin);
  const chat = await chatOf(r, chatId);
  for (const command of ['/export', '/forget'])
    expect((await say(r, command, { chatId, from: member })).text).toBe(messages.adminsOnly);
  const asked = await say(r, '/forget', { chatId, from: admin });
  expect(asked.text).toBe(messages.askForget('group'));
  expect(buttons(asked)).toEqual([['حذف البيانات', 'رجوع']]);
  expect((await tap(r, asked, 'fg:yes', member)).text).toBe(messages.adminsOnly);
  expect(rowsThatName(path, chat)).not.toEqual([]);
  expect((await say(r, '/export', { chatId, from: admin })).document).toBeDefined();
  const edited = nextEdit(r.api, chatId, asked.id);
  await tap(r, asked, 'fg:yes', admin);
  await edited;
  expect(rowsThatName(path, chat)).toEqual([]);
});

test('in a channel the yes stands behind the command, and no file is posted', async () => {
  const { r, path } = await furnished();
  const chatId = r.api.addChannel({ title: 'أخبار الحي' });
  await say(r, '/subscribe إيران', { chatId });
  const chat = await chatOf(r, chatId);
  expect((await say(r, '/export', { chatId })).text).toBe(messages.exportElsewhere);
  const asked = await say(r, '/forget', { chatId });
  expect(asked.text).toBe(messages.askForgetHere);
  expect(asked.keyboard).toEqual([]);
  expect(read((await say(r, '/forget نعم', { chatId })).text)).toBe(read(messages.forgotten('channel')));
  expect(rowsThatName(path, chat)).toEqual([]);
});

test('a button that is no answer to the question forgets nothing', async () => {
  const r = await rig();
  await say(r, 'تابع إيران');
  const forged = await offer(r, r.reader, 'fg:maybe', 'fg:yes:no', 'ex:1');
  for (const button of ['fg:maybe', 'fg:yes:no', 'ex:1'])
    expect((await tap(r, forged, button)).text).toBe(staleNote(button));
  expect((await chatOf(r, r.reader)).topics).toEqual(['iran']);
});

test('what is kept is told of the chat that is meant: a group, a thread of it, a channel', async () => {
  const r = await rig();
  const chatId = r.api.addGroup({ title: 'ديوانية', administrators: [r.reader], forum: true });
  const threadId = r.api.addThread(chatId, 'أخبار');
  const channel = r.api.addChannel({ title: 'أخبار الحي' });
  const at = { chatId, from: r.reader };
  for (const [where, said] of [
    [at, 'ما أحفظه عن هذه المجموعة'],
    [{ ...at, threadId }, 'ما أحفظه عن هذا القسم من المجموعة'],
    [{ chatId: channel }, 'ما أحفظه عن هذه القناة'],
    [{}, 'ما أحفظه عن هذه المحادثة'],
  ] as const)
    expect(read((await say(r, '/privacy', where)).text).split('\n')[0]).toBe(said);
  expect((await say(r, '/forget', at)).text).toBe('لا أحفظ شيئًا عن هذه المجموعة.');
  await say(r, '/language English', at);
  expect(read((await say(r, '/privacy', at)).text)).toMatch(/^What I keep about this group\n/u);
  expect(buttons(await say(r, '/privacy', at))).toEqual([['Delete the data', 'Copy the data']]);
});
