/** A process that composes what is due and says what it took: DATABASE NOW. */
import { composeDue } from '../src/digests/compose.ts';
import { log } from '../src/log.ts';
import { openStore } from '../src/storage/store.ts';
import { renderNotice } from '../src/telegram/at-once.ts';
import { renderDigest } from '../src/telegram/render.ts';
import { peakMegabytes } from './measure.ts';

const [path = '', now = ''] = process.argv.slice(2);
const store = openStore(path);
const before = performance.now();
const report = await composeDue(
  {
    ...store,
    defaultZone: 'Asia/Riyadh',
    render: (digest) => renderDigest(digest, { username: 'mujaz_bot' }),
    renderNotice: (notice, to) => renderNotice(notice, to, 'mujaz_bot'),
    log,
  },
  Number(now),
  new AbortController().signal,
);
const ms = performance.now() - before;
store.close();
process.stdout.write(JSON.stringify({ ms, composed: report.composed, megabytes: peakMegabytes() }));
