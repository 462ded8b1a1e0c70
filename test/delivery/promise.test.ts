import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deliverDue } from '../../src/delivery/deliver.ts';
import type { SendOutcome } from '../../src/delivery/delivery.ts';
import { composeDue } from '../../src/digests/compose.ts';
import {
  addChat,
  addStory,
  chatServer,
  HOUR,
  listeningLog,
  NINE,
  patientClock,
  renderPlainly,
  testStore,
  ZONE,
} from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const EVENING = NINE + 11 * HOUR;
const CHATS = [1, 2, 3, -4, -5];

/** What one attempt comes to. `lost`: it arrived, though nobody learns it. */
const fault = fc.oneof(
  { weight: 6, arbitrary: fc.constant('sent' as const) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('lost', 'dropped', 'flood', 'later', 'refused', 'migrated', 'stop'),
  },
);

type Fault = 'sent' | 'lost' | 'dropped' | 'flood' | 'later' | 'refused' | 'migrated' | 'stop';

function outcomeOf(kind: Fault, to: number): SendOutcome {
  switch (kind) {
    case 'lost':
    case 'dropped':
      return { kind: 'uncertain', reason: kind };
    case 'flood':
      return { kind: 'tooMany', afterMs: 3_000, reason: kind };
    case 'later':
      return { kind: 'retry', afterMs: 500, everyone: false, reason: kind };
    case 'refused':
      return { kind: 'refused', reason: kind };
    case 'migrated':
      return to < 0 && to > -100
        ? { kind: 'migrated', toTelegramId: to - 100_000 }
        : { kind: 'sent', messageId: 1 };
    default:
      return { kind: 'sent', messageId: 1 };
  }
}

test('whatever happens, no part arrives twice and no story is lost', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fault, { minLength: 80, maxLength: 80 }), async (faults) => {
      const path = join(temporaryFolder(), 'mujaz.db');
      const store = testStore(path);
      for (const telegramId of CHATS) await addChat(store, { telegramId, topics: ['iran'] }, NINE);
      const clock = patientClock(EVENING);
      const log = listeningLog();
      const arrived: string[] = [];
      let stop = new AbortController();
      let next = 0;
      // The last moment is without faults, so that all that is owed can come.
      let calm = false;
      const server = chatServer(clock, ({ to, html }) => {
        const kind = calm ? 'sent' : (faults[next % faults.length] ?? 'sent');
        next += 1;
        if (kind === 'stop') stop.abort();
        const outcome = outcomeOf(kind, to);
        if (outcome.kind === 'sent' || kind === 'lost') arrived.push(`${to % 100_000} ${html}`);
        return outcome;
      });
      for (let moment = 0; moment < 3; moment += 1) {
        clock.now = EVENING + moment * 12 * HOUR;
        calm = moment === 2;
        for (let i = 1; i <= 2 && !calm; i += 1)
          await addStory(store, {
            headline: `خبر ${moment}.${i}`,
            topics: ['iran'],
            publishedAt: clock.now - i,
          });
        const deps = { ...store, render: renderPlainly, defaultZone: ZONE, log };
        await composeDue(deps, clock.now, new AbortController().signal);
        // A stop ends a run; the next start goes on.
        for (let start = 0; start < 6; start += 1) {
          stop = new AbortController();
          await deliverDue(
            { deliveries: store.deliveries, send: server.send, pace: clock.pace, log },
            () => clock.now,
            stop.signal,
          );
        }
      }
      expect(await store.deliveries.counts()).toMatchObject({ pending: 0, sending: 0 });
      store.close();
      expect(new Set(arrived).size).toBe(arrived.length);
      const twiceUncertain = uncertainReminders(path);
      for (const chat of CHATS)
        for (const headline of ['خبر 0.1', 'خبر 0.2', 'خبر 1.1', 'خبر 1.2']) {
          const told = arrived.some((text) => text.startsWith(`${chat} `) && text.includes(headline));
          if (!told) expect(twiceUncertain).toContain(`${chat} ${headline}`);
        }
    }),
    { numRuns: 25 },
  );
});

/** Reminders of which nobody knows whether they arrived: they come no third time. */
function uncertainReminders(path: string): readonly unknown[] {
  const database = new Database(path, { readonly: true });
  try {
    return database
      .prepare(
        `SELECT (chats.telegram_id % 100000) || ' ' || stories.headline
         FROM delivery_stories AS told
         JOIN deliveries ON deliveries.id = told.delivery_id AND deliveries.state = 'uncertain'
         JOIN stories ON stories.id = told.story_id
         JOIN chats ON chats.id = deliveries.chat_id
         WHERE told.reminder = 1`,
      )
      .pluck()
      .all();
  } finally {
    database.close();
  }
}
