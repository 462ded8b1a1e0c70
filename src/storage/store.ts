/** The only door to SQLite: every store over one database file. */
import type { DeliveryStore } from '../delivery/delivery.ts';
import type { DigestStore } from '../digests/digest.ts';
import type { ArticleStore } from '../news/article.ts';
import type { FurnitureStore } from '../news/repeated.ts';
import type { SourceStore } from '../news/source.ts';
import type { AlertStore } from '../operator/alerts.ts';
import type { OperationsStore } from '../operator/operations.ts';
import type { RemovalStore } from '../operator/removal.ts';
import type { StoryStore } from '../stories/story.ts';
import type { ChatStore } from '../subscriptions/chat.ts';
import type { HolderStore } from '../topics/holders.ts';
import { alertStore } from './alerts.ts';
import { articleStore } from './articles.ts';
import { chatStore } from './chats.ts';
import { type Database, explain, openDatabase } from './database.ts';
import { deliveryStore } from './deliveries.ts';
import { digestStore } from './digests.ts';
import { furnitureStore } from './furniture.ts';
import { holderStore } from './holders.ts';
import { operationsStore } from './operations.ts';
import { removalStore } from './removals.ts';
import { type RetentionStore, retentionStore } from './retention.ts';
import { sourceStore } from './sources.ts';
import { storyStore } from './stories.ts';

export { aloneSummarizing, holdStart, StorageError } from './database.ts';

export type Store = {
  readonly sources: SourceStore;
  readonly articles: ArticleStore;
  readonly furniture: FurnitureStore;
  readonly holders: HolderStore;
  readonly stories: StoryStore;
  readonly chats: ChatStore;
  readonly digests: DigestStore;
  readonly deliveries: DeliveryStore;
  readonly removals: RemovalStore;
  readonly retention: RetentionStore;
  readonly operations: OperationsStore;
  readonly alerts: AlertStore;
  close(): void;
};

/** The same store, its failures told as StorageError: in one line, with the remedy. */
function explained<Methods extends object>(path: string, methods: Methods): Methods {
  const wrapped = Object.entries(methods).map(([name, method]) => [
    name,
    async (...values: unknown[]) => {
      try {
        return await (method as (...values: unknown[]) => Promise<unknown>)(...values);
      } catch (error) {
        throw error instanceof Error && error.name === 'SqliteError' ? explain(path, error) : error;
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Methods;
}

/**
 * Open the database file, made with its folder when it is missing and brought to the newest schema. `checked` looks
 * through a file of ordinary size for damage first. Throws StorageError for a locked, damaged, newer or unwritable
 * file. Methods return promises, each one transaction.
 */
export function openStore(path: string, { checked = false }: { readonly checked?: boolean } = {}): Store {
  const database: Database = openDatabase(path, checked);
  const sources = sourceStore(database);
  const operations = operationsStore(database, sources);
  return {
    sources: explained(path, sources),
    articles: explained(path, articleStore(database)),
    furniture: explained(path, furnitureStore(database)),
    holders: explained(path, holderStore(database)),
    stories: explained(path, storyStore(database)),
    chats: explained(path, chatStore(database)),
    digests: explained(path, digestStore(database)),
    deliveries: explained(path, deliveryStore(database)),
    removals: explained(path, removalStore(database)),
    retention: explained(path, retentionStore(database)),
    operations: explained(path, operations),
    alerts: explained(path, alertStore(database, operations)),
    close: () => database.close(),
  };
}
