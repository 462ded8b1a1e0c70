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
import type { PrivacyStore } from '../subscriptions/privacy.ts';
import type { QuestionStore } from '../subscriptions/questions.ts';
import type { ReportStore } from '../subscriptions/reports.ts';
import type { WishStore } from '../subscriptions/wishes.ts';
import type { HolderStore } from '../topics/holders.ts';
import { alertStore } from './alerts.ts';
import { articleStore } from './articles.ts';
import { chatStore } from './chats.ts';
import { type Database, explain, openDatabase, type StorageError } from './database.ts';
import { deliveryStore } from './deliveries.ts';
import { digestStore } from './digests.ts';
import { furnitureStore } from './furniture.ts';
import { holderStore } from './holders.ts';
import { operationsStore } from './operations.ts';
import { privacyStore } from './privacy.ts';
import { questionStore } from './questions.ts';
import { removalStore } from './removals.ts';
import { reportStore } from './reports.ts';
import { type RetentionStore, retentionStore } from './retention.ts';
import { sourceStore } from './sources.ts';
import { storyStore } from './stories.ts';
import { wishStore } from './wishes.ts';

export { aloneSummarizing, holdStart, StorageError } from './database.ts';

/** Everything that is kept, a part for each noun. */
export type Store = {
  readonly sources: SourceStore;
  readonly articles: ArticleStore;
  readonly furniture: FurnitureStore;
  readonly holders: HolderStore;
  readonly stories: StoryStore;
  readonly chats: ChatStore;
  readonly wishes: WishStore;
  readonly reports: ReportStore;
  readonly questions: QuestionStore;
  readonly privacy: PrivacyStore;
  readonly digests: DigestStore;
  readonly deliveries: DeliveryStore;
  readonly removals: RemovalStore;
  readonly retention: RetentionStore;
  readonly operations: OperationsStore;
  readonly alerts: AlertStore;
  close(): void;
};

type Explained = { readonly path: string; readonly onDamage: (error: StorageError) => void };

/** The same store, its failures told as StorageError: in one line, with the remedy. */
function explained<Methods extends object>({ path, onDamage }: Explained, methods: Methods): Methods {
  const wrapped = Object.entries(methods).map(([name, method]) => [
    name,
    async (...values: unknown[]) => {
      try {
        return await (method as (...values: unknown[]) => Promise<unknown>)(...values);
      } catch (error) {
        if (!(error instanceof Error && error.name === 'SqliteError')) throw error;
        const told = explain(path, error);
        if (told.damaged) onDamage(told);
        throw told;
      }
    },
  ]);
  return Object.fromEntries(wrapped) as Methods;
}

/**
 * Open the database file, made with its folder when it is missing and brought to the newest schema. `checked` looks
 * through a file of ordinary size for damage first; `onDamage` hears of what only shows later. Throws StorageError for
 * a locked, damaged, newer or unwritable file. Methods return promises, each one transaction.
 */
export function openStore(
  path: string,
  {
    checked = false,
    onDamage = () => undefined,
  }: { readonly checked?: boolean; readonly onDamage?: (error: StorageError) => void } = {},
): Store {
  const database: Database = openDatabase(path, checked);
  const told: Explained = { path, onDamage };
  const sources = sourceStore(database);
  const operations = operationsStore(database, sources);
  return {
    sources: explained(told, sources),
    articles: explained(told, articleStore(database)),
    furniture: explained(told, furnitureStore(database)),
    holders: explained(told, holderStore(database)),
    stories: explained(told, storyStore(database)),
    chats: explained(told, chatStore(database)),
    wishes: explained(told, wishStore(database)),
    reports: explained(told, reportStore(database)),
    questions: explained(told, questionStore(database)),
    privacy: explained(told, privacyStore(database)),
    digests: explained(told, digestStore(database)),
    deliveries: explained(told, deliveryStore(database)),
    removals: explained(told, removalStore(database)),
    retention: explained(told, retentionStore(database)),
    operations: explained(told, operations),
    alerts: explained(told, alertStore(database, operations)),
    close: () => database.close(),
  };
}
