/** How fast a thousand feeds are read, and again when nothing changed; what attackers cost the others, and what each attack costs. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Source } from '../src/news/source.ts';
import { HOSTILE_DOCUMENTS } from '../test/support/hostile-feeds.ts';
import { AS_STARTED, type Figure, quantile } from './measure.ts';
import type { Parsed, Peak, Polled, ReaderOrder } from './polling-reader.ts';
import { FEEDS_PER_HOST, HOSTS, ITEMS } from './polling-shape.ts';
import type { SiteOrder, SiteOrigins } from './polling-site.ts';

const NOW = Date.UTC(2026, 10, 23, 9);
const DAY = 86_400_000;
const ATTACKS = ['silence', 'drip', 'flood', 'bomb', 'deep'];
const RUNS = 3;
/** On a machine that is too slow or too busy the bench ends all the same, and tells what it has. */
const BUDGET_MS = 240_000;
const LONGEST_POLL_MS = 120_000;
const SHORTEST_POLL_MS = 15_000;

function child(name: string): ChildProcess {
  return fork(fileURLToPath(new URL(name, import.meta.url)), {
    execArgv: [...AS_STARTED.flags],
    env: AS_STARTED.env,
  });
}

async function answer<T>(from: ChildProcess): Promise<T> {
  const gone = new AbortController();
  const fail = () => gone.abort(new Error('a process of the bench has ended'));
  from.once('exit', fail);
  try {
    const [said] = (await once(from, 'message', { signal: gone.signal })) as [T];
    return said;
  } finally {
    from.off('exit', fail);
  }
}

async function ask<T>(to: ChildProcess, order: ReaderOrder | SiteOrder): Promise<T & Peak> {
  to.send(order);
  return answer<T & Peak>(to);
}

/** A reader in a process of its own; the same work in another would find its memory used. */
async function withReader<T>(work: (reader: ChildProcess) => Promise<T>): Promise<T> {
  const reader = child('./polling-reader.ts');
  try {
    await answer(reader);
    return await work(reader);
  } finally {
    reader.disconnect();
  }
}

const source = (id: string, url: string, publisher: string): Source => ({
  id,
  kind: 'feed',
  url,
  publisher,
  house: undefined,
  fullText: false,
});

const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const megabytes = (mb: number) => `${mb.toFixed(0)} MB`;

/** Polling, alone and attacked, and each attack by itself: each figure beside its bar. */
export async function polling(): Promise<readonly Figure[]> {
  const site = child('./polling-site.ts');
  try {
    const origins = await answer<SiteOrigins>(site);
    const ends = performance.now() + BUDGET_MS;
    const left = () => ends - performance.now();
    return [
      ...(await polls(site, origins, left)),
      ...(await attacked(site, origins, left)),
      ...(await documents()),
    ];
  } finally {
    site.disconnect();
  }
}

function feedsOf({ outlets }: SiteOrigins): readonly Source[] {
  return outlets.flatMap((origin, host) =>
    Array.from({ length: FEEDS_PER_HOST }, (_, at) => {
      const number = host * FEEDS_PER_HOST + at;
      return source(`feed-${number}`, `${origin}/feed/${number}`, `صحيفة ${host}`);
    }),
  );
}

const hostsOf = ({ outlets, attacker }: SiteOrigins) =>
  [...outlets, attacker].map((origin) => new URL(origin).host);

/** How much of the bench's time is left, in ms. */
type Left = () => number;

function within(left: Left): number {
  return Math.max(SHORTEST_POLL_MS, Math.min(LONGEST_POLL_MS, left()));
}

async function polls(site: ChildProcess, origins: SiteOrigins, left: Left): Promise<readonly Figure[]> {
  const sources = feedsOf(origins);
  const hosts = hostsOf(origins);
  const feeds = HOSTS * FEEDS_PER_HOST;
  return withReader(async (reader) => {
    await ask(reader, { kind: 'open', sources, hosts });
    const poll = (at: number, briefs = false) =>
      ask<Polled>(reader, { kind: 'poll', at, briefs, withinMs: within(left) });
    const told = ({ ms, cpuMs, settled }: Polled) => {
      const read = Object.keys(settled).length;
      const stopped = read < feeds ? `stopped with ${read} feeds read; ` : '';
      return { value: seconds(ms), beside: `${stopped}processor ${seconds(cpuMs)}` };
    };
    const first = await poll(NOW);
    const same = await poll(NOW + DAY);
    await ask(site, { validators: false, items: ITEMS });
    const whole = await poll(NOW + 2 * DAY);
    await ask(site, { validators: true, items: 1 });
    await ask(reader, { kind: 'open', sources, hosts });
    const briefed = await poll(NOW, true);
    await ask(reader, { kind: 'close' });
    return [
      {
        what: `${feeds} feeds × ${ITEMS} items on ${HOSTS} hosts, first poll`,
        value: told(first).value,
        beside: `bar 60 s; ${first.added} articles stored; ${told(first).beside}`,
      },
      {
        what: '  again, unchanged (304)',
        value: told(same).value,
        beside: `bar 10 s; ${told(same).beside}`,
      },
      {
        what: '  again, the same bytes without validators',
        value: told(whole).value,
        beside: `bar 10 s; ${whole.added} articles stored; ${told(whole).beside}`,
      },
      { what: '  the reader’s peak memory', value: megabytes(whole.peakMb), beside: 'bar 300 MB' },
      {
        what: `from ingest to brief, ${briefed.delays.length} new articles at once, p95`,
        value: seconds(quantile(briefed.delays, 0.95)),
        beside: `median ${seconds(quantile(briefed.delays, 0.5))}; peak memory ${megabytes(briefed.peakMb)}`,
      },
    ];
  });
}

/** When the last of the sound sources was read, without attackers and with two of each kind, each a median. */
async function attacked(site: ChildProcess, origins: SiteOrigins, left: Left): Promise<readonly Figure[]> {
  await ask(site, { validators: true, items: 10 });
  const sound = feedsOf(origins).filter((_, at) => at % 5 === 0);
  const attackers = ATTACKS.flatMap((kind) =>
    [1, 2].map((at) => source(`${kind}-${at}`, `${origins.attacker}/${kind}`, 'المهاجم')),
  );
  const last = (sources: readonly Source[]) =>
    withReader(async (reader) => {
      await ask(reader, { kind: 'open', sources, hosts: hostsOf(origins) });
      const order = { kind: 'poll', at: NOW, briefs: false, withinMs: within(left) } as const;
      const { ms, settled } = await ask<Polled>(reader, order);
      await ask(reader, { kind: 'close' });
      return Math.max(...sound.map(({ id }) => settled[id] ?? ms));
    });
  const alone: number[] = [];
  const beside: number[] = [];
  for (let run = 0; run < RUNS && (run === 0 || left() > 0); run += 1) {
    alone.push(await last(sound));
    beside.push(await last([...attackers, ...sound]));
  }
  const median = (values: readonly number[]) =>
    quantile(
      [...values].sort((a, b) => a - b),
      0.5,
    );
  return [
    {
      what: `${sound.length} feeds’ time beside ${attackers.length} attackers`,
      value: `${(median(beside) / median(alone)).toFixed(2)} ×`,
      beside: `bar 1.10 ×; ${alone.length} runs; ${seconds(median(beside))} and ${seconds(median(alone))}`,
    },
  ];
}

/** Each document made to hurt, alone in a process. */
async function documents(): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  for (const document of Object.keys(HOSTILE_DOCUMENTS)) {
    const { ms, peakMb } = await withReader((reader) => ask<Parsed>(reader, { kind: 'parse', document }));
    figures.push({
      what: `  attack: ${document}`,
      value: seconds(ms),
      beside: `bar 1 s; ${megabytes(peakMb)}, bar 300 MB`,
    });
  }
  return figures;
}
