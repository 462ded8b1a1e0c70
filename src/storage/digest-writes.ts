/** Digests, and what goes at once, written with their parts in one transaction. */
import type { DigestEntry, DigestStore, DigestWritten, OutboxPart } from '../digests/digest.ts';
import type { NoticeEntry, NoticeWritten } from '../digests/notice.ts';
import type { Database } from './database.ts';
import { LIVE } from './notices.ts';

/** What each method promises stands at DigestStore. */
export function digestWrites(database: Database): Pick<DigestStore, 'create' | 'announce'> {
  /** Stories that lost an article since `now`, when these digests began to be made. */
  const removedSince = database.prepare<[number], { story_id: number }>(
    'SELECT story_id FROM removed_stories WHERE removed_at >= ?',
  );
  const moveOn = database.prepare<[Record<string, number | null>]>(`
    UPDATE chats SET next_digest_at = @nextDigestAt, planned_at = @now
    WHERE id = @chatId AND paused IS NULL AND next_digest_at IS @dueAt`);
  const asked = {
    move: database.prepare('UPDATE chats SET ramadan_offered = ? WHERE id = ?'),
    return: database.prepare('UPDATE chats SET ramadan_returned = ? WHERE id = ?'),
  };
  const insert = database.prepare<[Record<string, string | number>], { id: number }>(`
    INSERT INTO digests (chat_id, local_date, local_time, moment_at, created_at, passed_over, kind)
    VALUES (@chatId, @localDate, @localTime, @momentAt, @now, @passedOver, @kind)
    ON CONFLICT (chat_id, local_date, local_time) DO NOTHING
    RETURNING id`);
  const insertPart = database.prepare<[Record<string, string | number | null>], { id: number }>(`
    INSERT INTO deliveries (
      digest_id, chat_id, part, moment_at, html, buttons, reply_to, silent, expires_at, quiet_from, quiet_until)
    VALUES (
      @digestId, @chatId, @part, @momentAt, @html, @buttons, @replyTo, @silent, @expiresAt, @quietFrom, @quietUntil)
    RETURNING id`);
  const insertStory = database.prepare<[Record<string, string | number | null>]>(`
    INSERT OR IGNORE INTO delivery_stories (delivery_id, story_id, reminder, chat_id, facts, position, topic)
    VALUES (@deliveryId, @storyId, @reminder, @chatId, @facts, @position, @topic)`);
  const toldNow = database.prepare<[{ chatId: number; stories: string }], { delivery_id: number }>(`
    SELECT told.delivery_id
    FROM delivery_stories AS told JOIN deliveries ON deliveries.id = told.delivery_id
    WHERE told.chat_id = @chatId AND told.story_id IN (SELECT value FROM json_each(@stories)) AND told.reminder = 0
      AND deliveries.state IN ${LIVE}
    LIMIT 1`);
  const reachable = database.prepare<[number], { id: number }>(
    'SELECT id FROM chats WHERE id = ? AND paused IS NULL',
  );
  // What was given up or withdrawn stands in the way of nothing.
  const clear = database.prepare<[Record<string, string | number>]>(`
    DELETE FROM digests
    WHERE chat_id = @chatId AND local_date = @localDate AND local_time = @localTime AND kind = 'denial'
      AND NOT EXISTS (SELECT 1 FROM deliveries WHERE digest_id = digests.id AND state <> 'cancelled')`);

  function create(entry: DigestEntry, removed: ReadonlySet<number>, now: number): DigestWritten {
    const { chatId, dueAt, nextDigestAt, moment } = entry;
    const names = (part: DigestEntry['parts'][number]): boolean =>
      [...part.storyIds, ...part.reminderIds].some((id) => removed.has(id));
    if (removed.size > 0 && entry.parts.some(names)) return 'changed';
    if (entry.parts.some((part) => isToldAgain(chatId, part))) return 'changed';
    if (moveOn.run({ chatId, dueAt: dueAt ?? null, nextDigestAt: nextDigestAt ?? null, now }).changes === 0)
      return 'changed';
    if (moment === undefined) return 'moved';
    const { localDate, localTime, at: momentAt } = moment;
    const { passedOver } = entry;
    const kind = 'digest';
    const digest = insert.get({ chatId, localDate, localTime, momentAt, now, passedOver, kind });
    if (!digest) return 'repeated';
    let before = 0;
    entry.parts.forEach((part, index) => {
      putIn({ digestId: digest.id, chatId, momentAt }, part, { number: index + 1, before });
      // What answers a message stands in no digest's numbering.
      if (part.replyTo === undefined) before += part.storyIds.length;
    });
    if (entry.question !== undefined) asked[entry.question.kind].run(entry.question.year, chatId);
    return 'stored';
  }

  /** Another job may have told a story of it since it was made; what answers a message tells it again on purpose. */
  function isToldAgain(chatId: number, part: OutboxPart): boolean {
    if (part.replyTo !== undefined || part.storyIds.length === 0) return false;
    return toldNow.get({ chatId, stories: JSON.stringify(part.storyIds) }) !== undefined;
  }

  function announce(notice: NoticeEntry, removed: ReadonlySet<number>, now: number): NoticeWritten {
    const { chatId, kind, moment, part } = notice;
    const lost = [...part.storyIds, ...part.reminderIds].some((id) => removed.has(id));
    if (lost || reachable.get(chatId) === undefined) return 'changed';
    if (kind === 'breaking' && isToldAgain(chatId, part)) return 'repeated';
    const { at: momentAt, ...key } = moment;
    clear.run({ chatId, ...key });
    const digest = insert.get({ chatId, ...key, momentAt, now, passedOver: 0, kind });
    if (!digest) return 'repeated';
    putIn({ digestId: digest.id, chatId, momentAt }, part, { number: 1, before: 0 });
    return 'stored';
  }

  function putIn(
    of: { readonly digestId: number; readonly chatId: number; readonly momentAt: number },
    part: OutboxPart,
    /** Of the part, and how many stories stand in those before it. */
    { number, before }: { readonly number: number; readonly before: number },
  ): void {
    const delivery = insertPart.get({
      ...of,
      part: number,
      html: part.html,
      buttons: JSON.stringify(part.buttons),
      replyTo: part.replyTo ?? null,
      silent: part.silent === true ? 1 : 0,
      expiresAt: part.expiresAt ?? null,
      quietFrom: part.quiet?.from ?? null,
      quietUntil: part.quiet?.until ?? null,
    });
    if (!delivery) throw new Error('SQLite returned no delivery');
    const row = { deliveryId: delivery.id, chatId: of.chatId };
    part.storyIds.forEach((storyId, index) => {
      const facts = part.facts?.get(storyId) ?? null;
      const topic = part.topics?.[index] ?? '';
      insertStory.run({ ...row, storyId, reminder: 0, facts, position: before + index + 1, topic });
    });
    for (const storyId of part.reminderIds)
      insertStory.run({ ...row, storyId, reminder: 1, facts: null, position: 0, topic: '' });
  }

  return {
    async create(entries, now) {
      return database
        .transaction(() => {
          const removed = new Set(removedSince.all(now).map((row) => row.story_id));
          return entries.map((entry) => create(entry, removed, now));
        })
        .immediate();
    },
    async announce(notices, now) {
      return database
        .transaction(() => {
          const removed = new Set(removedSince.all(now).map((row) => row.story_id));
          return notices.map((notice) => announce(notice, removed, now));
        })
        .immediate();
    },
  };
}
