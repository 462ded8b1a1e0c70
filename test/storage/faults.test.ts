/** The database under the faults that disks, other programs and power cuts have: which it is, no harm, and back to work. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { deliverDue } from '../../src/delivery/deliver.ts';
import { composeDue } from '../../src/digests/compose.ts';
import { backUp } from '../../src/storage/backup.ts';
import { freeRoom, leastRoom, refuseWithoutRoom } from '../../src/storage/room.ts';
import { openStore, type Store } from '../../src/storage/store.ts';
import { newArticle } from '../support/articles.ts';
import {
  addChat,
  addStory,
  chatServer,
  HOUR,
  listeningLog,
  NINE,
  patientClock,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';
import { canMount, smallDisk } from '../support/small-disk.ts';
import { temporaryFolder } from '../support/temporary.ts';

const EVENING = NINE + 11 * HOUR;
const PAGE = 4096;

/** A closed database of many pages. */
async function written(): Promise<string> {
  const path = join(temporaryFolder(), 'mujaz.db');
  const store = openStore(path);
  const text = 'جسر جديد على نهر المدينة القديمة. '.repeat(200);
  await store.articles.add(
    Array.from({ length: 40 }, (_, index) => newArticle({ text: `${index} ${text}` })),
    NINE,
  );
  store.close();
  return path;
}

function overwrite(path: string, from: number, bytes: number): void {
  const content = readFileSync(path);
  content.fill(7, from, from + bytes);
  writeFileSync(path, content);
}

const DAMAGES: Readonly<Record<string, (path: string) => void>> = {
  'the header overwritten': (path) => overwrite(path, 0, 100),
  'a page in the middle overwritten': (path) => overwrite(path, 40 * PAGE, PAGE),
  'cut off in the middle': (path) => truncateSync(path, 60 * PAGE),
  'cut off within a page': (path) => truncateSync(path, 60 * PAGE + 100),
  'another kind of file': (path) => writeFileSync(path, 'no database '.repeat(1000)),
};

describe('a damaged database is told at the start, in one line with the remedy', () => {
  test.each(Object.entries(DAMAGES))('%s', async (_, damage) => {
    const path = await written();
    damage(path);
    expect(() => openStore(path, { checked: true })).toThrow(
      /^\S+mujaz\.db is damaged or no SQLite database: .*mujaz restore FILE/,
    );
  });
});

test('a broken log of changes costs only what stands in it', async () => {
  const path = await written();
  const held = openStore(path);
  await held.articles.add([newArticle({ title: 'الأخير' })], NINE);
  const log = readFileSync(`${path}-wal`);
  held.close();
  writeFileSync(`${path}-wal`, log.fill(7, 32));
  const store = testStore(path);
  expect((await store.stories.pending(100)).length).toBeGreaterThanOrEqual(40);
});

test('damage that shows only later is told at once to whoever opened the database', async () => {
  const path = await written();
  const told: string[] = [];
  const store = openStore(path, { onDamage: (error) => told.push(error.message) });
  onTestFinished(() => store.close());
  const content = readFileSync(path);
  overwrite(path, 30 * PAGE, content.length - 30 * PAGE);
  await expect(store.stories.pending(100)).rejects.toThrow(/is damaged/);
  expect(told).toEqual([expect.stringMatching(/is damaged/)]);
});

/** A store whose chats each have a digest waiting. */
async function withWaiting(path: string, chats: number): Promise<Store> {
  const store = testStore(path);
  await addStory(store, { headline: 'افتتاح جسر المرفأ الجديد' });
  for (let number = 1; number <= chats; number++) await addChat(store, { telegramId: number }, NINE);
  const deps = { ...store, defaultZone: ZONE, render: renderPlainly, log: listeningLog() };
  await composeDue(deps, EVENING, new AbortController().signal);
  return store;
}

test('while another program holds the database nothing is sent, and all is once it lets go', async () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const store = await withWaiting(path, 3);
  const holder = spawn(
    process.execPath,
    [
      '--input-type=module',
      '--eval',
      `import Sqlite from 'better-sqlite3';
       const database = new Sqlite(${JSON.stringify(path)});
       database.exec('BEGIN IMMEDIATE');
       process.stdout.write('held');
       process.stdin.resume();`,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  await once(holder.stdout, 'data');
  const clock = patientClock(EVENING);
  const server = chatServer(clock);
  const deps = { deliveries: store.deliveries, send: server.send, pace: clock.pace, log: listeningLog() };
  const run = () => deliverDue(deps, () => clock.now, new AbortController().signal);
  await expect(run()).rejects.toThrow(/mujaz\.db is locked by another program: stop what holds it/);
  expect(server.tried).toEqual([]);
  holder.kill('SIGKILL');
  await once(holder, 'exit');
  expect((await run()).sent).toBe(3);
  expect(server.taken.length).toBe(3);
  expect(new Set(server.taken.map(({ to }) => to))).toEqual(new Set([1, 2, 3]));
});

describe.skipIf(!canMount)('a full disk (where one can be mounted)', () => {
  test('nothing is sent, reading goes on, and once there is room all is sent once', async () => {
    const disk = smallDisk(24);
    const path = join(disk.folder, 'mujaz.db');
    const store = await withWaiting(path, 3);
    disk.fill();
    const clock = patientClock(EVENING);
    const server = chatServer(clock);
    const deps = { deliveries: store.deliveries, send: server.send, pace: clock.pace, log: listeningLog() };
    const run = () => deliverDue(deps, () => clock.now, new AbortController().signal);
    // What SQLite has room for within its files it may still write: then it fills.
    const filled = async () => {
      for (let number = 0; number < 2000; number++)
        await store.articles.add([newArticle({ text: 'جسر '.repeat(2000) })], NINE);
    };
    await expect(filled()).rejects.toThrow(/mujaz\.db cannot grow, the disk is full: free some space/);
    await expect(run()).rejects.toThrow(/cannot grow, the disk is full/);
    expect(server.tried).toEqual([]);
    expect((await store.stories.latest({ topic: undefined, limit: 5, since: undefined })).length).toBe(1);
    await expect(refuseWithoutRoom(path)).rejects.toThrow(
      /less than 16 MB are free beside .*free some space/,
    );
    await expect(backUp(path, join(disk.folder, 'copy.db'), false)).rejects.toThrow(/has 0 MB free/);
    disk.free();
    await refuseWithoutRoom(path);
    expect((await run()).sent).toBe(3);
    expect(server.taken.length).toBe(3);
    expect(new Set(server.taken.map(({ to }) => to))).toEqual(new Set([1, 2, 3]));
    const raw = new Sqlite(path);
    expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
    raw.close();
  });

  test('what was sent while it filled is recorded once there is room, and nothing more is sent before', async () => {
    const disk = smallDisk(24);
    const path = join(disk.folder, 'mujaz.db');
    const store = await withWaiting(path, 3);
    const clock = patientClock(EVENING);
    let sentAtTrouble = -1;
    const log = listeningLog();
    const server = chatServer(clock, () => {
      if (sentAtTrouble < 0) disk.fill();
      return undefined;
    });
    const full = new Sqlite(path);
    const troubled = {
      ...store.deliveries,
      settle: async (...about: Parameters<Store['deliveries']['settle']>) => {
        // The log of changes may have room for a few more: it is used up first.
        if (sentAtTrouble < 0)
          expect(() => {
            for (let id = 1; ; id++) full.prepare('INSERT INTO updates VALUES (?, 0)').run(id);
          }).toThrow(/full/);
        try {
          await store.deliveries.settle(...about);
        } catch (error) {
          sentAtTrouble = server.tried.length;
          disk.free();
          throw error;
        }
      },
    };
    const deps = { deliveries: troubled, send: server.send, pace: clock.pace, log };
    const report = await deliverDue(deps, () => clock.now, new AbortController().signal);
    full.close();
    expect(sentAtTrouble).toBeGreaterThan(0);
    expect(log.lines.join('\n')).toMatch(/cannot be recorded, so nothing more is sent.*disk is full/);
    expect(report.sent).toBe(3);
    expect(server.tried.length).toBe(3);
  });

  test('the bot rests before the disk is full', async () => {
    const disk = smallDisk(8);
    expect(await freeRoom(join(disk.folder, 'mujaz.db'))).toBeLessThan(leastRoom);
    await expect(refuseWithoutRoom(join(disk.folder, 'mujaz.db'))).rejects.toThrow(
      /nothing is fetched, written or sent/,
    );
  });
});

test.skipIf(!canMount)('a read-only disk is told as one (where one can be mounted)', async () => {
  const disk = smallDisk(8);
  const path = join(disk.folder, 'mujaz.db');
  openStore(path).close();
  disk.lock();
  expect(() => openStore(path)).toThrow(/mujaz\.db cannot be written, the file or its disk is read-only/);
  expect(() => openStore(join(disk.folder, 'new.db'))).toThrow(/new\.db cannot be written, .* read-only/);
});
