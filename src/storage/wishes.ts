/** What chats want less of, or not at all, in SQLite. */
import {
  type HiddenOutlet,
  type Lessened,
  type LessKind,
  lessHours,
  type Wishes,
  type WishStore,
} from '../subscriptions/wishes.ts';
import type { Database } from './database.ts';

type LessenedRow = { id: number; kind: LessKind; subject: string; name: string; hours: number };

/** What each method promises stands at WishStore. */
export function wishStore(database: Database): WishStore {
  const hidden = database.prepare<[string], HiddenOutlet & { chat_id: number }>(`
    SELECT hidden_outlets.chat_id, outlet, name FROM json_each(?) AS wanted
    CROSS JOIN hidden_outlets ON hidden_outlets.chat_id = wanted.value ORDER BY since, outlet`);
  const lessened = database.prepare<[string], LessenedRow & { chat_id: number }>(`
    SELECT lessened.chat_id, lessened.id, kind, subject, name, hours FROM json_each(?) AS wanted
    CROSS JOIN lessened ON lessened.chat_id = wanted.value ORDER BY lessened.id`);
  const hide = database.prepare(`
    INSERT OR IGNORE INTO hidden_outlets (chat_id, outlet, name, since) VALUES (@chatId, @outlet, @name, @now)`);
  const show = database.prepare('DELETE FROM hidden_outlets WHERE chat_id = ? AND outlet = ?');
  const lessen = database.prepare<[Record<string, string | number>], LessenedRow>(`
    INSERT INTO lessened (chat_id, kind, subject, name, hours, since)
    VALUES (@chatId, @kind, @subject, @name, ${lessHours.each}, @now)
    ON CONFLICT (chat_id, kind, subject) DO UPDATE SET hours = min(hours + ${lessHours.each}, ${lessHours.most})
    RETURNING id, kind, subject, name, hours`);
  const restore = database.prepare<[number, number], LessenedRow>(
    'DELETE FROM lessened WHERE chat_id = ? AND id = ? RETURNING id, kind, subject, name, hours',
  );

  return {
    async of(chatIds) {
      const all = new Map<number, { hidden: HiddenOutlet[]; lessened: Lessened[] }>();
      const entry = (chatId: number) => {
        const known = all.get(chatId) ?? { hidden: [], lessened: [] };
        all.set(chatId, known);
        return known;
      };
      const asked = JSON.stringify(chatIds);
      for (const { chat_id, ...outlet } of hidden.all(asked)) entry(chat_id).hidden.push(outlet);
      for (const { chat_id, ...less } of lessened.all(asked)) entry(chat_id).lessened.push(less);
      return all satisfies ReadonlyMap<number, Wishes>;
    },
    async hide(chatId, outlet, now) {
      return hide.run({ chatId, ...outlet, now }).changes === 1;
    },
    async show(chatId, outlet) {
      return show.run(chatId, outlet).changes === 1;
    },
    async lessen(chatId, { kind, subject, name }, now) {
      const row = lessen.get({ chatId, kind, subject, name, now });
      if (row === undefined) throw new Error('SQLite returned no wish');
      return row;
    },
    async restore(chatId, id) {
      return restore.get(chatId, id);
    },
  };
}
