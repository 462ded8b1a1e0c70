/** A process that composes what is due and delivers what waits, to be killed at any moment: DATABASE API_ROOT NOW. */
import { deliverDue } from '../../src/delivery/deliver.ts';
import { createPace, sleep } from '../../src/delivery/pace.ts';
import { composeDue } from '../../src/digests/compose.ts';
import type { DigestPart } from '../../src/digests/digest.ts';
import { log } from '../../src/log.ts';
import { openStore } from '../../src/storage/store.ts';
import { createSender } from '../../src/telegram/send.ts';

const [path = '', apiRoot = '', time = ''] = process.argv.slice(2);
const now = Number(time);
const stop = new AbortController();
process.on('SIGTERM', () => stop.abort());

const store = openStore(path);
const send = createSender({ token: '4242:TEST', apiRoot });
const rate = { burst: 1000, perSecond: 1000 };
const pace = createPace({ delay: sleep, all: rate, chat: rate, group: rate });
await composeDue(
  {
    ...store,
    defaultZone: 'Asia/Riyadh',
    log,
    render: ({ items, reminders }) => {
      const parts = items.map(
        ({ story }): DigestPart => ({
          html: story.headline,
          buttons: [],
          storyIds: [story.id],
          reminderIds: [],
        }),
      );
      const again = reminders.map(
        ({ story }): DigestPart => ({
          html: `تذكير ${story.headline}`,
          buttons: [],
          storyIds: [],
          reminderIds: [story.id],
        }),
      );
      return [...parts, ...again];
    },
  },
  now,
  stop.signal,
);
await deliverDue({ deliveries: store.deliveries, send, pace, log }, () => now, stop.signal);
await send.close();
store.close();
