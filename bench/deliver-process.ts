/** A process that sends all that waits in an outbox and says what it took: DATABASE API_ROOT paced|unpaced. */
import { deliverDue } from '../src/delivery/deliver.ts';
import { createPace, sleep } from '../src/delivery/pace.ts';
import { log } from '../src/log.ts';
import { openStore } from '../src/storage/store.ts';
import { createSender } from '../src/telegram/send.ts';
import { peakMegabytes } from './measure.ts';

const [path = '', apiRoot = '', mode = ''] = process.argv.slice(2);
const store = openStore(path);
const send = createSender({ token: '4242:BENCH', apiRoot });
const rate = { burst: 1_000_000, perSecond: 1_000_000 };
const pace = createPace({
  delay: sleep,
  ...(mode === 'unpaced' ? { all: rate, chat: rate, group: rate, reserve: 0 } : {}),
});
const before = performance.now();
const report = await deliverDue(
  { deliveries: store.deliveries, send, pace, log },
  () => Date.now(),
  new AbortController().signal,
);
const ms = performance.now() - before;
await send.close();
store.close();
process.stdout.write(JSON.stringify({ ms, sent: report.sent, megabytes: peakMegabytes() }));
