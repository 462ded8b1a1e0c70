import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { chooseStories, rankCandidates } from '../../src/digests/choose.ts';
import { composeDue } from '../../src/digests/compose.ts';
import { backUp, restore } from '../../src/storage/backup.ts';
import { holdStart, openStore } from '../../src/storage/store.ts';
import {
  addChat,
  addStory,
  claimDue,
  HOUR,
  listeningLog,
  NINE,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const EIGHT_IN_THE_EVENING = NINE + 11 * HOUR;

/** A store in which a chat's evening digest waits in the outbox. */
async function withWaitingDigest(path: string) {
  const store = testStore(path);
  await addStory(store, { headline: 'افتتاح جسر المرفأ الجديد', topics: ['economy'] });
  const chat = await addChat(store, { telegramId: 7, topics: ['economy'] }, NINE);
  await composeDue(
    { ...store, defaultZone: ZONE, render: renderPlainly, log: listeningLog() },
    EIGHT_IN_THE_EVENING,
    new AbortController().signal,
  );
  return { store, chat };
}

test('a backup beside writers is one whole moment of the database, in one file of its owner’s alone', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'mujaz.db');
  const { store } = await withWaitingDigest(path);
  const writer = spawn(process.execPath, [
    '--input-type=module',
    '--eval',
    `import Sqlite from 'better-sqlite3';
     const database = new Sqlite(${JSON.stringify(path)}, { timeout: 10000 });
     database.pragma('foreign_keys = ON');
     const add = database.prepare("INSERT INTO updates (update_id, at) VALUES (?, 0)");
     const both = database.transaction((id) => { add.run(2 * id); add.run(2 * id + 1); });
     process.stdout.write('writing');
     for (let id = 1; ; id++) both(id);`,
  ]);
  await once(writer.stdout, 'data');
  const file = join(folder, 'copy.db');
  const { rows } = await backUp(path, file, false);
  writer.kill('SIGKILL');
  await once(writer, 'exit');
  expect(rows).toBeGreaterThan(10);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const copy = new Sqlite(file, { readonly: true });
  expect(copy.pragma('journal_mode', { simple: true })).toBe('delete');
  expect(copy.pragma('integrity_check', { simple: true })).toBe('ok');
  // The writer puts in two rows at a time.
  expect(Number(copy.prepare('SELECT count(*) FROM updates').pluck().get()) % 2).toBe(0);
  expect(copy.prepare('SELECT count(*) FROM deliveries').pluck().get()).toBe(1);
  copy.close();
  expect(readdirSync(folder).filter((name) => name.startsWith('copy'))).toEqual(['copy.db']);
  expect((await store.deliveries.counts()).pending).toBe(1);
});

test('a backup overwrites nothing unasked, least of all the database', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'mujaz.db');
  testStore(path);
  const file = join(folder, 'copy.db');
  await backUp(path, file, false);
  const first = readFileSync(file);
  await expect(backUp(path, file, false)).rejects.toThrow(/copy\.db is there already.*--replace/);
  expect(readFileSync(file)).toEqual(first);
  await backUp(path, file, true);
  for (const part of ['', '-wal', '-shm'])
    await expect(backUp(path, path + part, true)).rejects.toThrow(/is the database itself/);
  await expect(backUp(path, folder, true)).rejects.toThrow(/is no file/);
  await expect(backUp(path, join(folder, 'none', 'copy.db'), false)).rejects.toThrow(/make the folder first/);
  await expect(backUp(join(folder, 'none.db'), join(folder, 'b.db'), false)).rejects.toThrow(/is not there/);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('a database with a broken page gives no backup', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'mujaz.db');
  openStore(path).close();
  const raw = new Sqlite(path);
  raw.pragma('journal_mode = DELETE');
  raw.exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3000)
    INSERT INTO updates SELECT i, i FROM n`);
  raw.close();
  const bytes = readFileSync(path);
  bytes.fill(7, bytes.length - 8 * 4096, bytes.length - 4 * 4096);
  writeFileSync(path, bytes);
  const file = join(folder, 'copy.db');
  await expect(backUp(path, file, false)).rejects.toThrow(/damaged|not whole/);
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

test('restoring is refused while a bot runs, and for what is no backup', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'mujaz.db');
  testStore(path).close();
  const file = join(folder, 'copy.db');
  await backUp(path, file, false);
  const held = holdStart(path);
  await expect(restore(file, path, { asItIs: false, now: NINE })).rejects.toThrow(/already served/);
  held.release();
  const text = join(folder, 'text.db');
  writeFileSync(text, 'no database at all '.repeat(300));
  await expect(restore(text, path, { asItIs: false, now: NINE })).rejects.toThrow(
    /text\.db is damaged or no/,
  );
  const foreign = join(folder, 'foreign.db');
  new Sqlite(foreign).exec('CREATE TABLE mine (x)').close();
  await expect(restore(foreign, path, { asItIs: false, now: NINE })).rejects.toThrow(/no database of Mujaz/);
  const newer = join(folder, 'newer.db');
  new Sqlite(newer).exec('PRAGMA user_version = 999').close();
  await expect(restore(newer, path, { asItIs: false, now: NINE })).rejects.toThrow(/update the program/);
  await expect(restore(path, path, { asItIs: false, now: NINE })).rejects.toThrow(/the database itself/);
  expect(readdirSync(folder).filter((name) => name.includes('before-restore'))).toEqual([]);
});

test('what was sent after a backup is not told again by the database that it restores', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'mujaz.db');
  const { store, chat } = await withWaitingDigest(path);
  const untold = await addStory(store, { headline: 'موسم القطاف يبدأ في السهول', topics: ['economy'] });
  const file = join(folder, 'copy.db');
  await backUp(path, file, false);
  const [part] = await claimDue(store, EIGHT_IN_THE_EVENING, 1);
  await store.deliveries.settle([{ id: part?.id ?? 0, kind: 'sent', messageId: 3 }], EIGHT_IN_THE_EVENING);
  store.close();
  const now = EIGHT_IN_THE_EVENING + HOUR;

  const { aside, sentSince } = await restore(file, path, { asItIs: false, now });
  expect(sentSince).toBe(true);
  expect(existsSync(aside ?? '')).toBe(true);
  expect(existsSync(`${path}-wal`)).toBe(false);
  const restored = testStore(path);
  expect(await restored.deliveries.counts()).toMatchObject({ pending: 0, uncertain: 1 });
  const [again] = (await restored.digests.unconfirmed([chat.id])).get(chat.id) ?? [];
  expect(again).toMatchObject({ localTime: '20:00' });
  const known = await restored.chats.byId(chat.id);
  const fresh = await addStory(restored, {
    headline: 'قطار المساء يعود إلى الخدمة',
    topics: ['economy'],
    publishedAt: now + 1,
  });
  const stories = await restored.stories.recent(now - 36 * HOUR);
  expect(stories.map(({ id }) => id)).toContain(untold);
  const { items } = chooseStories({
    chat: known ?? chat,
    told: new Set(),
    candidates: rankCandidates(stories, now + HOUR),
    now: now + HOUR,
    nextAt: undefined,
    size: 5,
  });
  expect(items.map(({ story }) => story.id)).toEqual([fresh]);
});

test('a backup after which nothing was sent goes on where it was', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'mujaz.db');
  const { store, chat } = await withWaitingDigest(path);
  const since = (await store.chats.byId(chat.id))?.since;
  const file = join(folder, 'copy.db');
  await backUp(path, file, false);
  store.close();
  expect((await restore(file, path, { asItIs: false, now: NINE })).sentSince).toBe(false);
  const moved = join(folder, 'other', 'mujaz.db');
  expect(await restore(file, moved, { asItIs: true, now: NINE })).toMatchObject({
    sentSince: false,
    aside: undefined,
  });
  for (const place of [path, moved]) {
    const restored = testStore(place);
    expect((await restored.deliveries.counts()).pending).toBe(1);
    expect((await restored.chats.byId(chat.id))?.since).toBe(since);
  }
});

test('the log of a damaged database is not written into the one that replaces it', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'mujaz.db');
  const { store } = await withWaitingDigest(path);
  const file = join(folder, 'copy.db');
  await backUp(path, file, false);
  await addStory(store, { headline: 'سفينة الأبحاث تغادر المرفأ' });
  const log = readFileSync(`${path}-wal`);
  store.close();
  writeFileSync(path, 'broken');
  writeFileSync(`${path}-wal`, log);
  const { aside } = await restore(file, path, { asItIs: false, now: NINE });
  expect(readFileSync(aside ?? '', 'utf8')).toBe('broken');
  const restored = testStore(path);
  expect((await restored.stories.latest({ topic: undefined, limit: 5, since: undefined })).length).toBe(1);
});
