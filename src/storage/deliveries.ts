/** The outbox in SQLite: parts claimed, settled, given up, and counted. */
import type { Delivery, DeliveryState, DeliveryStore, Settlement } from '../delivery/delivery.ts';
import type { ChatKind, ChatSettings } from '../subscriptions/chat.ts';
import { chatMover } from './chat-moves.ts';
import type { Database } from './database.ts';

type DeliveryRow = {
  id: number;
  chat_id: number;
  telegram_id: number;
  thread_id: number;
  kind: ChatKind;
  part: number;
  html: string;
  buttons: string;
  malformed: string | null;
  attempts: number;
  moment_at: number;
  reply_to: number | null;
  silent: 0 | 1;
  rich: 0 | 1;
  language: ChatSettings['language'];
};

/** Longest reason kept of a failure. */
const REASON_LENGTH = 300;

/** No part is put off by more than the hour that retry-after.ts allows: one that waits longer was put off before a clock was set back. */
const LONGEST_WAIT_MS = 3_700_000;

const OPEN = "state IN ('pending', 'sending')";

/** What each method promises stands at DeliveryStore. */
export function deliveryStore(database: Database): DeliveryStore {
  const moveChats = chatMover(database);
  // OPEN stands as the partial indexes say it: beside a plain "state = 'pending'" SQLite does not take them, and reads the whole table.
  // CROSS JOIN keeps the order of reading.
  // A chat's own order holds: nothing goes while an earlier part of the same chat waits or is on its way. What expires overtakes what may
  // wait, and only that: else very many that stand behind their chats' digests would be looked through again and again.
  const waitingFor = (which: string, order: string, before: string) =>
    database.prepare<
      [{ now: number; tooFar: number; except: string; underWay: string; limit: number }],
      DeliveryRow
    >(`
    SELECT deliveries.id, deliveries.chat_id, chats.telegram_id, chats.thread_id, chats.kind,
           deliveries.part, deliveries.html, deliveries.buttons, deliveries.malformed, deliveries.attempts, deliveries.moment_at,
           deliveries.reply_to, deliveries.silent, chats.rich, chats.language
    FROM deliveries CROSS JOIN chats ON chats.id = deliveries.chat_id
    WHERE ${which} AND deliveries.${OPEN} AND deliveries.state = 'pending' AND chats.paused IS NULL
      AND (deliveries.not_before <= @now OR deliveries.not_before > @tooFar)
      AND (deliveries.quiet_from IS NULL OR @now NOT BETWEEN deliveries.quiet_from AND deliveries.quiet_until - 1)
      AND deliveries.id NOT IN (SELECT value FROM json_each(@underWay))
      AND chats.telegram_id NOT IN (SELECT value FROM json_each(@except))
      AND NOT EXISTS (
        SELECT 1 FROM deliveries AS earlier
        WHERE earlier.chat_id = deliveries.chat_id AND earlier.${OPEN} AND ${before}
          AND (earlier.moment_at, earlier.digest_id, earlier.part)
            < (deliveries.moment_at, deliveries.digest_id, deliveries.part))
    ORDER BY ${order}, deliveries.id
    LIMIT @limit`);
  const expiring = waitingFor(
    'deliveries.expires_at IS NOT NULL AND deliveries.expires_at > @now',
    'deliveries.expires_at',
    "(earlier.state = 'sending' OR earlier.expires_at IS NOT NULL)",
  );
  const lasting = waitingFor('deliveries.expires_at IS NULL', 'deliveries.moment_at', 'true');
  // A number is given again once its row is gone: what is taken must be what was read.
  const take = database.prepare<[{ id: number; chatId: number; html: string }]>(`
    UPDATE deliveries SET state = 'sending', attempts = attempts + 1
    WHERE id = @id AND state = 'pending' AND chat_id = @chatId AND html = @html
      AND EXISTS (SELECT 1 FROM chats WHERE chats.id = deliveries.chat_id AND chats.paused IS NULL)`);
  // A message that is settled is read no more: its text, most of the row, goes.
  const sent = database.prepare(`
    UPDATE deliveries SET state = 'sent', message_id = @messageId, settled_at = @now, html = ''
    WHERE id = @id AND state = 'sending'`);
  const end = database.prepare(`
    UPDATE deliveries SET state = @state, reason = @reason, settled_at = @now, html = ''
    WHERE id = @id AND state = 'sending'`);
  // What names something that the operator took out meanwhile never waits again.
  const release = database.prepare(`
    UPDATE deliveries
    SET state = iif(withdrawn = 1, 'cancelled', 'pending'), html = iif(withdrawn = 1, '', html),
        not_before = @notBefore, reason = @reason
    WHERE id = @id AND state = 'sending'`);
  const asPlain = database.prepare(`
    UPDATE deliveries
    SET state = iif(withdrawn = 1, 'cancelled', 'pending'), html = iif(withdrawn = 1, '', html),
        not_before = 0, malformed = @reason
    WHERE id = @id AND state = 'sending'`);
  const interrupted = database.prepare(`
    UPDATE deliveries SET state = 'uncertain', reason = 'interrupted', settled_at = ?, html = ''
    WHERE ${OPEN} AND state = 'sending'`);
  const addressOf = database.prepare<[number], { chat_id: number; telegram_id: number }>(`
    SELECT deliveries.chat_id, chats.telegram_id
    FROM deliveries JOIN chats ON chats.id = deliveries.chat_id
    WHERE deliveries.id = ? AND deliveries.state = 'sending'`);
  // A chat that the reader stopped while its part was on its way stays the reader's.
  const pause = database.prepare(
    'UPDATE chats SET paused = ?, next_digest_at = NULL WHERE id = ? AND paused IS NULL',
  );
  // A part that is just being sent elsewhere is left to its own answer.
  const cancelOfChat = database.prepare(`
    UPDATE deliveries SET state = 'cancelled', reason = @reason, settled_at = @now, html = ''
    WHERE chat_id = @chatId AND ${OPEN} AND (state = 'pending' OR id = @id)`);
  const cancelStale = database.prepare<[number, number], { digest_id: number }>(`
    UPDATE deliveries SET state = 'cancelled', reason = 'older than 12 hours', settled_at = ?, html = ''
    WHERE ${OPEN} AND state = 'pending' AND moment_at < ?
    RETURNING digest_id`);
  const cancelExpired = database.prepare<[number, number]>(`
    UPDATE deliveries SET state = 'cancelled', reason = 'too late to be sent at once', settled_at = ?, html = ''
    WHERE expires_at IS NOT NULL AND ${OPEN} AND state = 'pending' AND expires_at <= ?`);
  const counts = database.prepare<[], { state: DeliveryState; deliveries: number }>(
    'SELECT state, count(*) AS deliveries FROM deliveries GROUP BY state',
  );

  function toDelivery(row: DeliveryRow): Delivery {
    return {
      id: row.id,
      chatId: row.chat_id,
      telegramId: row.telegram_id,
      threadId: row.thread_id,
      chatKind: row.kind,
      part: row.part,
      message: {
        html: row.html,
        buttons: JSON.parse(row.buttons) as Delivery['message']['buttons'],
        replyTo: row.reply_to ?? undefined,
        silent: row.silent === 1,
        ...(row.rich === 1 ? { rich: true } : {}),
        ...(row.language === 'en' ? { leftToRight: true } : {}),
      },
      plain: row.malformed !== null,
      attempts: row.attempts,
      momentAt: row.moment_at,
    };
  }

  function settle(settlement: Settlement, now: number): void {
    const { id } = settlement;
    switch (settlement.kind) {
      case 'sent':
        sent.run({ id, messageId: settlement.messageId, now });
        return;
      case 'uncertain':
      case 'refused':
        end.run({ id, state: settlement.kind, reason: settlement.reason.slice(0, REASON_LENGTH), now });
        return;
      case 'waiting':
        release.run({
          id,
          notBefore: settlement.notBefore,
          reason: settlement.reason.slice(0, REASON_LENGTH),
        });
        return;
      case 'malformed':
        asPlain.run({ id, reason: settlement.reason.slice(0, REASON_LENGTH) });
        return;
      case 'unreachable': {
        const address = addressOf.get(id);
        if (!address) return;
        pause.run(settlement.paused, address.chat_id);
        cancelOfChat.run({
          id,
          chatId: address.chat_id,
          reason: settlement.reason.slice(0, REASON_LENGTH),
          now,
        });
        return;
      }
      case 'migrated': {
        const address = addressOf.get(id);
        if (!address) return;
        release.run({ id, notBefore: 0, reason: 'the group has a new number' });
        moveChats(address.telegram_id, settlement.toTelegramId);
      }
    }
  }

  return {
    async waiting(now, { limit, except, underWay }) {
      const asked = {
        now,
        tooFar: now + LONGEST_WAIT_MS,
        limit,
        except: JSON.stringify(except),
        underWay: JSON.stringify(underWay),
      };
      const first = expiring.all(asked);
      const chats = new Set(first.map((row) => row.chat_id));
      const rest = first.length < limit ? lasting.all({ ...asked, limit: limit - first.length }) : [];
      return [...first, ...rest.filter((row) => !chats.has(row.chat_id))].map(toDelivery);
    },
    async claim(parts) {
      return database
        .transaction(() => {
          const taken = parts.filter(
            ({ id, chatId, message }) => take.run({ id, chatId, html: message.html }).changes > 0,
          );
          return new Set(taken.map(({ id }) => id));
        })
        .immediate();
    },
    async settle(settlements, now) {
      database
        .transaction(() => {
          for (const settlement of settlements) settle(settlement, now);
        })
        .immediate();
    },
    async settleInterrupted(now) {
      return interrupted.run(now).changes;
    },
    async cancelStale(momentBefore, now) {
      return new Set(cancelStale.all(now, momentBefore).map((row) => row.digest_id)).size;
    },
    async cancelExpired(now) {
      return cancelExpired.run(now, now).changes;
    },
    async counts() {
      const all: Record<DeliveryState, number> = {
        pending: 0,
        sending: 0,
        sent: 0,
        uncertain: 0,
        refused: 0,
        cancelled: 0,
      };
      for (const row of counts.all()) all[row.state] = row.deliveries;
      return all;
    },
  };
}
