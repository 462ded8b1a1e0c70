/** What the bot asked last in each private chat: not everybody answers by a reply. Kept in memory; after a restart only replies are answers. */

/** Chats whose question is remembered. */
const REMEMBERED = 5_000;

export type Questions = {
  /** The bot asked this (HTML). */
  readonly put: (chatId: number, question: string) => void;
  /** What was asked, once: the message after it answers it, or nothing does any more. */
  readonly take: (chatId: number) => string | undefined;
};

/** None is asked yet. */
export function createQuestions(): Questions {
  const asked = new Map<number, string>();
  return {
    put(chatId, question) {
      asked.delete(chatId);
      asked.set(chatId, question);
      for (const oldest of asked.keys()) {
        if (asked.size <= REMEMBERED) break;
        asked.delete(oldest);
      }
    },
    take(chatId) {
      const question = asked.get(chatId);
      asked.delete(chatId);
      return question;
    },
  };
}
