/** What a database holds, as the audit wants it. */
import { copyFileSync, existsSync, rmSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { DeliveryState } from '../src/delivery/delivery.ts';
import { openStore } from '../src/storage/store.ts';
import { eventsIn } from './mark.ts';

/** A story that a digest told, or named again. */
export type Told = {
  readonly delivery: number;
  /** The chat's row. */
  readonly chat: number;
  /** The story it stands for now: what merged is the one it merged into. */
  readonly story: number;
  /** As a bare headline under «ربما لم تصلك». */
  readonly reminder: boolean;
  readonly state: DeliveryState;
  readonly messageId: number | undefined;
};

export type Holdings = {
  readonly told: readonly Told[];
  /** Telegram's numbers of the chats, by row. */
  readonly chats: ReadonlyMap<number, number>;
  /** The events of each story that stands, and those of articles that wait. */
  readonly stories: ReadonlyMap<number, readonly number[]>;
  readonly waiting: readonly number[];
  /** Parts that are uncertain: found interrupted at a start, and for another reason. */
  readonly uncertain: { readonly interrupted: number; readonly answered: number };
  /** `chat story` of what the store itself calls told to a chat. */
  readonly toldByStore: ReadonlySet<string>;
  /** Messages of what was sent at once, by Telegram's numbers. */
  readonly atOnce: ReadonlySet<number>;
  /** Outlets whose last visit failed, with the reason. */
  readonly failing: readonly string[];
  /** What SQLite's own checks found. */
  readonly damage: readonly string[];
};

type ToldRow = {
  delivery: number;
  chat: number;
  story: number;
  reminder: number;
  state: DeliveryState;
  message_id: number | null;
};

/** Look at a copy: the database itself is left as the dead bot left it, for the next one to recover. */
export function lookAtCopy<Result>(path: string, look: (database: Sqlite.Database) => Result): Result {
  const copy = `${path}.copy`;
  for (const end of ['', '-wal']) if (existsSync(path + end)) copyFileSync(path + end, copy + end);
  const database = new Sqlite(copy);
  try {
    return look(database);
  } finally {
    database.close();
    for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
  }
}

/** What SQLite's checks of pages, indexes and foreign keys find wrong. */
export function damageIn(database: Sqlite.Database): readonly string[] {
  const pages = database.pragma('integrity_check') as { readonly integrity_check: string }[];
  const keys = database.pragma('foreign_key_check') as { readonly table: string }[];
  return [
    ...pages.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
    ...keys.map(({ table }) => `a row of ${table} points at nothing`),
  ];
}

/** Read a database that nobody serves. */
export async function readHoldings(path: string): Promise<Holdings> {
  const database = new Sqlite(path);
  try {
    const told = database
      .prepare<[], ToldRow>(
        `SELECT deliveries.id AS delivery, deliveries.chat_id AS chat, coalesce(stories.merged_into, stories.id) AS story,
                told.reminder, deliveries.state, deliveries.message_id
         FROM delivery_stories AS told
         JOIN deliveries ON deliveries.id = told.delivery_id
         JOIN stories ON stories.id = told.story_id
         ORDER BY deliveries.moment_at, deliveries.id`,
      )
      .all()
      .map(({ reminder, message_id, ...row }) => ({
        ...row,
        reminder: reminder === 1,
        // Below zero it is of the number that a group had before: see src/storage/chat-moves.ts.
        messageId: message_id === null ? undefined : Math.abs(message_id),
      }));
    const chats = database.prepare<[], [number, number]>('SELECT id, telegram_id FROM chats').raw().all();
    const articles = database
      .prepare<[], { story: number | null; title: string; pending: number }>(
        'SELECT story_id AS story, title, pending FROM articles ORDER BY id',
      )
      .all();
    const stories = new Map<number, number[]>();
    for (const { story, title, pending } of articles)
      if (story !== null && pending === 0)
        stories.set(story, [...(stories.get(story) ?? []), ...eventsIn(title)]);
    const interrupted = database
      .prepare<[], number>(
        "SELECT count(*) FROM deliveries WHERE state = 'uncertain' AND reason = 'interrupted'",
      )
      .pluck()
      .get();
    const uncertain = database
      .prepare<[], number>("SELECT count(*) FROM deliveries WHERE state = 'uncertain'")
      .pluck()
      .get();
    return {
      told,
      chats: new Map(chats),
      stories,
      waiting: articles.filter(({ pending }) => pending === 1).flatMap(({ title }) => eventsIn(title)),
      uncertain: { interrupted: interrupted ?? 0, answered: (uncertain ?? 0) - (interrupted ?? 0) },
      toldByStore: await toldByStore(
        path,
        chats.map(([id]) => id),
      ),
      atOnce: new Set(
        database
          .prepare<[], number>(
            `SELECT abs(deliveries.message_id) FROM deliveries JOIN digests ON digests.id = deliveries.digest_id
             WHERE digests.kind <> 'digest' AND deliveries.state = 'sent'`,
          )
          .pluck()
          .all(),
      ),
      failing: database
        .prepare<[], string>("SELECT id || ': ' || last_error FROM sources WHERE failures > 0")
        .pluck()
        .all(),
      damage: damageIn(database),
    };
  } finally {
    database.close();
  }
}

async function toldByStore(path: string, chats: readonly number[]): Promise<ReadonlySet<string>> {
  const store = openStore(path);
  try {
    const told = await store.digests.told(chats, 0);
    return new Set([...told].flatMap(([chat, stories]) => [...stories].map((story) => `${chat} ${story}`)));
  } finally {
    store.close();
  }
}
