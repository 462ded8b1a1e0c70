/** A digest that a chat was sent, for tests of what is said about it afterwards. */
import { composeDue } from '../../src/digests/compose.ts';
import { listeningLog, renderPlainly } from '../support/outbox.ts';
import { chatOf, type Rig } from './harness.ts';

/** The clock goes on to the chat's next moment, and its digest is sent. */
export async function sendDigest({ store, clock, ...r }: Rig, telegramId: number): Promise<void> {
  const { nextDigestAt } = await chatOf({ store, clock, ...r }, telegramId);
  if (nextDigestAt === undefined) throw new Error('no digest is planned');
  clock.now = nextDigestAt;
  const deps = { ...store, render: renderPlainly, defaultZone: 'Asia/Riyadh', log: listeningLog() };
  await composeDue(deps, clock.now, new AbortController().signal);
  for (;;) {
    const waiting = await store.deliveries.waiting(clock.now, { limit: 9, except: [], underWay: [] });
    if (waiting.length === 0) return;
    await store.deliveries.claim(waiting);
    const sent = waiting.map(({ id }) => ({ kind: 'sent', id, messageId: id }) as const);
    await store.deliveries.settle(sent, clock.now);
  }
}
