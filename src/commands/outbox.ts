/** The outbox of the running bot. It needs little of the program: a start sends what waits before all else is loaded. */
import type { Config } from '../config.ts';
import { deliverDue } from '../delivery/deliver.ts';
import type { SendMessage } from '../delivery/delivery.ts';
import { createPace, type Pace, sleep } from '../delivery/pace.ts';
import { log } from '../log.ts';
import type { Job } from '../schedule.ts';
import { refuseWithoutRoom } from '../storage/room.ts';
import type { Store } from '../storage/store.ts';
import { createSender } from '../telegram/send.ts';

/** What sends digests, and the pace that answers keep too. */
export type Outbox = {
  readonly send: SendMessage;
  /** Of all that the bot sends. */
  readonly pace: Pace;
  readonly job: Job;
  /** Frees the sockets. */
  close(): Promise<void>;
};

/** Parts that are to be tried again wait for a tick. */
const EVERY_TEN_SECONDS = '*/10 * * * * *';

/** The same job, which rests while the disk is nearly full: what is in hand can then still be recorded. `database` is the store's file. */
export function withRoom(job: Job, database: string): Job {
  return {
    ...job,
    async run(stop) {
      await refuseWithoutRoom(database);
      await job.run(stop);
    },
  };
}

/** Wire what sends; nothing runs before its job is started. `apiRoot` without a trailing slash; `now` gives epoch ms. */
export function openOutbox(
  { PAID_BROADCASTS: paid }: Pick<Config, 'PAID_BROADCASTS'>,
  {
    store,
    database,
    token,
    apiRoot,
    now,
  }: {
    readonly store: Pick<Store, 'deliveries'>;
    readonly database: string;
    readonly token: string;
    readonly apiRoot: string;
    readonly now: () => number;
  },
): Outbox {
  const send = createSender({ token, apiRoot, paid });
  const pace = createPace({ delay: sleep, paid });
  const job: Job = {
    name: 'deliver',
    cron: EVERY_TEN_SECONDS,
    async run(stop) {
      const report = await deliverDue({ deliveries: store.deliveries, send, pace, log }, now, stop);
      const happened = Object.entries(report).filter(([, count]) => count > 0);
      if (happened.length > 0) log.info('messages delivered', Object.fromEntries(happened));
    },
  };
  return { send, pace, job: withRoom(job, database), close: () => send.close() };
}
