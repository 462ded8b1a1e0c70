/** A database of any earlier schema, with a row in every table, comes to the newest one with all that it held. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describe, expect, test } from 'vitest';
import { lookBack } from '../../src/digests/choose.ts';
import { restore } from '../../src/storage/backup.ts';
import { openStore } from '../../src/storage/store.ts';
import { temporaryFolder } from '../support/temporary.ts';

const FOLDER = fileURLToPath(new URL('../../migrations/', import.meta.url));
const MIGRATIONS = readdirSync(FOLDER)
  .sort()
  .map((name) => ({
    name,
    version: Number(name.slice(0, 3)),
    sql: readFileSync(join(FOLDER, name), 'utf8'),
  }));
const NEWEST = MIGRATIONS.at(-1)?.version ?? 0;
const NOW = Date.UTC(2026, 10, 24, 9);

type Row = Record<string, unknown>;
type Column = { name: string; type: string };

/** What a column cannot simply be filled with. */
const FILLED: Readonly<Record<string, Row>> = {
  articles: { pending: 0 },
  deliveries: { state: 'uncertain', message_id: null },
  stories: { merged_into: null, articles: 1 },
};

function tables(database: Sqlite.Database): { name: string; sql: string }[] {
  return database
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND sql IS NOT NULL AND name NOT LIKE 'article_search%' ORDER BY name",
    )
    .all();
}

/** One row in every table: each column its own name or a number, or the first value that its check allows. */
function fill(database: Sqlite.Database): void {
  database.pragma('foreign_keys = OFF');
  for (const { name, sql } of tables(database)) {
    const columns = database.pragma(`table_info(${name})`) as Column[];
    const parents = database.pragma(`foreign_key_list(${name})`) as { from: string; to: string }[];
    const row: Row = {};
    for (const column of columns) {
      const allowed = new RegExp(`\\(${column.name} IN \\('?(\\w+)`).exec(sql)?.[1];
      const number = column.type === 'INTEGER' || column.type === 'REAL';
      const text = parents.some(({ from }) => from === column.name) ? 'id' : column.name;
      row[column.name] = number ? Number(allowed ?? 1) : (allowed ?? text);
    }
    for (const [column, value] of Object.entries(FILLED[name] ?? {})) if (column in row) row[column] = value;
    const names = Object.keys(row);
    database
      .prepare(
        `INSERT INTO ${name} (${names.join(', ')}) VALUES (${names.map((one) => `@${one}`).join(', ')})`,
      )
      .run(row);
  }
  database.exec("INSERT INTO article_search (rowid, terms) VALUES (1, 'جسر مرفأ')");
}

function databaseAt(version: number): string {
  const path = join(temporaryFolder(), 'mujaz.db');
  const database = new Sqlite(path);
  for (const migration of MIGRATIONS.filter((one) => one.version <= version)) database.exec(migration.sql);
  fill(database);
  expect(database.pragma('foreign_key_check')).toEqual([]);
  database.pragma(`user_version = ${version}`);
  database.close();
  return path;
}

function contents(path: string): Readonly<Record<string, Row[]>> {
  const database = new Sqlite(path);
  const rows = tables(database).map(({ name }) => [
    name,
    database.prepare<[], Row>(`SELECT * FROM ${name}`).all(),
  ]);
  database.close();
  return Object.fromEntries(rows);
}

describe('an upgrade keeps every row', () => {
  test.each(MIGRATIONS.map(({ name, version }) => [name, version] as const))(
    'from %s',
    async (_, version) => {
      const path = databaseAt(version);
      const before = contents(path);
      expect(Object.keys(before).length).toBeGreaterThan(14);
      const store = openStore(path, { checked: true });
      expect((await store.stories.byIds([1]))[0]).toMatchObject({
        headline: 'headline',
        articles: [{ id: 1 }],
      });
      expect((await store.stories.search(['جسر'], 5)).map(({ id }) => id)).toEqual([1]);
      expect(await store.chats.byId(1)).toMatchObject({ telegramId: 1 });
      expect((await store.digests.unconfirmed([1])).size).toBeLessThanOrEqual(1);
      store.close();
      const after = contents(path);
      for (const [table, rows] of Object.entries(before))
        expect([table, after[table]]).toMatchObject([table, rows]);
      const raw = new Sqlite(path);
      expect(raw.pragma('user_version', { simple: true })).toBe(NEWEST);
      expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
      expect(raw.pragma('foreign_key_check')).toEqual([]);
      raw.close();
    },
  );
});

test('the schema of an upgraded database is that of a new one', () => {
  const schema = (path: string) => {
    const raw = new Sqlite(path);
    const rows = raw.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
    raw.close();
    return rows;
  };
  const [upgraded, fresh] = [databaseAt(1), join(temporaryFolder(), 'mujaz.db')];
  openStore(upgraded).close();
  openStore(fresh).close();
  expect(schema(upgraded)).toEqual(schema(fresh));
});

test('a search after the upgrade finds the words of before in other spellings', async () => {
  const store = openStore(databaseAt(13));
  expect(await store.stories.termsLike(['جس', 'مر'])).toEqual(['جسر', 'مرفأ']);
  store.close();
});

test('an upgrade that fails leaves the old database usable, and succeeds once what hindered it is gone', () => {
  const path = databaseAt(1);
  const raw = new Sqlite(path);
  // A later migration wants to make a table of that name; those before it have run by then.
  raw.exec('CREATE TABLE holders (mine TEXT)');
  const before = contents(path);
  expect(() => openStore(path)).toThrow(/holders already exists/);
  expect(contents(path)).toEqual(before);
  expect(raw.pragma('user_version', { simple: true })).toBe(1);
  raw.exec('DROP TABLE holders');
  openStore(path).close();
  expect(raw.pragma('user_version', { simple: true })).toBe(NEWEST);
  raw.close();
});

test('migrations are numbered one by one', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1));
});

describe('a backup that an earlier version made takes the place of the database', () => {
  test.each(MIGRATIONS.map(({ name, version }) => [name, version] as const))(
    'from %s',
    async (_, version) => {
      const backup = databaseAt(version);
      const path = join(temporaryFolder(), 'mujaz.db');
      const { sentSince } = await restore(backup, path, { asItIs: false, now: NOW });
      expect(sentSince).toBe(true);
      const restored = contents(path);
      expect(Object.keys(restored)).toEqual(expect.arrayContaining(Object.keys(contents(backup))));
      // Nothing is told twice: only what is published from then on, and nothing of a story that was told.
      expect(restored.chats).toMatchObject([{ telegram_id: 1, since: NOW + lookBack }]);
      expect(restored.delivery_stories).toMatchObject([{ facts: null }]);
      const raw = new Sqlite(path);
      expect(raw.pragma('user_version', { simple: true })).toBe(NEWEST);
      expect(raw.pragma('integrity_check', { simple: true })).toBe('ok');
      raw.close();
    },
  );
});
