/** What chats were told and pushed, in SQLite, for what answers it. */
import type { DigestKind, DigestStore } from '../digests/digest.ts';
import type { Push, Telling } from '../digests/notice.ts';
import { DAY } from '../durations.ts';
import type { Database } from './database.ts';

/** States of parts that told, may have told, or will: what became of the others told nobody. */
export const LIVE = "('pending', 'sending', 'sent', 'uncertain')";

type TellingRow = {
  chat_id: number;
  story_id: number;
  message_id: number | null;
  state: string;
  moment_at: number;
  kind: DigestKind;
  facts: string | null;
};

/** What each method promises stands at DigestStore. */
export function noticeReads(
  database: Database,
): Pick<DigestStore, 'tellings' | 'toldOf' | 'pushes' | 'uncertainAlone'> {
  const merged = database.prepare<[string], { id: number; merged_into: number }>(
    'SELECT id, merged_into FROM stories WHERE merged_into IN (SELECT value FROM json_each(?))',
  );
  // The sign keeps SQLite from seeking each of very many stories for each chat: what a chat was told lately is little.
  const tellings = database.prepare<[{ chats: string; stories: string; from: number }], TellingRow>(`
    SELECT told.chat_id, told.story_id, deliveries.message_id, deliveries.state, deliveries.moment_at, digests.kind, told.facts
    FROM json_each(@chats) AS wanted
    CROSS JOIN delivery_stories AS told
      ON told.chat_id = wanted.value AND told.story_id >= @from
        AND +told.story_id IN (SELECT value FROM json_each(@stories)) AND told.reminder = 0
    CROSS JOIN deliveries ON deliveries.id = told.delivery_id AND deliveries.state IN ${LIVE}
    JOIN digests ON digests.id = deliveries.digest_id
    ORDER BY deliveries.id`);
  // Each story by itself: the rows of one come in the order that is asked for.
  const toldOf = database.prepare<[{ storyId: number; after: number; limit: number }], { chat_id: number }>(`
    SELECT DISTINCT told.chat_id
    FROM delivery_stories AS told CROSS JOIN deliveries ON deliveries.id = told.delivery_id AND deliveries.state IN ${LIVE}
    WHERE told.story_id = @storyId AND told.chat_id > @after AND told.reminder = 0
    ORDER BY told.chat_id LIMIT @limit`);
  const pushes = database.prepare<
    [{ chats: string; since: number; date: string }],
    { chat_id: number; kind: DigestKind; moment_at: number; stories: string }
  >(`
    SELECT digests.chat_id, digests.kind, digests.moment_at, json_group_array(told.story_id) AS stories
    FROM json_each(@chats) AS wanted
    CROSS JOIN digests ON digests.chat_id = wanted.value AND digests.local_date >= @date
      AND digests.kind <> 'digest' AND digests.moment_at >= @since
    JOIN deliveries ON deliveries.digest_id = digests.id AND deliveries.state IN ${LIVE}
    JOIN delivery_stories AS told ON told.delivery_id = deliveries.id AND told.reminder = 0
    GROUP BY digests.id ORDER BY digests.moment_at`);
  const uncertainAlone = database.prepare<
    [{ from: number; until: number; alone: number; after: number; limit: number }],
    { chat_id: number }
  >(`
    SELECT DISTINCT deliveries.chat_id
    FROM deliveries CROSS JOIN chats ON chats.id = deliveries.chat_id
    WHERE deliveries.state = 'uncertain' AND deliveries.chat_id > @after AND deliveries.moment_at BETWEEN @from AND @until
      AND coalesce(chats.next_digest_at, @alone) >= @alone AND chats.paused IS NULL AND chats.breaking <> 'off'
    ORDER BY deliveries.chat_id LIMIT @limit`);

  return {
    async uncertainAlone(span, after, limit) {
      return uncertainAlone.all({ ...span, after, limit }).map((row) => row.chat_id);
    },
    async tellings(chatIds, storyIds) {
      const ofChat = new Map<number, Map<number, Telling>>();
      const into = new Map(merged.all(JSON.stringify(storyIds)).map((row) => [row.id, row.merged_into]));
      const all = [...storyIds, ...into.keys()];
      const from = all.reduce((least, id) => Math.min(least, id), Number.MAX_SAFE_INTEGER);
      const rows = tellings.all({ chats: JSON.stringify(chatIds), stories: JSON.stringify(all), from });
      for (const row of rows) {
        const storyId = into.get(row.story_id) ?? row.story_id;
        const known = ofChat.get(row.chat_id) ?? new Map<number, Telling>();
        // What was made last tells what the chat knows: a late digest bears an earlier moment than the alert before it.
        known.delete(storyId);
        known.set(storyId, {
          storyId,
          kind: row.kind,
          at: row.moment_at,
          // Below zero it is of another chat's numbering: see chats.ts.
          messageId: row.message_id !== null && row.message_id > 0 ? row.message_id : undefined,
          isWaiting: row.state === 'pending' || row.state === 'sending',
          facts: row.facts ?? undefined,
        });
        ofChat.set(row.chat_id, known);
      }
      return new Map([...ofChat].map(([chatId, known]) => [chatId, [...known.values()]]));
    },
    async toldOf(storyId, after, limit) {
      const ids = [storyId, ...merged.all(JSON.stringify([storyId])).map((row) => row.id)];
      const found = ids.flatMap((id) => toldOf.all({ storyId: id, after, limit }).map((row) => row.chat_id));
      return [...new Set(found)].sort((one, other) => one - other).slice(0, limit);
    },
    async pushes(chatIds, since) {
      const ofChat = new Map<number, Push[]>();
      // No local date is further behind than this.
      const date = new Date(since - DAY).toISOString().slice(0, 10);
      for (const row of pushes.all({ chats: JSON.stringify(chatIds), since, date })) {
        const known = ofChat.get(row.chat_id) ?? [];
        known.push({ kind: row.kind, at: row.moment_at, storyIds: JSON.parse(row.stories) as number[] });
        ofChat.set(row.chat_id, known);
      }
      return ofChat;
    },
  };
}
