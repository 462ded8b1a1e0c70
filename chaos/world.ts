/** One trial: a database, its outlets and its Bot API, through many lives and deaths of the bot, and calm days at the end. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { isMissed } from '../src/commands/catch-up.ts';
import { openStore } from '../src/storage/store.ts';
import { nextMoment } from '../src/subscriptions/due.ts';
import { audit, type Verdict } from './audit.ts';
import { type ChaosBotApi, startBotApi, TOKEN } from './bot-api.ts';
import { type FastClock, fastClock, RATE } from './clock.ts';
import { damageIn, lookAtCopy, readHoldings } from './evidence.ts';
import { beginLife, type Ended, type Life } from './life.ts';
import { type Outlets, startOutlets } from './outlets.ts';
import { type Chance, chance, type LifePlan, lifePlan } from './plan.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 23, 6);
const ZONE = 'Asia/Riyadh';
/** Riyadh's clock is ahead of UTC by so much, in summer and winter. */
const ZONE_MS = 3 * HOUR;
const QUIET = { from: '22:30', to: '07:00' };
const PRIVATE = 24;
const GROUPS = 8;
/** From the process's start to its first job, on an idle machine. */
const USUAL_START_MS = 500;
/** What is aimed at may not come: then the life ends so many ms after it began to deliver what it composed, or to live. */
const AIMLESS_MS = 1_500;
const NEVER_MS = 30_000;
/** The calm lives have as long as they need; this is for a bot that never comes to rest. */
const REST_MS = 60_000;
/** The bot is to end within 10 s; a machine at its limits may take longer to notice. */
const STOP_MS = 30_000;
/** By the bot's clock: each of its jobs of every minute had a turn, also the one that tells what breaks, which leaves nothing undone to see. */
const TURN_MS = 75_000;
/** An answer that the Bot API gave is not forgotten for so long on the most loaded machine; the table tells the longest. */
const WRITTEN_DOWN_MS = 5_000;
/** What was published so long before a start breaks then: all outlets have told it, and it is young. */
const BREAKS_MS = 30 * 60_000;
/** Calm lives more, for outlets that the bot does not visit again so soon, and for chats that rested whenever it ran. */
const LIVES_MORE = 4;

export type WorldResult = Verdict & {
  readonly kills: number;
  readonly stops: number;
  /** In which jobs the kills fell: a kill counts for each that was under way. */
  readonly killsIn: ReadonlyMap<string, number>;
  readonly atKills: AtKills;
  readonly answersLost: number;
  readonly accepted: number;
  /** Breaking news that was due in calm days, each chat's counted. */
  readonly due: number;
  readonly faults: ReadonlyMap<string, number>;
  /** From the start of the process to its first message, in ms of ours, where something waited. */
  readonly firstSends: readonly number[];
  readonly stories: number;
};

/** What was under way at the kills, over all of them. */
type AtKills = {
  /** Parts claimed and not settled, by what the Bot API knew of them. */
  readonly claimed: Record<'open' | 'answered' | 'never', number>;
  readonly seen: Set<number>;
  /** Requests that the Bot API had and had not answered: whole ones, such of which nothing but the beginning had come, and those still on
   * their way. */
  whole: number;
  begun: number;
  late: number;
  /** The longest that an answer had been given and was not written down, in ms. */
  slowestMs: number;
};

type World = {
  readonly folder: string;
  readonly database: string;
  readonly api: ChaosBotApi;
  readonly outlets: Outlets;
  clock: FastClock;
  readonly killsIn: Map<string, number>;
  readonly faults: Map<string, number>;
  readonly firstSends: number[];
  readonly breaches: string[];
  readonly atKills: AtKills;
  /** What was to be told at once in calm days. */
  readonly due: { readonly event: number; readonly chat: number }[];
  /** How much longer the last start took than on an idle machine: delays are stretched by it. */
  slowness: number;
};

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** Every other chat wants breaking news, and of those every third has quiet hours. */
const wantsBreaking = (telegramId: number): boolean => telegramId % 2 === 0;
const isQuiet = (telegramId: number): boolean => telegramId % 6 === 0;

/** Whether a chat that wants breaking news is not to be disturbed at `at` (epoch ms): in its quiet hours, and at the Friday prayer. */
function rests(telegramId: number, at: number): boolean {
  const local = new Date(at + ZONE_MS);
  const clock = local.toISOString().slice(11, 16);
  const isNight = clock >= QUIET.from || clock < QUIET.to;
  const isPrayer = local.getUTCDay() === 5 && clock >= '11:30' && clock < '13:30';
  return (isQuiet(telegramId) && isNight) || isPrayer;
}

/** Chats of both kinds, with hours all over the day. */
async function addChats(database: string, from: Chance): Promise<void> {
  const store = openStore(database);
  try {
    for (let number = 1; number <= PRIVATE + GROUPS; number += 1) {
      const telegramId = number <= PRIVATE ? number : -number;
      const kind = telegramId < 0 ? 'group' : 'private';
      const chat = await store.chats.open({ telegramId, threadId: 0 }, { kind, title: undefined }, START);
      const hours = new Set(Array.from({ length: 8 }, () => from.between(0, 47)));
      const times = [...hours]
        .sort((one, other) => one - other)
        .map((half) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 === 0 ? '00' : '30'}`);
      const quiet = isQuiet(telegramId) ? QUIET : undefined;
      const nextDigestAt = nextMoment({ zone: ZONE, times, quiet }, START)?.at;
      await store.chats.setSchedule(chat.id, { zone: ZONE, times, quiet, nextDigestAt }, START);
      if (wantsBreaking(telegramId)) await store.chats.setSettings(chat.id, { breaking: 'all' });
    }
  } finally {
    store.close();
  }
}

/**
 * Kill the bot `kills` times, let it then rest for some calm days, and audit what came of it. The same seed gives the same plan; what
 * exactly a kill meets is the machine's.
 */
export async function runWorld({
  seed,
  kills,
  say,
}: {
  readonly seed: number;
  readonly kills: number;
  readonly say: (line: string) => void;
}): Promise<WorldResult> {
  const folder = mkdtempSync(join(tmpdir(), 'mujaz-chaos-'));
  const database = join(folder, 'mujaz.db');
  const lives = chance(seed, 'lives');
  const world: World = {
    folder,
    database,
    api: await startBotApi(chance(seed, 'bot api'), () => world.clock.now()),
    outlets: await startOutlets(chance(seed, 'outlets'), {
      now: () => world.clock.now(),
      since: START - 24 * HOUR,
    }),
    clock: fastClock(START, RATE),
    killsIn: new Map(),
    faults: new Map(),
    firstSends: [],
    breaches: [],
    atKills: {
      claimed: { open: 0, answered: 0, never: 0 },
      seen: new Set(),
      whole: 0,
      begun: 0,
      late: 0,
      slowestMs: 0,
    },
    due: [],
    slowness: 1,
  };
  const { api, outlets } = world;
  let kept = false;
  try {
    writeFileSync(join(folder, 'sources.json'), JSON.stringify(outlets.sources));
    await addChats(database, chance(seed, 'chats'));
    let done = 0;
    let stops = 0;
    while (done < kills) {
      const plan = lifePlan(lives);
      const killed = await liveAndDie(world, plan, lives);
      if (killed) done += 1;
      else stops += 1;
      if (done % 25 === 0 && killed) say(`seed ${seed}: ${done} kills`);
    }
    await calmDays(world);
    const { claimed } = world.atKills;
    const verdict = audit({
      ...(await readHoldings(database)),
      accepted: api.accepted,
      firstNumber: api.firstNumber,
      claimedAtKills: claimed.open + claimed.answered + claimed.never,
      openAtKills: world.atKills.whole + world.atKills.begun + world.atKills.late + claimed.answered,
      answersLost: api.answersLost(),
      known: outlets.known,
      due: world.due,
      rests,
    });
    const breaches = [...world.breaches, ...verdict.breaches];
    if (breaches.length > 0) {
      kept = true;
      say(
        `seed ${seed}: ${breaches.length} breaches, such as: ${breaches[0]}; the database is kept: ${database}`,
      );
    }
    return {
      ...verdict,
      breaches,
      kills: done,
      stops,
      killsIn: world.killsIn,
      atKills: world.atKills,
      answersLost: api.answersLost(),
      accepted: api.accepted.length,
      due: world.due.length,
      faults: new Map([...api.faults, ...outlets.faults, ...world.faults]),
      firstSends: world.firstSends,
      stories: (await readHoldings(database)).stories.size,
    };
  } finally {
    await Promise.all([api.close(), outlets.close()]);
    if (!kept) rmSync(folder, { recursive: true, force: true });
  }
}

function begin(world: World, jumpMs: number, rate: number = RATE): Life {
  world.clock = fastClock(world.clock.now() + jumpMs, rate);
  world.api.botLives = true;
  return beginLife(world.folder, {
    CHAOS_CLOCK: world.clock.setting,
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: world.api.root,
    DATABASE_PATH: world.database,
    SOURCES_FILE: join(world.folder, 'sources.json'),
    ALLOW_PRIVATE_HOSTS: world.outlets.host,
    DEFAULT_TIMEZONE: ZONE,
    PORT: '0',
  });
}

/** One life of the storm. True when it was killed; false when it was told to stop, and did. */
async function liveAndDie(world: World, plan: LifePlan, from: Chance): Promise<boolean> {
  const { api, outlets } = world;
  if (plan.jumpMs < 0) count(world.faults, 'clock set back');
  if (plan.jumpMs > 12 * HOUR) count(world.faults, 'outage of more than 12 h');
  const hasWork = hasWorkAt(world, world.clock.now() + plan.jumpMs);
  const began = performance.now();
  const life = begin(world, plan.jumpMs);
  const down = plan.apiDownMs > 0 ? api.down(plan.apiDownMs) : undefined;
  const aim = takeAim(life, { world, plan, from, began, timed: hasWork && plan.apiDownMs === 0 });
  const result = await endOf(life, world);
  aim.lower();
  await down;
  api.hangUp();
  outlets.hangUp();
  const { atKills } = world;
  const { whole, begun, late, at } = aim.atEnd();
  atKills.whole += whole;
  atKills.begun += begun;
  atKills.late += api.late() - late;
  lookAtCopy(world.database, (database) => {
    for (const { id, chat, html } of sendingIn(database)) {
      // A life that ended before it looked at its outbox left them as they were.
      if (atKills.seen.has(id)) continue;
      atKills.seen.add(id);
      const heard = api.heardOf(chat, html);
      if (typeof heard !== 'number') {
        atKills.claimed[heard ?? 'never'] += 1;
        continue;
      }
      atKills.claimed.answered += 1;
      atKills.slowestMs = Math.max(atKills.slowestMs, at - heard);
      if (at - heard > WRITTEN_DOWN_MS * world.slowness)
        world.breaches.push(
          `part ${id} was answered ${Math.round(at - heard)} ms before a kill, and was not settled`,
        );
    }
    world.breaches.push(...damageIn(database).map((line) => `after a life the database is damaged: ${line}`));
  });
  if (result.signal !== 'SIGKILL') {
    if (result.code !== 0 && cutShort(result)) count(world.faults, 'stop cut short after its 9.5 s');
    else if (result.code !== 0 && plan.diskFailsMs > 0) count(world.faults, 'ended because of the disk');
    else if (result.code !== 0 || plan.aim !== 'stop')
      world.breaches.push(
        `the bot ended by itself (${result.code}): ${result.complaints.at(-1) ?? 'no word'}`,
      );
    return false;
  }
  for (const job of result.underWay) count(world.killsIn, job);
  if (result.underWay.length === 0) count(world.killsIn, 'none');
  return true;
}

type Aim = {
  /** Requests that were open when the life was ended, those that had come too late until then, and when that was (performance.now()). */
  readonly atEnd: () => ReturnType<ChaosBotApi['open']> & { readonly late: number; readonly at: number };
  /** The life is over: nothing more is aimed at. */
  readonly lower: () => void;
};

/** Watch a life and end it as planned. `timed` when its first message tells how long a start takes. */
function takeAim(
  life: Life,
  {
    world,
    plan,
    from,
    began,
    timed,
  }: {
    readonly world: World;
    readonly plan: LifePlan;
    readonly from: Chance;
    readonly began: number;
    readonly timed: boolean;
  },
): Aim {
  const { api } = world;
  const timers: NodeJS.Timeout[] = [];
  const runs = new Map<string, number>();
  let state = { whole: 0, begun: 0, late: api.late(), at: performance.now() };
  let sends = 0;
  let over = false;

  function end(): void {
    if (over) return;
    over = true;
    state = { ...api.open(), late: api.late(), at: performance.now() };
    api.botLives = plan.aim === 'stop';
    if (plan.aim === 'stop') life.stop();
    else life.kill();
  }
  const after = (ms: number, call: () => void): void => void timers.push(setTimeout(call, ms));
  const soon = (): void => after(plan.delayMs * world.slowness, end);

  function failDisk(): void {
    if (!life.allowWrites(false)) return;
    count(world.faults, 'disk takes nothing for a while');
    after(plan.diskFailsMs, () => void life.allowWrites(true));
  }

  api.onSend = () => {
    if (sends === 0 && timed) world.firstSends.push(performance.now() - began);
    if (plan.aim === 'sending' && sends === plan.passed) soon();
    sends += 1;
  };
  life.onJob = (job) => {
    if (runs.size === 0) {
      world.slowness = Math.max(1, (performance.now() - began) / USUAL_START_MS);
      if (plan.diskFailsMs > 0) after(plan.diskFailsAfterMs, failDisk);
    }
    const before = runs.get(job) ?? 0;
    runs.set(job, before + 1);
    if (job === (plan.aim === 'stop' ? 'deliver' : plan.aim) && before === plan.passed) soon();
    if (job !== 'deliver' || before !== 1) return;
    after(AIMLESS_MS * world.slowness, end);
    // Readers go on talking to it.
    if (from.share() < 0.5) reviveSome(world, from);
  };
  if (plan.aim === 'start') soon();
  after(NEVER_MS, end);
  return {
    atEnd: () => state,
    lower() {
      api.onSend = undefined;
      life.onJob = undefined;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** The bot's time to stop is by its own clock, and short on a machine at its limits: then it is as if it were killed. */
const cutShort = ({ complaints }: Ended): boolean =>
  complaints.some((line) => line.includes('what was in hand did not end within'));

async function endOf(life: Life, world: World): Promise<Ended> {
  const late = setTimeout(
    () => {
      world.breaches.push('the bot was told to end, and did not');
      life.kill();
    },
    NEVER_MS + (REST_MS + STOP_MS) * world.slowness,
  );
  try {
    return await life.ended;
  } finally {
    clearTimeout(late);
  }
}

type Sending = { readonly id: number; readonly chat: number; readonly html: string };

const sendingIn = (database: Sqlite.Database): readonly Sending[] =>
  database
    .prepare<[], Sending>(
      `SELECT deliveries.id, chats.telegram_id AS chat, deliveries.html
       FROM deliveries JOIN chats ON chats.id = deliveries.chat_id WHERE deliveries.state = 'sending'`,
    )
    .all();

/** Whether a bot that starts at `now` (epoch ms) has something to send at once: digests that were missed wait for the news. */
function hasWorkAt({ database: path }: World, now: number): boolean {
  return lookAtCopy(path, (database) => {
    const pending = database
      .prepare<[number], number>(
        "SELECT count(*) FROM deliveries WHERE state = 'pending' AND not_before <= ?",
      )
      .pluck()
      .get(now);
    const oldest = database
      .prepare<[number], number | null>(
        'SELECT min(next_digest_at) FROM chats WHERE paused IS NULL AND next_digest_at <= ?',
      )
      .pluck()
      .get(now);
    return (pending ?? 0) > 0 || (typeof oldest === 'number' && !isMissed(oldest, now));
  });
}

/** Telegram's numbers of chats that were paused because they could not be written to. */
function pausedChats(world: World): readonly number[] {
  const database = new Sqlite(world.database, { readonly: true });
  try {
    return database
      .prepare<[], number>("SELECT telegram_id FROM chats WHERE paused IN ('blocked', 'gone')")
      .pluck()
      .all();
  } finally {
    database.close();
  }
}

/** Some readers who had blocked the bot come back, and others ask for the latest. */
function reviveSome(world: World, from: Chance): void {
  for (const chat of pausedChats(world))
    if (from.share() < 0.5) world.api.say(chat, '/start', world.clock.now());
  world.api.say(from.between(1, PRIVATE), '/latest 2', world.clock.now());
}

/** Days without faults, until the bot has done all that it owes. */
async function calmDays(world: World): Promise<void> {
  const { api, outlets } = world;
  api.calm();
  outlets.calm();
  // First what is in hand, also after the hour that a flood wait may last, and the readers who come back; then everybody has a digest,
  // and outlets given up for a day are read again;
  // once more, so that what would come twice can come; and so soon after it that what breaks finds few digests due.
  const jumps = [1.5 * HOUR, 31 * HOUR, 13 * HOUR, HOUR];
  for (let lives = 0; lives < jumps.length + LIVES_MORE; lives += 1) {
    // An outlet that was too slow for a machine at its limits is read again.
    const isMore = lives >= jumps.length;
    if (isMore && !isAnyFailing(world) && !isAnyOwed(world)) return;
    const now = world.clock.now();
    const loud = outlets.nextLoud(now + (jumps[lives] ?? 5 * HOUR));
    // In calm days no outlet is to be given up because the machine is slow: the bot's time-outs are by its clock.
    const life = begin(world, loud.at + BREAKS_MS - now, Math.max(1, RATE / world.slowness));
    // By then no outlet is left out for what it did in the storm.
    if (lives > 0 && !isMore) addDue(world, loud.event);
    for (const chat of pausedChats(world)) api.say(chat, '/start', world.clock.now());
    let rested = false;
    let since: number | undefined;
    const ends = Date.now() + REST_MS * world.slowness;
    while (!rested && Date.now() < ends) {
      await pause(100);
      since = atRest(world) ? (since ?? world.clock.now()) : undefined;
      rested = since !== undefined && world.clock.now() - since > TURN_MS;
    }
    if (!rested)
      world.breaches.push(`in calm days the bot does not come to rest: ${unrest(world).join(', ')}`);
    life.stop();
    const result = await endOf(life, world);
    if (result.code !== 0 && !cutShort(result))
      world.breaches.push(`the bot ended with ${result.code}: ${result.complaints.at(-1) ?? 'no word'}`);
    api.hangUp();
    outlets.hangUp();
  }
}

/** Note that the event breaks now, and who wants to hear of it. */
function addDue({ clock, due }: World, event: number): void {
  const now = clock.now();
  const everybody = [
    ...Array.from({ length: PRIVATE }, (_, index) => index + 1),
    ...Array.from({ length: GROUPS }, (_, index) => -(PRIVATE + index + 1)),
  ];
  for (const chat of everybody)
    if (wantsBreaking(chat) && !rests(chat, now) && !rests(chat, now + HOUR)) due.push({ event, chat });
}

/** Whether the last visit to an outlet failed. */
function isAnyFailing(world: World): boolean {
  const database = new Sqlite(world.database, { readonly: true });
  try {
    return (
      (database.prepare<[], number>('SELECT count(*) FROM sources WHERE failures > 0').pluck().get() ?? 0) > 0
    );
  } finally {
    database.close();
  }
}

/** Whether a story that may not have arrived was not named again yet. */
function isAnyOwed(world: World): boolean {
  const database = new Sqlite(world.database, { readonly: true });
  try {
    const owed = database
      .prepare<[], number>(`
        SELECT count(*) FROM delivery_stories AS told JOIN deliveries ON deliveries.id = told.delivery_id
        WHERE deliveries.state = 'uncertain' AND told.reminder = 0 AND NOT EXISTS (
          SELECT 1 FROM delivery_stories AS again JOIN deliveries AS later ON later.id = again.delivery_id
          WHERE again.chat_id = told.chat_id AND again.story_id = told.story_id AND (again.reminder = 1 OR later.state = 'sent'))`)
      .pluck();
    return (owed.get() ?? 0) > 0;
  } finally {
    database.close();
  }
}

/** What the bot still has to do. */
function unrest(world: World): readonly string[] {
  const database = new Sqlite(world.database, { readonly: true });
  const now = world.clock.now();
  const owed: Readonly<Record<string, string>> = {
    'parts in the outbox': "SELECT count(*) FROM deliveries WHERE state IN ('pending', 'sending')",
    'articles to summarise': 'SELECT count(*) FROM articles WHERE pending = 1',
    'chats that are due': `SELECT count(*) FROM chats WHERE paused IS NULL AND next_digest_at <= ${now}`,
    'chats that are paused': 'SELECT count(*) FROM chats WHERE paused IS NOT NULL',
    'sources that are due': `SELECT count(*) FROM sources WHERE next_due_at <= ${now}`,
  };
  try {
    const left = Object.entries(owed).flatMap(([what, query]) => {
      const number = database.prepare<[], number>(query).pluck().get() ?? 0;
      return number > 0 ? [`${number} ${what}`] : [];
    });
    return world.api.unconfirmed() > 0 ? [...left, `${world.api.unconfirmed()} updates`] : left;
  } finally {
    database.close();
  }
}

const atRest = (world: World): boolean => unrest(world).length === 0;
