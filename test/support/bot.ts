/** The bot over a store, as tests and benches start it. */
import type { Bot } from 'grammy';
import type { Store } from '../../src/storage/store.ts';
import { type BotOptions, createBot } from '../../src/telegram/bot.ts';
import { TEST_TOKEN } from './bot-api.ts';

/** A bot with the default zone of the tests, without operators and without digests of its own, but where `about` says otherwise. */
export function botOver(
  store: Store,
  about: Pick<BotOptions, 'apiRoot' | 'now' | 'log'> & Partial<BotOptions>,
): Bot {
  return createBot({
    ...store,
    token: TEST_TOKEN,
    previewDigest: async () => undefined,
    firstDigest: async () => undefined,
    keptDays: 30,
    defaultZone: 'Asia/Riyadh',
    adminIds: [],
    ...about,
  });
}
