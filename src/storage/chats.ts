/** Chats in SQLite: what they follow, when their digests are due, and their settings. */
import {
  type Chat,
  type ChatKind,
  type ChatSettings,
  type ChatStore,
  wholeWeek,
} from '../subscriptions/chat.ts';
import { momentKey } from '../subscriptions/due.ts';
import type { Database } from './database.ts';

type ChatRow = {
  id: number;
  telegram_id: number;
  thread_id: number;
  kind: ChatKind;
  title: string | null;
  zone: string | null;
  times: string;
  paused: Exclude<Chat['paused'], undefined> | null;
  since: number;
  next_digest_at: number | null;
  language: ChatSettings['language'];
  preset: ChatSettings['preset'];
  digits: ChatSettings['digits'];
  hijri: 0 | 1;
  silent: ChatSettings['silent'];
  breaking: ChatSettings['breaking'];
  rich: 0 | 1;
  footer: string | null;
  hashtags: 0 | 1;
  ramadan_offered: number | null;
  ramadan_returned: number | null;
  /** Bit 0 is Sunday's. */
  days: number;
  weekend: Chat['weekend'];
  /** «HH:MM HH:MM» */
  quiet: string | null;
  resting_until: number | null;
  times_before_ramadan: string | null;
};

type SubscriptionRow = { id: number; topic: string; name: string | null; words: string | null; muted: 0 | 1 };

/** Of the many chats that have no words of their own. */
const NO_NAMES: ReadonlyMap<string, string> = new Map();

function settingsOf(row: ChatRow): ChatSettings {
  return {
    language: row.language,
    preset: row.preset,
    digits: row.digits,
    hijri: row.hijri === 1,
    silent: row.silent,
    breaking: row.breaking,
    rich: row.rich === 1,
    footer: row.footer ?? undefined,
    hashtags: row.hashtags === 1,
    ramadanOffered: row.ramadan_offered ?? undefined,
    ramadanReturned: row.ramadan_returned ?? undefined,
  };
}

function timesIn(column: string): readonly string[] {
  return column === '' ? [] : column.split(' ');
}

/** A set of days as bits. */
function bitsOf(days: readonly number[]): number {
  return days.reduce((bits, day) => bits | (1 << day), 0);
}

/** Telegram keeps an unconfirmed update for 24 hours; twice that is told apart here. */
const UPDATES_KEPT_MS = 48 * 3_600_000;

/** A moment that was planned so much later than now was planned before a clock was set back. What a job plans in its minutes is not. */
const SET_BACK_MS = 10 * 60_000;

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
  /**
   * A group that was written to under its new number before Telegram told of the change has two rows: the older one's
   * words win, unless its digests were paused and those under the new number go.
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
    if (from.paused !== null && to.paused === null && to.next_digest_at !== null)
      takeSince.run({ id: to.id, since: from.since });
    else takeSchedule.run(both);
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
  };
}

/** What each method promises stands at ChatStore. */
export function chatStore(database: Database): ChatStore {
  const moveChats = chatMover(database);
  const open = database.prepare(`
    INSERT INTO chats (telegram_id, thread_id, kind, title, since, silent)
    VALUES (@telegramId, @threadId, @kind, @title, @now, iif(@kind = 'channel', 'night', 'never'))
    ON CONFLICT (telegram_id, thread_id) DO UPDATE SET title = excluded.title, kind = excluded.kind`);
  const find = database.prepare<[number, number], ChatRow>(
    'SELECT * FROM chats WHERE telegram_id = ? AND thread_id = ?',
  );
  const byId = database.prepare<[number], ChatRow>('SELECT * FROM chats WHERE id = ?');
  const byIds = database.prepare<[string], ChatRow>(
    'SELECT * FROM chats WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id',
  );
  const wantingBreaking = database.prepare<[number, number], ChatRow>(`
    SELECT * FROM chats WHERE breaking <> 'off' AND paused IS NULL AND id > ? ORDER BY id LIMIT ?`);
  const ofTelegram = database.prepare<[number], ChatRow>(
    'SELECT * FROM chats WHERE telegram_id = ? ORDER BY id',
  );
  const subscriptions = database.prepare<[number], SubscriptionRow>(
    'SELECT id, topic, name, words, muted FROM subscriptions WHERE chat_id = ? ORDER BY id',
  );
  const subscribe = database.prepare(
    'INSERT OR IGNORE INTO subscriptions (chat_id, topic, since, name, words) VALUES (?, ?, ?, ?, ?)',
  );
  const changeSubscription = database.prepare(`
    UPDATE subscriptions SET muted = coalesce(@muted, muted), name = coalesce(@name, name)
    WHERE chat_id = @chatId AND topic = @topic`);
  const unsubscribe = database.prepare('DELETE FROM subscriptions WHERE chat_id = ? AND topic = ?');
  const keep = database.prepare(`
    INSERT INTO keepers (chat_id, person_id, told) VALUES (@chatId, @personId, @told)
    ON CONFLICT (chat_id, person_id) DO UPDATE SET told = max(told, excluded.told)`);
  const unkeep = database.prepare('DELETE FROM keepers WHERE chat_id = ? AND person_id = ?');
  const keptBy = database.prepare<[number], ChatRow & { told: 0 | 1 }>(`
    SELECT chats.*, keepers.told FROM keepers JOIN chats ON chats.id = keepers.chat_id
    WHERE person_id = ? ORDER BY keepers.rowid DESC`);
  const setSchedule = database.prepare(`
    UPDATE chats SET
      zone = @zone, times = @times, next_digest_at = @nextDigestAt, days = @days, weekend = @weekend, quiet = @quiet,
      resting_until = @restingUntil, times_before_ramadan = @timesBefore, planned_at = @now
    WHERE id = @chatId`);
  const setSettings = database.prepare(`
    UPDATE chats SET
      language = @language, preset = @preset, digits = @digits, hijri = @hijri, silent = @silent, breaking = @breaking, rich = @rich,
      footer = @footer, hashtags = @hashtags, ramadan_offered = @ramadanOffered,
      ramadan_returned = @ramadanReturned
    WHERE id = @chatId`);
  const usedMoments = database.prepare<[number, string], { local_date: string; local_time: string }>(
    "SELECT local_date, local_time FROM digests WHERE chat_id = ? AND local_date >= ? AND kind = 'digest'",
  );
  const setPaused = database.prepare(
    'UPDATE chats SET paused = @paused, next_digest_at = @nextDigestAt, planned_at = @now WHERE id = @chatId',
  );
  const cancelWaiting = database.prepare(
    "UPDATE deliveries SET state = 'cancelled', reason = 'the chat was paused', html = '' WHERE chat_id = ? AND state = 'pending'",
  );
  const due = database.prepare<[{ now: number; setBack: number; limit: number }], ChatRow>(`
    SELECT * FROM (
      SELECT * FROM chats WHERE paused IS NULL AND next_digest_at <= @now ORDER BY next_digest_at, id LIMIT @limit)
    UNION ALL
    SELECT * FROM (
      SELECT * FROM chats
      WHERE paused IS NULL AND next_digest_at IS NOT NULL AND +next_digest_at > @now AND planned_at > @setBack LIMIT @limit)
    LIMIT @limit`);
  const seen = database.prepare('INSERT OR IGNORE INTO updates (update_id, at) VALUES (?, ?)');
  const findUpdate = database.prepare<[number], { update_id: number }>(
    'SELECT update_id FROM updates WHERE update_id = ?',
  );
  const forgetUpdates = database.prepare('DELETE FROM updates WHERE at < ?');

  function toChat(row: ChatRow): Chat {
    const followed = subscriptions.all(row.id);
    const named = followed.flatMap(({ topic, name }) => (name === null ? [] : [[topic, name] as const]));
    return {
      id: row.id,
      telegramId: row.telegram_id,
      threadId: row.thread_id,
      kind: row.kind,
      title: row.title ?? undefined,
      zone: row.zone ?? undefined,
      times: timesIn(row.times),
      days: wholeWeek.filter((day) => (row.days & (1 << day)) !== 0),
      weekend: row.weekend,
      quiet: row.quiet === null ? undefined : { from: row.quiet.slice(0, 5), to: row.quiet.slice(6) },
      restingUntil: row.resting_until ?? undefined,
      timesBeforeRamadan: row.times_before_ramadan === null ? undefined : timesIn(row.times_before_ramadan),
      settings: settingsOf(row),
      topics: followed.map(({ topic }) => topic),
      muted: followed.filter(({ muted }) => muted === 1).map(({ topic }) => topic),
      names: named.length === 0 ? NO_NAMES : new Map(named),
      paused: row.paused ?? undefined,
      since: row.since,
      nextDigestAt: row.next_digest_at ?? undefined,
    };
  }

  return {
    async open(address, about, now) {
      return database
        .transaction(() => {
          open.run({ ...address, kind: about.kind, title: about.title ?? null, now });
          const row = find.get(address.telegramId, address.threadId);
          if (!row) throw new Error('SQLite returned no chat');
          return toChat(row);
        })
        .immediate();
    },
    async find(address) {
      const row = find.get(address.telegramId, address.threadId);
      return row && toChat(row);
    },
    async byId(id) {
      const row = byId.get(id);
      return row && toChat(row);
    },
    async byIds(ids) {
      return byIds.all(JSON.stringify(ids)).map(toChat);
    },
    async wantingBreaking(after, limit) {
      return wantingBreaking.all(after, limit).map(toChat);
    },
    async ofTelegram(telegramId) {
      return ofTelegram.all(telegramId).map(toChat);
    },
    async subscribe(chatId, topic, now, own) {
      return subscribe.run(chatId, topic, now, own?.name ?? null, own?.words ?? null).changes === 1;
    },
    async unsubscribe(chatId, topic) {
      return unsubscribe.run(chatId, topic).changes === 1;
    },
    async subscriptions(chatId) {
      return subscriptions
        .all(chatId)
        .map(({ id, topic, words, muted }) => ({ id, topic, words: words ?? undefined, muted: muted === 1 }));
    },
    async changeSubscription(chatId, topic, { muted, name }) {
      const bit = muted === undefined ? null : Number(muted);
      return changeSubscription.run({ chatId, topic, muted: bit, name: name ?? null }).changes === 1;
    },
    async keep(chatId, personId, told) {
      keep.run({ chatId, personId, told: told ? 1 : 0 });
    },
    async unkeep(chatId, personId) {
      unkeep.run(chatId, personId);
    },
    async keptBy(personId) {
      return keptBy.all(personId).map((row) => ({ chat: toChat(row), told: row.told === 1 }));
    },
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
    async setSettings(chatId, change) {
      database
        .transaction(() => {
          const row = byId.get(chatId);
          if (!row) return;
          const settings = { ...settingsOf(row), ...change };
          setSettings.run({
            chatId,
            ...settings,
            hijri: settings.hijri ? 1 : 0,
            rich: settings.rich ? 1 : 0,
            footer: settings.footer ?? null,
            hashtags: settings.hashtags ? 1 : 0,
            ramadanOffered: settings.ramadanOffered ?? null,
            ramadanReturned: settings.ramadanReturned ?? null,
          });
        })
        .immediate();
    },
    async usedMoments(chatId, fromDate) {
      const rows = usedMoments.all(chatId, fromDate);
      return new Set(rows.map((row) => momentKey({ localDate: row.local_date, localTime: row.local_time })));
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
    async migrate(fromTelegramId, toTelegramId) {
      database.transaction(() => moveChats(fromTelegramId, toTelegramId)).immediate();
    },
    async due(now, limit) {
      return due.all({ now, setBack: now + SET_BACK_MS, limit }).map(toChat);
    },
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
