/** Digests in SQLite: what each chat was told, and what it may not have got. */
import type { DigestKind, DigestStore, Unconfirmed } from '../digests/digest.ts';
import type { Database } from './database.ts';
import { digestParts } from './digest-parts.ts';
import { digestWrites } from './digest-writes.ts';
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
    ...digestWrites(database),
    ...noticeReads(database),
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
  };
}
