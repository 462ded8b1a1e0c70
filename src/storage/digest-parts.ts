/** What a digest's part was made of, read again after it was sent. */
import type { SentPart } from '../digests/again.ts';
import type { DigestKind, DigestStore } from '../digests/digest.ts';
import type { Database } from './database.ts';

type PartRow = { id: number; digest_id: number; moment_at: number; parts: number };
type ItemRow = { story_id: number; topic: string; position: number; part: number };
type ReminderRow = { story_id: number; local_date: string; local_time: string; kind: DigestKind };

/** What the method promises stands at DigestStore. */
export function digestParts(database: Database): Pick<DigestStore, 'part'> {
  // Whatever came of the send, who taps has the message.
  const partOf = database.prepare<
    [{ chatId: number; localDate: string; localTime: string; part: number }],
    PartRow
  >(`
    SELECT deliveries.id, digests.id AS digest_id, digests.moment_at,
           (SELECT max(part) FROM deliveries WHERE digest_id = digests.id) AS parts
    FROM digests JOIN deliveries ON deliveries.digest_id = digests.id AND deliveries.part = @part
    WHERE digests.chat_id = @chatId AND digests.local_date = @localDate AND digests.local_time = @localTime`);
  const itemsOf = database.prepare<[number], ItemRow>(`
    SELECT coalesce(stories.merged_into, stories.id) AS story_id, told.topic, told.position, deliveries.part
    FROM deliveries
    JOIN delivery_stories AS told ON told.delivery_id = deliveries.id AND told.reminder = 0
    JOIN stories ON stories.id = told.story_id
    WHERE deliveries.digest_id = ?
    ORDER BY deliveries.part, told.position, told.story_id`);
  // A reminder names the digest that may not have arrived: the one in which its story stood.
  const remindersOf = database.prepare<[number], ReminderRow>(`
    SELECT coalesce(stories.merged_into, stories.id) AS story_id, digests.local_date, digests.local_time, digests.kind
    FROM delivery_stories AS again
    JOIN stories ON stories.id = again.story_id
    JOIN digests ON digests.id = (
      SELECT deliveries.digest_id
      FROM delivery_stories AS told JOIN deliveries ON deliveries.id = told.delivery_id
      WHERE told.chat_id = again.chat_id AND told.reminder = 0 AND deliveries.state = 'uncertain'
        AND told.story_id IN (SELECT again.story_id UNION ALL SELECT id FROM stories WHERE merged_into = again.story_id)
      ORDER BY deliveries.id LIMIT 1)
    WHERE again.delivery_id = ? AND again.reminder = 1
    ORDER BY digests.moment_at, again.story_id`);

  /** Each story once, under its first number; a digest from before numbers were kept has them by its order. */
  function numbered(rows: readonly ItemRow[]): SentPart['items'] {
    const own = rows.some(({ position }) => position > 0)
      ? rows.filter(({ position }) => position > 0)
      : rows;
    const once = new Map<number, ItemRow>();
    for (const row of own) if (!once.has(row.story_id)) once.set(row.story_id, row);
    return [...once.values()].map(({ story_id, topic, position, part }, index) => ({
      storyId: story_id,
      topic,
      number: position > 0 ? position : index + 1,
      part,
    }));
  }

  return {
    async part(chatId, { localDate, localTime, part }) {
      const row = partOf.get({ chatId, localDate, localTime, part });
      if (row === undefined) return undefined;
      return {
        momentAt: row.moment_at,
        parts: row.parts,
        items: numbered(itemsOf.all(row.digest_id)),
        reminders: remindersOf.all(row.id).map(({ story_id, local_date, local_time, kind }) => ({
          storyId: story_id,
          localDate: local_date,
          localTime: local_time,
          ...(kind === 'digest' ? {} : { kind }),
        })),
      };
    },
  };
}
