/** The command menu of one chat: in its language, where that is not the one that all chats have theirs in. */
import type { Api } from 'grammy';
import type { Log } from '../log.ts';
import type { ChatAddress, ChatKind, ChatSettings } from '../subscriptions/chat.ts';
import { whyFailed } from './connection.ts';
import { type MenuScope, menuOf } from './introduce.ts';

/** Its scopes, each with that of the menu it stands in place of. Channels have no menu. */
const SCOPES: Readonly<Record<ChatKind, readonly (readonly ['chat' | 'chat_administrators', MenuScope])[]>> =
  {
    private: [['chat', 'default']],
    group: [
      ['chat', 'all_group_chats'],
      ['chat_administrators', 'all_chat_administrators'],
    ],
    channel: [],
  };

/**
 * Shows the chat's menu in this language, or for Arabic that of all chats again. A thread's language is not its group's: nothing changes.
 * What Telegram refuses is written down: the menu is a help beside the answers, which speak the language all the same.
 */
export async function showMenu(
  api: Api,
  chat: Pick<ChatAddress, 'telegramId' | 'threadId'> & { readonly kind: ChatKind },
  language: ChatSettings['language'],
  log: Log,
): Promise<void> {
  if (chat.threadId !== 0) return;
  for (const [type, like] of SCOPES[chat.kind]) {
    const scope = { type, chat_id: chat.telegramId };
    try {
      if (language === 'ar') await api.deleteMyCommands({ scope });
      else await api.setMyCommands(menuOf(language, like), { scope });
    } catch (error) {
      log.warn('a chat’s command menu was not changed', { chat: chat.telegramId, reason: whyFailed(error) });
    }
  }
}
