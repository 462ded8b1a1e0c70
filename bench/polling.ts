/** How fast a thousand feeds are read, and again when nothing changed; what attackers cost the others, and what each attack costs. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Source } from '../src/news/source.ts';
import { HOSTILE_DOCUMENTS } from '../test/support/hostile-feeds.ts';
import { type Figure, quantile } from './measure.ts';
import type { Parsed, Peak, Polled, ReaderOrder } from './polling-reader.ts';
import { FEEDS_PER_HOST, HOSTS, ITEMS } from './polling-shape.ts';
import type { SiteOrder, SiteOrigins } from './polling-site.ts';

const NOW = Date.UTC(2026, 10, 23, 9);
const DAY = 86_400_000;
const ATTACKS = ['silence', 'drip', 'flood', 'bomb', 'deep'];
const RUNS = 3;

function child(name: string): ChildProcess {
  return fork(fileURLToPath(new URL(name, import.meta.url)), { execArgv: ['--import', 'tsx'] });
}

async function answer<T>(from: ChildProcess): Promise<T> {
  const [said] = (await once(from, 'message')) as [T];
  return said;
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

/** The figures of issue 4 on feeds, each beside its bar. */
export async function polling(): Promise<readonly Figure[]> {
  const site = child('./polling-site.ts');
  try {
    const origins = await answer<SiteOrigins>(site);
    return [...(await polls(site, origins)), ...(await attacked(site, origins)), ...(await documents())];
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

async function polls(site: ChildProcess, origins: SiteOrigins): Promise<readonly Figure[]> {
  const sources = feedsOf(origins);
  const hosts = hostsOf(origins);
  const feeds = HOSTS * FEEDS_PER_HOST;
  return withReader(async (reader) => {
    await ask(reader, { kind: 'open', sources, hosts });
    const first = await ask<Polled>(reader, { kind: 'poll', at: NOW, briefs: false });
    const same = await ask<Polled>(reader, { kind: 'poll', at: NOW + DAY, briefs: false });
    await ask(site, { validators: false, items: ITEMS });
    const whole = await ask<Polled>(reader, { kind: 'poll', at: NOW + 2 * DAY, briefs: false });
    await ask(site, { validators: true, items: 1 });
    await ask(reader, { kind: 'open', sources, hosts });
    const told = await ask<Polled>(reader, { kind: 'poll', at: NOW, briefs: true });
    await ask(reader, { kind: 'close' });
    return [
      {
        what: `${feeds} feeds × ${ITEMS} items on ${HOSTS} hosts, first poll`,
        value: seconds(first.ms),
        beside: `bar 60 s; ${first.added} articles stored`,
      },
      { what: '  again, unchanged (304)', value: seconds(same.ms), beside: 'bar 10 s' },
      {
        what: '  again, the same bytes without validators',
        value: seconds(whole.ms),
        beside: `bar 10 s; ${whole.added} articles stored`,
      },
      { what: '  the reader’s peak memory', value: megabytes(whole.peakMb), beside: 'bar 300 MB' },
      {
        what: `from ingest to brief, ${told.delays.length} new articles at once, p95`,
        value: seconds(quantile(told.delays, 0.95)),
        beside: `median ${seconds(quantile(told.delays, 0.5))}; peak memory ${megabytes(told.peakMb)}`,
      },
    ];
  });
}

/** When the last of the sound sources was read, without attackers and with two of each kind, each a median. */
async function attacked(site: ChildProcess, origins: SiteOrigins): Promise<readonly Figure[]> {
  await ask(site, { validators: true, items: 10 });
  const sound = feedsOf(origins).filter((_, at) => at % 5 === 0);
  const attackers = ATTACKS.flatMap((kind) =>
    [1, 2].map((at) => source(`${kind}-${at}`, `${origins.attacker}/${kind}`, 'المهاجم')),
  );
  const last = (sources: readonly Source[]) =>
    withReader(async (reader) => {
      await ask(reader, { kind: 'open', sources, hosts: hostsOf(origins) });
      const { settled } = await ask<Polled>(reader, { kind: 'poll', at: NOW, briefs: false });
      await ask(reader, { kind: 'close' });
      return Math.max(...sound.map(({ id }) => settled[id] ?? Number.NaN));
    });
  const alone: number[] = [];
  const beside: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
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
      beside: `bar 1.10 ×; ${seconds(median(beside))} and ${seconds(median(alone))}`,
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
