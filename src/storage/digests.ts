/** Digests in SQLite: written with their parts in one transaction, and what each chat was told. */
import type {
  DigestEntry,
  DigestKind,
  DigestStore,
  DigestWritten,
  OutboxPart,
  Unconfirmed,
} from '../digests/digest.ts';
import type { NoticeEntry, NoticeWritten } from '../digests/notice.ts';
import type { Database } from './database.ts';
import { digestParts } from './digest-parts.ts';
import { LIVE, noticeReads } from './notices.ts';

/** What each method promises stands at DigestStore. */
export function digestStore(database: Database): DigestStore {
  const merged = database.prepare<[number], { id: number; merged_into: number }>(
    'SELECT id, merged_into FROM stories WHERE merged_into >= ?',
  );
  const told = database.prepare<
    [{ chats: string; fromStoryId: number }],
    { chat_id: number; story_id: number }
  >(`
    SELECT delivery_stories.chat_id, delivery_stories.story_id
    FROM json_each(@chats) AS wanted
    CROSS JOIN delivery_stories
      ON delivery_stories.chat_id = wanted.value AND delivery_stories.story_id >= @fromStoryId
    JOIN deliveries ON deliveries.id = delivery_stories.delivery_id
    WHERE delivery_stories.reminder = 0 AND deliveries.state IN ${LIVE}`);
  const unconfirmed = database.prepare<
    [string],
    { chat_id: number; story_id: number; local_date: string; local_time: string; kind: DigestKind }
  >(`
    SELECT deliveries.chat_id, coalesce(story.merged_into, story.id) AS story_id, digests.local_date, digests.local_time,
           digests.kind
    FROM json_each(?) AS wanted
    CROSS JOIN deliveries ON deliveries.chat_id = wanted.value AND deliveries.state = 'uncertain'
    JOIN digests ON digests.id = deliveries.digest_id
    JOIN delivery_stories AS told ON told.delivery_id = deliveries.id AND told.reminder = 0
    JOIN stories AS story ON story.id = told.story_id
    WHERE NOT EXISTS (
      SELECT 1 FROM delivery_stories AS again JOIN deliveries AS later ON later.id = again.delivery_id
      WHERE again.chat_id = deliveries.chat_id
        AND again.story_id IN (
          SELECT coalesce(story.merged_into, story.id)
          UNION ALL SELECT id FROM stories WHERE merged_into = coalesce(story.merged_into, story.id))
        -- What merged into one with it may have arrived for certain.
        AND CASE again.reminder WHEN 1 THEN later.state IN ${LIVE} ELSE later.state = 'sent' END)
    ORDER BY deliveries.moment_at, deliveries.id, story_id`);
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

  /** Stories that lost an article since `now`, when these digests began to be made. */
  const removedSince = database.prepare<[number], { story_id: number }>(
    'SELECT story_id FROM removed_stories WHERE removed_at >= ?',
  );

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

  const toldNow = database.prepare<[{ chatId: number; stories: string }], { delivery_id: number }>(`
    SELECT told.delivery_id
    FROM delivery_stories AS told JOIN deliveries ON deliveries.id = told.delivery_id
    WHERE told.chat_id = @chatId AND told.story_id IN (SELECT value FROM json_each(@stories)) AND told.reminder = 0
      AND deliveries.state IN ${LIVE}
    LIMIT 1`);

  /** Another job may have told a story of it since it was made; what answers a message tells it again on purpose. */
  function isToldAgain(chatId: number, part: OutboxPart): boolean {
    if (part.replyTo !== undefined || part.storyIds.length === 0) return false;
    return toldNow.get({ chatId, stories: JSON.stringify(part.storyIds) }) !== undefined;
  }

  const reachable = database.prepare<[number], { id: number }>(
    'SELECT id FROM chats WHERE id = ? AND paused IS NULL',
  );
  // What was given up or withdrawn stands in the way of nothing.
  const clear = database.prepare<[Record<string, string | number>]>(`
    DELETE FROM digests
    WHERE chat_id = @chatId AND local_date = @localDate AND local_time = @localTime AND kind = 'denial'
      AND NOT EXISTS (SELECT 1 FROM deliveries WHERE digest_id = digests.id AND state <> 'cancelled')`);

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

  const last = database.prepare<
    [number],
    { id: number; local_date: string; local_time: string; moment_at: number; created_at: number }
  >(`
    SELECT digests.id, local_date, local_time, digests.moment_at, created_at
    FROM deliveries JOIN digests ON digests.id = deliveries.digest_id
    WHERE deliveries.chat_id = ? AND deliveries.state IN ${LIVE} AND digests.kind = 'digest'
    ORDER BY digests.moment_at DESC, digests.id DESC LIMIT 1`);
  const itemsBy = database.prepare<
    [{ chatId: number; until: number }],
    { digest_id: number; story_id: number; topic: string }
  >(`
    SELECT deliveries.digest_id, coalesce(stories.merged_into, stories.id) AS story_id, told.topic
    FROM deliveries
    JOIN digests ON digests.id = deliveries.digest_id AND digests.created_at <= @until
    JOIN delivery_stories AS told ON told.delivery_id = deliveries.id AND told.reminder = 0
    JOIN stories ON stories.id = told.story_id
    WHERE deliveries.chat_id = @chatId AND deliveries.state IN ${LIVE}
    ORDER BY deliveries.part, told.position, told.story_id`);
  const toldAs = database.prepare<
    [{ chatId: number; storyId: number }],
    { kind: DigestKind; topic: string }
  >(`
    SELECT digests.kind, told.topic
    FROM delivery_stories AS told
    JOIN deliveries ON deliveries.id = told.delivery_id AND deliveries.state IN ${LIVE}
    JOIN digests ON digests.id = deliveries.digest_id
    WHERE told.chat_id = @chatId AND told.reminder = 0
      AND told.story_id IN (SELECT @storyId UNION ALL SELECT id FROM stories WHERE merged_into = @storyId)
    ORDER BY deliveries.moment_at, deliveries.id LIMIT 1`);

  return {
    ...digestParts(database),
    ...noticeReads(database),
    async announce(notices, now) {
      return database
        .transaction(() => {
          const removed = new Set(removedSince.all(now).map((row) => row.story_id));
          return notices.map((notice) => announce(notice, removed, now));
        })
        .immediate();
    },
    async last(chatId) {
      const digest = last.get(chatId);
      if (digest === undefined) return undefined;
      const rows = itemsBy.all({ chatId, until: digest.created_at });
      const own = rows.filter(({ digest_id }) => digest_id === digest.id);
      const items = new Map(own.map(({ story_id, topic }) => [story_id, topic]));
      return {
        moment: { at: digest.moment_at, localDate: digest.local_date, localTime: digest.local_time },
        createdAt: digest.created_at,
        items: [...items].map(([storyId, topic]) => ({ storyId, topic })),
        toldBefore: new Set(rows.flatMap((row) => (row.digest_id === digest.id ? [] : [row.story_id]))),
      };
    },
    async toldAs(chatId, storyId) {
      return toldAs.get({ chatId, storyId });
    },
    async told(chatIds, fromStoryId) {
      const ofChat = new Map<number, Set<number>>();
      const into = new Map(merged.all(fromStoryId).map((row) => [row.id, row.merged_into]));
      const from = [...into.keys()].reduce((least, id) => Math.min(least, id), fromStoryId);
      for (const row of told.all({ chats: JSON.stringify(chatIds), fromStoryId: from })) {
        const storyId = into.get(row.story_id) ?? row.story_id;
        if (storyId < fromStoryId) continue;
        const stories = ofChat.get(row.chat_id) ?? new Set();
        ofChat.set(row.chat_id, stories.add(storyId));
      }
      return ofChat;
    },
    async unconfirmed(chatIds) {
      const ofChat = new Map<number, Unconfirmed[]>();
      for (const row of unconfirmed.all(JSON.stringify(chatIds))) {
        const stories = ofChat.get(row.chat_id) ?? [];
        if (stories.some((story) => story.storyId === row.story_id)) continue;
        stories.push({
          storyId: row.story_id,
          localDate: row.local_date,
          localTime: row.local_time,
          ...(row.kind === 'digest' ? {} : { kind: row.kind }),
        });
        ofChat.set(row.chat_id, stories);
      }
      return ofChat;
    },
    async create(entries, now) {
      return database
        .transaction(() => {
          const removed = new Set(removedSince.all(now).map((row) => row.story_id));
          return entries.map((entry) => create(entry, removed, now));
        })
        .immediate();
    },
  };
}
