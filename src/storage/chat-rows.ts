/** A row of `chats`, and the chat that it stands for. */
import { type Chat, type ChatKind, type ChatSettings, wholeWeek } from '../subscriptions/chat.ts';
import type { Database } from './database.ts';

/** A chat as its row holds it. */
export type ChatRow = {
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

type FollowedRow = { topic: string; name: string | null; muted: 0 | 1 };

/** Of the many chats that have no words of their own. */
const NO_NAMES: ReadonlyMap<string, string> = new Map();

/** The settings in a chat's row. */
export function settingsOf(row: ChatRow): ChatSettings {
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

/** How a row is read as the chat that it stands for, with what that follows. */
export function chatReader(database: Database): (row: ChatRow) => Chat {
  const followedBy = database.prepare<[number], FollowedRow>(
    'SELECT topic, name, muted FROM subscriptions WHERE chat_id = ? ORDER BY id',
  );

  return (row) => {
    const followed = followedBy.all(row.id);
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
  };
}
