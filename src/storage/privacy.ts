/** What SQLite keeps of one chat: found through the schema, so that no table can be overlooked. */
import type { ChatRecord, PrivacyStore } from '../subscriptions/privacy.ts';
import type { Database } from './database.ts';

/** Rows of one table in a record. */
const MOST = 2_000;
/** Columns of epoch milliseconds. */
const TIME = /(?:^at|_at|^since|_from|_until|_before)$/u;

/** Columns that name a chat: by its row, or by its number at Telegram's, which in a private chat is the person's. */
const BY_ROW = ['chat_id'];
const BY_NUMBER = ['person_id', 'telegram_id'];

type Naming = { readonly name: string; readonly column: string };

/** The tables that name chats, and by which column. */
function naming(database: Database): readonly Naming[] {
  return database
    .prepare<[string], Naming>(`
      SELECT tables.name, columns.name AS "column"
      FROM sqlite_schema AS tables JOIN pragma_table_info(tables.name) AS columns
      WHERE tables.type = 'table' AND tables.name <> 'chats' AND columns.name IN (SELECT value FROM json_each(?))
      ORDER BY tables.name`)
    .all(JSON.stringify([...BY_ROW, ...BY_NUMBER]));
}

type Row = Record<string, unknown>;

function readable(row: Readonly<Row>): Readonly<Row> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      TIME.test(name) && typeof value === 'number' && value > 0 && Number.isSafeInteger(value)
        ? new Date(value).toISOString()
        : value,
    ]),
  );
}

/** What each method promises stands at PrivacyStore. */
export function privacyStore(database: Database): PrivacyStore {
  const chat = database.prepare<[number], Row & { id: number; telegram_id: number }>(
    'SELECT * FROM chats WHERE id = ?',
  );
  const forgetChat = database.prepare('DELETE FROM chats WHERE id = ?');
  const all = naming(database);
  // Who sets up a channel is that person's, not the channel's.
  const ofPeople = new Set(all.filter(({ column }) => BY_NUMBER.includes(column)).map(({ name }) => name));
  const tables = all.map(({ name, column }) => ({
    name,
    byRow: BY_ROW.includes(column),
    told: !BY_ROW.includes(column) || !ofPeople.has(name),
    rows: database.prepare<[number], Row>(`SELECT * FROM ${name} WHERE ${column} = ?`),
    forget: database.prepare(`DELETE FROM ${name} WHERE ${column} = ?`),
  }));
  // What is reported of a story is about the story: only whose report it was goes.
  const disown = database.prepare('UPDATE reports SET chat_id = NULL WHERE chat_id = ?');

  return {
    async record(chatId) {
      return database.transaction(() => {
        const own = chat.get(chatId);
        if (own === undefined) return undefined;
        const kept = tables
          .filter(({ told }) => told)
          .map(({ name, byRow, rows }) => [name, rows.all(byRow ? chatId : own.telegram_id)] as const);
        return {
          tables: Object.fromEntries([
            ['chats', [readable(own)]],
            ...kept.map(([name, rows]) => [name, rows.slice(-MOST).map(readable)]),
          ]) as ChatRecord['tables'],
          leftOut: Object.fromEntries(
            kept.flatMap(([name, rows]) => (rows.length > MOST ? [[name, rows.length - MOST]] : [])),
          ),
        };
      })();
    },
    async forget(chatId) {
      return database
        .transaction(() => {
          const own = chat.get(chatId);
          if (own === undefined) return false;
          disown.run(chatId);
          for (const { byRow, forget } of tables) forget.run(byRow ? chatId : own.telegram_id);
          forgetChat.run(chatId);
          return true;
        })
        .immediate();
    },
  };
}
