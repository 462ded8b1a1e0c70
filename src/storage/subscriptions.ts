/** What chats follow. */
import type { ChatStore } from '../subscriptions/chat.ts';
import type { Database } from './database.ts';

type SubscriptionRow = { id: number; topic: string; words: string | null; muted: 0 | 1 };

/** What each method promises stands at ChatStore. */
export function subscriptionStore(
  database: Database,
): Pick<ChatStore, 'subscribe' | 'unsubscribe' | 'subscriptions' | 'changeSubscription'> {
  const subscribe = database.prepare(
    'INSERT OR IGNORE INTO subscriptions (chat_id, topic, since, name, words) VALUES (?, ?, ?, ?, ?)',
  );
  const unsubscribe = database.prepare('DELETE FROM subscriptions WHERE chat_id = ? AND topic = ?');
  const subscriptions = database.prepare<[number], SubscriptionRow>(
    'SELECT id, topic, words, muted FROM subscriptions WHERE chat_id = ? ORDER BY id',
  );
  const changeSubscription = database.prepare(`
    UPDATE subscriptions SET muted = coalesce(@muted, muted), name = coalesce(@name, name)
    WHERE chat_id = @chatId AND topic = @topic`);

  return {
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
  };
}
