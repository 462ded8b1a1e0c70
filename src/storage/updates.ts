/** Which of Telegram's updates were answered. */
import { HOUR } from '../durations.ts';
import type { ChatStore } from '../subscriptions/chat.ts';
import type { Database } from './database.ts';

/** Telegram keeps an unconfirmed update for 24 hours; twice that is told apart here. */
const UPDATES_KEPT_MS = 48 * HOUR;

/** What each method promises stands at ChatStore. */
export function updateLog(database: Database): Pick<ChatStore, 'handled' | 'firstTime'> {
  const seen = database.prepare('INSERT OR IGNORE INTO updates (update_id, at) VALUES (?, ?)');
  const findUpdate = database.prepare<[number], { update_id: number }>(
    'SELECT update_id FROM updates WHERE update_id = ?',
  );
  const forgetUpdates = database.prepare('DELETE FROM updates WHERE at < ?');

  return {
    async handled(updateId) {
      return findUpdate.get(updateId) !== undefined;
    },
    async firstTime(updateId, now) {
      return database
        .transaction(() => {
          forgetUpdates.run(now - UPDATES_KEPT_MS);
          return seen.run(updateId, now).changes === 1;
        })
        .immediate();
    },
  };
}
