/** Chats in SQLite: at which address they are, their settings, and who sets a channel up. */
import type { ChatStore } from '../subscriptions/chat.ts';
import { chatMover } from './chat-moves.ts';
import { type ChatRow, chatReader, settingsOf } from './chat-rows.ts';
import { chatSchedules } from './chat-schedules.ts';
import type { Database } from './database.ts';
import { subscriptionStore } from './subscriptions.ts';
import { updateLog } from './updates.ts';

/** What each method promises stands at ChatStore. */
export function chatStore(database: Database): ChatStore {
  const toChat = chatReader(database);
  const moveChats = chatMover(database);
  const open = database.prepare(`
    INSERT INTO chats (telegram_id, thread_id, kind, title, since, silent)
    VALUES (@telegramId, @threadId, @kind, @title, @now, iif(@kind = 'channel', 'night', 'never'))
    ON CONFLICT (telegram_id, thread_id) DO UPDATE SET title = excluded.title, kind = excluded.kind`);
  const find = database.prepare<[number, number], ChatRow>(
    'SELECT * FROM chats WHERE telegram_id = ? AND thread_id = ?',
  );
  const byId = database.prepare<[number], ChatRow>('SELECT * FROM chats WHERE id = ?');
  const byIds = database.prepare<[string], ChatRow>(
    'SELECT * FROM chats WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id',
  );
  const wantingBreaking = database.prepare<[number, number], ChatRow>(`
    SELECT * FROM chats WHERE breaking <> 'off' AND paused IS NULL AND id > ? ORDER BY id LIMIT ?`);
  const ofTelegram = database.prepare<[number], ChatRow>(
    'SELECT * FROM chats WHERE telegram_id = ? ORDER BY id',
  );
  const movedTo = database.prepare<[number], { telegram_id: number }>(
    'SELECT telegram_id FROM chats WHERE former_id = ?',
  );
  const setSettings = database.prepare(`
    UPDATE chats SET
      language = @language, preset = @preset, digits = @digits, hijri = @hijri, silent = @silent, breaking = @breaking, rich = @rich,
      footer = @footer, hashtags = @hashtags, ramadan_offered = @ramadanOffered,
      ramadan_returned = @ramadanReturned
    WHERE id = @chatId`);
  const keep = database.prepare(`
    INSERT INTO keepers (chat_id, person_id, told) VALUES (@chatId, @personId, @told)
    ON CONFLICT (chat_id, person_id) DO UPDATE SET told = max(told, excluded.told)`);
  const unkeep = database.prepare('DELETE FROM keepers WHERE chat_id = ? AND person_id = ?');
  const keptBy = database.prepare<[number], ChatRow & { told: 0 | 1 }>(`
    SELECT chats.*, keepers.told FROM keepers JOIN chats ON chats.id = keepers.chat_id
    WHERE person_id = ? ORDER BY keepers.rowid DESC`);

  return {
    ...subscriptionStore(database),
    ...chatSchedules(database),
    ...updateLog(database),
    async open(address, about, now) {
      return database
        .transaction(() => {
          open.run({ ...address, kind: about.kind, title: about.title ?? null, now });
          const row = find.get(address.telegramId, address.threadId);
          if (!row) throw new Error('SQLite returned no chat');
          return toChat(row);
        })
        .immediate();
    },
    async find(address) {
      const row = find.get(address.telegramId, address.threadId);
      return row && toChat(row);
    },
    async byId(id) {
      const row = byId.get(id);
      return row && toChat(row);
    },
    async byIds(ids) {
      return byIds.all(JSON.stringify(ids)).map(toChat);
    },
    async wantingBreaking(after, limit) {
      return wantingBreaking.all(after, limit).map(toChat);
    },
    async ofTelegram(telegramId) {
      return ofTelegram.all(telegramId).map(toChat);
    },
    async keep(chatId, personId, told) {
      keep.run({ chatId, personId, told: told ? 1 : 0 });
    },
    async unkeep(chatId, personId) {
      unkeep.run(chatId, personId);
    },
    async keptBy(personId) {
      return keptBy.all(personId).map((row) => ({ chat: toChat(row), told: row.told === 1 }));
    },
    async setSettings(chatId, change) {
      database
        .transaction(() => {
          const row = byId.get(chatId);
          if (!row) return;
          const settings = { ...settingsOf(row), ...change };
          setSettings.run({
            chatId,
            ...settings,
            hijri: settings.hijri ? 1 : 0,
            rich: settings.rich ? 1 : 0,
            footer: settings.footer ?? null,
            hashtags: settings.hashtags ? 1 : 0,
            ramadanOffered: settings.ramadanOffered ?? null,
            ramadanReturned: settings.ramadanReturned ?? null,
          });
        })
        .immediate();
    },
    async movedTo(telegramId) {
      return movedTo.get(telegramId)?.telegram_id;
    },
    async migrate(fromTelegramId, toTelegramId) {
      database.transaction(() => moveChats(fromTelegramId, toTelegramId)).immediate();
    },
  };
}
