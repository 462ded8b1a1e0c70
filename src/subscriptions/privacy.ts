/** What is kept of a chat: to be taken along, and to be forgotten. */

/** Rows by table, each column under its own name, times as ISO 8601; `leftOut` counts older rows of tables that hold very many. */
export type ChatRecord = {
  readonly tables: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  readonly leftOut: Readonly<Record<string, number>>;
};

export interface PrivacyStore {
  /** Everything that is kept of the chat; undefined when there is no such chat. */
  record(chatId: number): Promise<ChatRecord | undefined>;
  /** Let go of all of it in one transaction, messages that wait among it; of its reports only that they were its own. False when
   * there is no such chat. */
  forget(chatId: number): Promise<boolean>;
}
