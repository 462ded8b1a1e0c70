/** What the bot asked last in each private chat, in SQLite. */
import { DAY } from '../durations.ts';
import type { QuestionStore } from '../subscriptions/questions.ts';
import type { Database } from './database.ts';

type QuestionRow = { id: number; name: string; channel: number | null; links: string };

/** Whoever writes something the next day answers nothing with it. */
const KEPT_MS = DAY;

/** What each method promises stands at QuestionStore. */
export function questionStore(database: Database): QuestionStore {
  const prune = database.prepare('DELETE FROM questions WHERE at < ?');
  const put = database.prepare(`
    INSERT OR REPLACE INTO questions (telegram_id, name, channel, links, at)
    VALUES (@telegramId, @name, @channelId, @links, @now)`);
  const last = database.prepare<[number, number], QuestionRow>(
    'SELECT id, name, channel, links FROM questions WHERE telegram_id = ? AND at >= ?',
  );
  const drop = database.prepare('DELETE FROM questions WHERE id = ?');
  const forget = database.prepare('DELETE FROM questions WHERE telegram_id = ?');
  return {
    async put(telegramId, { name, channelId, links }, now) {
      database
        .transaction(() => {
          prune.run(now - KEPT_MS);
          put.run({ telegramId, name, channelId: channelId ?? null, links: links.join(' '), now });
        })
        .immediate();
    },
    async last(telegramId, now) {
      const row = last.get(telegramId, now - KEPT_MS);
      if (row === undefined) return undefined;
      const links = row.links === '' ? [] : row.links.split(' ');
      return { id: row.id, name: row.name, channelId: row.channel ?? undefined, links };
    },
    async drop(id) {
      drop.run(id);
    },
    async forget(telegramId) {
      forget.run(telegramId);
    },
  };
}
