import { chmodSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { aloneSummarizing, holdStart, openStore } from '../../src/storage/store.ts';
import { temporaryFolder } from '../support/temporary.ts';

test('a missing database is made with its folder, in WAL mode, with foreign keys, at the newest schema', () => {
  const path = join(temporaryFolder(), 'deep', 'er', 'mujaz.db');
  openStore(path).close();
  const raw = new Sqlite(path, { readonly: true });
  expect(raw.pragma('journal_mode', { simple: true })).toBe('wal');
  expect(raw.pragma('user_version', { simple: true })).toBeGreaterThan(0);
  expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
  raw.close();
});

test('opening again changes nothing', () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  openStore(path).close();
  const schema = () => {
    const raw = new Sqlite(path, { readonly: true });
    const rows = raw.prepare('SELECT name, sql FROM sqlite_schema ORDER BY name').all();
    raw.close();
    return rows;
  };
  const before = schema();
  openStore(path).close();
  expect(schema()).toEqual(before);
});

test('a database of a newer program is refused with both numbers and the remedy, and left alone', () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const raw = new Sqlite(path);
  raw.pragma('user_version = 999');
  raw.close();
  expect(() => openStore(path)).toThrow(/schema 999.*update the program/);
});

test('a migration that fails leaves the database as it was', () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const raw = new Sqlite(path);
  raw.exec('CREATE TABLE chats (mine TEXT)');
  expect(() => openStore(path)).toThrow(/already exists/);
  expect(raw.prepare("SELECT count(*) FROM sqlite_schema WHERE name <> 'chats'").pluck().get()).toBe(0);
  expect(raw.pragma('user_version', { simple: true })).toBe(0);
  raw.close();
});

test('a file that is no database is named with the remedy', () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  writeFileSync(
    path,
    'this is a text file, and a long one too, so that a header would fit in it many times over'.repeat(20),
  );
  expect(() => openStore(path)).toThrow(/mujaz\.db is damaged or no SQLite database.*backup/);
});

test('a folder that cannot be written to is named', () => {
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, '');
  chmodSync(path, 0o400);
  expect(() => openStore(join(path, 'mujaz.db'))).toThrow(/check the folder and its rights/);
});

test('only one start holds a database, and the next may once it let go', () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  const first = holdStart(path);
  expect(() => holdStart(path)).toThrow(/already served by another running Mujaz/);
  const beside = openStore(path);
  beside.close();
  first.release();
  holdStart(path).release();
});

test('damage inside a database is told before anything is done with it', () => {
  const path = join(temporaryFolder(), 'mujaz.db');
  openStore(path).close();
  const raw = new Sqlite(path);
  raw.pragma('journal_mode = DELETE');
  raw.exec(`
    CREATE TABLE filler (x);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400)
    INSERT INTO filler SELECT hex(randomblob(500)) FROM n`);
  raw.close();
  const bytes = readFileSync(path);
  bytes.fill(7, Math.floor(bytes.length / 8192) * 4096, Math.floor(bytes.length / 8192) * 4096 + 4096);
  writeFileSync(path, bytes);
  expect(() => openStore(path, { checked: true })).toThrow(/damaged or no SQLite database: put a backup/);
});

test('one process summarises a database at a time, also when it is reached by another path', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'mujaz.db');
  openStore(path).close();
  const other = join(folder, 'link.db');
  symlinkSync(path, other);
  const inner = await aloneSummarizing(path, async () => aloneSummarizing(other, async () => 'second'));
  expect(inner).toBeUndefined();
  expect(await aloneSummarizing(other, async () => 'after')).toBe('after');
  await expect(aloneSummarizing(path, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
  expect(await aloneSummarizing(path, async () => 'again')).toBe('again');
});
