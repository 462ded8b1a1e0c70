/** A chat that Telegram gave another number keeps all that it has. */
import type { ChatRow } from './chat-rows.ts';
import type { Database } from './database.ts';

/** Moves all chats of one Telegram number (a group and its threads) to another; to be called inside a transaction. */
export function chatMover(database: Database): (fromTelegramId: number, toTelegramId: number) => void {
  const find = database.prepare<[number, number], ChatRow>(
    'SELECT * FROM chats WHERE telegram_id = ? AND thread_id = ?',
  );
  const atTelegramId = database.prepare<[number], ChatRow>('SELECT * FROM chats WHERE telegram_id = ?');
  const moveStories = database.prepare(`
    UPDATE delivery_stories SET chat_id = @to
    WHERE delivery_id IN (SELECT id FROM deliveries WHERE chat_id = @to)`);
  const renumber = database.prepare('UPDATE chats SET telegram_id = ? WHERE id = ?');
  // The new group counts its messages anew: those of the old one can be answered no more, and name nothing there.
  const dropReplies = database.prepare(
    'UPDATE deliveries SET reply_to = NULL WHERE chat_id = ? AND reply_to IS NOT NULL',
  );
  const setApart = database.prepare(
    'UPDATE deliveries SET message_id = -message_id WHERE chat_id = ? AND message_id > 0',
  );
  const moveSubscriptions = database.prepare(
    'UPDATE OR IGNORE subscriptions SET chat_id = @to WHERE chat_id = @from',
  );
  const moveWishes = ['hidden_outlets', 'lessened', 'reports'].map((table) =>
    database.prepare(`UPDATE OR IGNORE ${table} SET chat_id = @to WHERE chat_id = @from`),
  );
  const moveDigests = database.prepare('UPDATE OR IGNORE digests SET chat_id = @to WHERE chat_id = @from');
  // What is left had a digest of the same moment under both numbers: one of the two is enough for what still waits, and what
  // became of the other's parts is kept behind it.
  const cancelTwice = database.prepare(`
    UPDATE deliveries SET state = 'cancelled', reason = 'the group has a new number', html = ''
    WHERE chat_id = @from AND state = 'pending' AND digest_id IN (SELECT id FROM digests WHERE chat_id = @from)`);
  const mergeDigests = database.prepare(`
    UPDATE deliveries SET
      digest_id = twin.id,
      part = part + (SELECT max(part) FROM deliveries WHERE digest_id IN (twin.id, own.id))
    FROM digests AS own
    JOIN digests AS twin
      ON twin.chat_id = @to AND twin.local_date = own.local_date AND twin.local_time = own.local_time
    WHERE own.chat_id = @from AND deliveries.digest_id = own.id`);
  const moveDeliveries = database.prepare('UPDATE deliveries SET chat_id = @to WHERE chat_id = @from');
  const takeSchedule = database.prepare(`
    UPDATE chats SET
      zone = old.zone, times = old.times, days = old.days, weekend = old.weekend, quiet = old.quiet,
      resting_until = old.resting_until, paused = old.paused, since = old.since, next_digest_at = old.next_digest_at,
      planned_at = old.planned_at,
      language = old.language, preset = old.preset, digits = old.digits, hijri = old.hijri, silent = old.silent,
      breaking = old.breaking, rich = old.rich, footer = old.footer, hashtags = old.hashtags,
      ramadan_offered = old.ramadan_offered, ramadan_returned = old.ramadan_returned,
      times_before_ramadan = old.times_before_ramadan
    FROM (SELECT * FROM chats WHERE id = @from) AS old WHERE chats.id = @to`);
  const takeSince = database.prepare('UPDATE chats SET since = @since WHERE id = @id');
  const drop = database.prepare('DELETE FROM chats WHERE id = ?');
  const remember = database.prepare(
    'UPDATE chats SET former_id = @from WHERE telegram_id = @to AND thread_id = 0',
  );
  /**
   * A group that was written to under its new number before Telegram told of the change has two rows: the words of the one that was there first
   * win, unless its digests were paused and those under the new number go.
   */
  function merge(from: ChatRow, to: ChatRow): void {
    const both = { from: from.id, to: to.id };
    moveSubscriptions.run(both);
    for (const move of moveWishes) move.run(both);
    moveDigests.run(both);
    cancelTwice.run(both);
    mergeDigests.run(both);
    moveDeliveries.run(both);
    moveStories.run(both);
    const isLate = from.since > to.since;
    if (!isLate && from.paused !== null && to.paused === null && to.next_digest_at !== null)
      takeSince.run({ id: to.id, since: from.since });
    else if (!isLate) takeSchedule.run(both);
    drop.run(from.id);
  }

  return (fromTelegramId, toTelegramId) => {
    if (fromTelegramId === toTelegramId) return;
    for (const from of atTelegramId.all(fromTelegramId)) {
      dropReplies.run(from.id);
      setApart.run(from.id);
      const to = find.get(toTelegramId, from.thread_id);
      if (to) merge(from, to);
      else renumber.run(toTelegramId, from.id);
    }
    remember.run({ from: fromTelegramId, to: toTelegramId });
  };
}
