/** When a chat's digests are due: its plan, its pause, and the chats whose moment has come. */
import { MINUTE } from '../durations.ts';
import type { ChatStore } from '../subscriptions/chat.ts';
import { momentKey } from '../subscriptions/due.ts';
import { type ChatRow, chatReader } from './chat-rows.ts';
import type { Database } from './database.ts';

/** A moment that was planned so much later than now was planned before a clock was set back. What a job plans in its minutes is not. */
const SET_BACK_MS = 10 * MINUTE;

/** A set of days as bits. */
function bitsOf(days: readonly number[]): number {
  return days.reduce((bits, day) => bits | (1 << day), 0);
}

/** What each method promises stands at ChatStore. */
export function chatSchedules(
  database: Database,
): Pick<ChatStore, 'setSchedule' | 'setPaused' | 'usedMoments' | 'due'> {
  const toChat = chatReader(database);
  const byId = database.prepare<[number], ChatRow>('SELECT * FROM chats WHERE id = ?');
  const setSchedule = database.prepare(`
    UPDATE chats SET
      zone = @zone, times = @times, next_digest_at = @nextDigestAt, days = @days, weekend = @weekend, quiet = @quiet,
      resting_until = @restingUntil, times_before_ramadan = @timesBefore, planned_at = @now
    WHERE id = @chatId`);
  const setPaused = database.prepare(
    'UPDATE chats SET paused = @paused, next_digest_at = @nextDigestAt, planned_at = @now WHERE id = @chatId',
  );
  const cancelWaiting = database.prepare(
    "UPDATE deliveries SET state = 'cancelled', reason = 'the chat was paused', html = '' WHERE chat_id = ? AND state = 'pending'",
  );
  const usedMoments = database.prepare<[number, string], { local_date: string; local_time: string }>(
    "SELECT local_date, local_time FROM digests WHERE chat_id = ? AND local_date >= ? AND kind = 'digest'",
  );
  const due = database.prepare<[{ now: number; setBack: number; limit: number }], ChatRow>(`
    SELECT * FROM (
      SELECT * FROM chats WHERE paused IS NULL AND next_digest_at <= @now ORDER BY next_digest_at, id LIMIT @limit)
    UNION ALL
    SELECT * FROM (
      SELECT * FROM chats
      WHERE paused IS NULL AND next_digest_at IS NOT NULL AND +next_digest_at > @now AND planned_at > @setBack LIMIT @limit)
    LIMIT @limit`);

  return {
    async setSchedule(chatId, change, now) {
      database
        .transaction(() => {
          const row = byId.get(chatId);
          if (!row) return;
          const schedule = { ...toChat(row), ...change };
          setSchedule.run({
            chatId,
            zone: schedule.zone ?? null,
            times: schedule.times.join(' '),
            days: bitsOf(schedule.days),
            weekend: schedule.weekend,
            quiet: schedule.quiet === undefined ? null : `${schedule.quiet.from} ${schedule.quiet.to}`,
            restingUntil: schedule.restingUntil ?? null,
            timesBefore: schedule.timesBeforeRamadan?.join(' ') ?? null,
            nextDigestAt: schedule.nextDigestAt ?? null,
            now,
          });
        })
        .immediate();
    },
    async setPaused(chatId, paused, plan) {
      database
        .transaction(() => {
          setPaused.run({
            chatId,
            paused: paused ?? null,
            nextDigestAt: plan?.nextDigestAt ?? null,
            now: plan?.now ?? 0,
          });
          if (paused !== undefined) cancelWaiting.run(chatId);
        })
        .immediate();
    },
    async usedMoments(chatId, fromDate) {
      const rows = usedMoments.all(chatId, fromDate);
      return new Set(rows.map((row) => momentKey({ localDate: row.local_date, localTime: row.local_time })));
    },
    async due(now, limit) {
      return due.all({ now, setBack: now + SET_BACK_MS, limit }).map(toChat);
    },
  };
}
