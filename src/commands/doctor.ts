/** `doctor`: whether all that the bot needs is well, one line each with its remedy; beside a running bot, with or without a network. */
import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import { DAY, HOUR, MINUTE } from '../durations.ts';
import { reason } from '../log.ts';
import type { SourceState } from '../news/source.ts';
import { readSourcesFile } from '../news/sources-file.ts';
import { type Inspection, inspect } from '../storage/inspect.ts';
import { freeRoom, leastRoom } from '../storage/room.ts';
import { openStore } from '../storage/store.ts';
import { jsonLine, line } from './output.ts';

const MB = 1_048_576;

/** Telegram is waited for so long. */
const TELEGRAM_MS = 5_000;
/** Digests come at their minute as this machine's clock has it. */
const SKEW_MS = { warn: MINUTE, fail: 10 * MINUTE };
/** Below that it soon may rest. */
const DISK_LOW = 500 * MB;
/** What waits longer than this is behind, and than that it is stuck. */
const WAITS_MS = { warn: 15 * MINUTE, fail: HOUR };
/** Sources named in one line. */
const NAMED = 3;

type Finding = {
  readonly check: string;
  readonly state: 'ok' | 'warn' | 'fail';
  readonly message: string;
  readonly remedy: string | undefined;
};

function finding(check: string, state: Finding['state'], message: string, remedy?: string): Finding {
  return { check, state, message, remedy };
}

/** What Telegram tells of the bot; undefined for an answer that is none of Telegram's. */
function botIn(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const { result } = JSON.parse(body) as { readonly result?: unknown };
    return typeof result === 'object' && result !== null ? { ...result } : undefined;
  } catch {
    return undefined;
  }
}

/** What @BotFather was told of the bot, where that takes something from readers. Nothing of what Telegram does not tell. */
function settingFindings(bot: Readonly<Record<string, unknown>>): Finding[] {
  const findings: Finding[] = [];
  const note = (check: string, isWell: unknown, words: { well: string; ill: string; remedy: string }) => {
    if (typeof isWell !== 'boolean') return;
    findings.push(
      isWell ? finding(check, 'ok', words.well) : finding(check, 'warn', words.ill, words.remedy),
    );
  };
  note('inline', bot.supports_inline_queries, {
    well: 'inline mode is on',
    ill: 'inline mode is off: nobody can share a card by writing the bot’s name in a chat',
    remedy: 'turn it on with @BotFather, /setinline',
  });
  note('groups', bot.can_join_groups, {
    well: 'it may be added to groups and channels',
    ill: 'it cannot be added to groups and channels',
    remedy: 'allow it with @BotFather, /setjoingroups',
  });
  const hearsAll = bot.can_read_all_group_messages;
  note('privacy', typeof hearsAll === 'boolean' ? !hearsAll : undefined, {
    well: 'in groups it hears only what is meant for it',
    ill: 'privacy mode is off: it is sent all that groups write, and needs none of it',
    remedy: 'turn it on with @BotFather, /setprivacy',
  });
  return findings;
}

/** The token, by the hour in Telegram's answer the clock, and what @BotFather was told. */
async function telegramFindings(config: Config): Promise<Finding[]> {
  if (config.BOT_TOKEN === undefined)
    return [finding('token', 'warn', 'BOT_TOKEN is not set', 'npm start runs the playground until it is')];
  const root = config.TELEGRAM_API_ROOT.replace(/\/+$/, '');
  let answer: Response;
  try {
    answer = await fetch(`${root}/bot${config.BOT_TOKEN}/getMe`, {
      signal: AbortSignal.timeout(TELEGRAM_MS),
      redirect: 'error',
    });
  } catch (error) {
    const remedy = `see whether this machine reaches ${new URL(root).host}`;
    return [
      finding('token', 'warn', `Telegram could not be asked (${reason(error)})`, remedy),
      finding('clock', 'warn', 'not compared: Telegram could not be asked', remedy),
    ];
  }
  const body = await answer.text().catch(() => '');
  const bot = answer.ok ? botIn(body) : undefined;
  const name = /^\w{1,64}$/u.exec(String(bot?.username))?.[0];
  const wrong = answer.status === 401 || answer.status === 404;
  return [
    bot !== undefined && name !== undefined
      ? finding('token', 'ok', `@${name}`)
      : wrong
        ? finding('token', 'fail', 'Telegram refuses the token', 'correct BOT_TOKEN, or ask @BotFather')
        : finding('token', 'warn', `Telegram answered ${answer.status}`, 'try again in a while'),
    clockFinding(Date.parse(answer.headers.get('date') ?? ''), Date.now()),
    ...settingFindings(bot ?? {}),
  ];
}

function clockFinding(theirs: number, ours: number): Finding {
  if (Number.isNaN(theirs)) return finding('clock', 'warn', 'not compared: the answer bore no time');
  const skew = Math.abs(ours - theirs);
  const seconds = Math.round(skew / 1000);
  // Their hour is told in whole seconds, and was on its way.
  if (skew <= SKEW_MS.warn)
    return finding('clock', 'ok', `within ${Math.max(2, seconds)} s of Telegram’s, ${zoneOf()}`);
  const state = skew <= SKEW_MS.fail ? 'warn' : 'fail';
  return finding(
    'clock',
    state,
    `${seconds} s from Telegram’s: digests come that much off`,
    'run an NTP client',
  );
}

function zoneOf(): string {
  return `zone data ${process.versions.tz ?? 'unknown'}`;
}

function databaseFindings(path: string, inspection: Inspection | undefined): Finding[] {
  if (inspection === undefined)
    return [finding('database', 'ok', `${path} is not there yet: start makes it`)];
  const { bytes, freeBytes, schema, newest, damage, open } = inspection;
  const findings: Finding[] = [];
  const size = `${(bytes / MB).toFixed(1)} MB, ${(freeBytes / MB).toFixed(1)} of it free`;
  if (damage.length > 0) {
    const remedy = 'stop the bot and mujaz restore a backup';
    findings.push(finding('database', 'fail', `${path} is damaged: ${damage.join('; ')}`, remedy));
  } else if (schema > newest) {
    const message = `${path} has schema ${schema}, this program knows ${newest}`;
    findings.push(finding('database', 'fail', message, 'update the program'));
  } else if (schema < newest) {
    const message = `${path} is whole and has schema ${schema}: the next start brings it to ${newest}`;
    findings.push(finding('database', 'ok', message));
  } else findings.push(finding('database', 'ok', `${path} is whole, schema ${schema}, ${size}`));
  if (open) {
    const remedy = `chmod 600 ${path}`;
    findings.push(finding('rights', 'warn', `${path} can be read by others on this machine`, remedy));
  }
  return findings;
}

async function diskFinding(path: string, bytes: number): Promise<Finding> {
  const folder = dirname(path);
  try {
    const free = await freeRoom(path);
    const message = `${Math.floor(free / MB)} MB free beside the database`;
    const remedy = 'free some space, or lower KEEP_TEXTS_DAYS and KEEP_STORIES_DAYS';
    if (free < leastRoom) return finding('disk', 'fail', `${message}, so the bot rests`, remedy);
    if (free < Math.max(DISK_LOW, bytes)) return finding('disk', 'warn', message, remedy);
    return finding('disk', 'ok', message);
  } catch (error) {
    return finding('disk', 'warn', `${folder} cannot be looked at (${reason(error)})`, 'check DATABASE_PATH');
  }
}

function sourcesFinding(named: number, sources: readonly SourceState[], now: number): Finding {
  const visited = sources.filter(
    ({ lastSuccessAt, failures }) => lastSuccessAt !== undefined || failures > 0,
  );
  if (visited.length === 0) return finding('sources', 'ok', `${named} in the file, none visited yet`);
  const dead = visited.filter(
    ({ disabled, failures, lastSuccessAt }) =>
      disabled === undefined && failures > 0 && now - (lastSuccessAt ?? 0) > DAY,
  );
  const newest = Math.max(0, ...sources.map(({ lastSuccessAt }) => lastSuccessAt ?? 0));
  const last = newest === 0 ? 'never' : new Date(newest).toISOString();
  const message = `${named} in the file, last success ${last}`;
  if (dead.length === 0) return finding('sources', 'ok', message);
  const names = dead.slice(0, NAMED).map(({ id, lastError }) => `${id} (${lastError ?? 'unknown'})`);
  const more = dead.length > NAMED ? ` and ${dead.length - NAMED} more` : '';
  const state = dead.length === visited.length ? 'fail' : 'warn';
  const remedy = 'see mujaz sources check';
  return finding('sources', state, `${message}; dead for a day: ${names.join(', ')}${more}`, remedy);
}

type Waiting = { readonly what: string; readonly waiting: number; readonly since: number | undefined };

function workFinding({ what, waiting, since }: Waiting, served: boolean, now: number): Finding {
  if (waiting === 0) return finding('work', 'ok', `no ${what} waits`);
  const age = now - (since ?? now);
  const message = `${waiting} ${what} wait, the oldest for ${Math.round(age / MINUTE)} min`;
  if (age <= WAITS_MS.warn) return finding('work', 'ok', message);
  const remedy = served ? 'see the bot’s log for the job that fails' : 'start the bot';
  return finding('work', served && age > WAITS_MS.fail ? 'fail' : 'warn', message, remedy);
}

/** What the database holds of work: only of a schema that this program knows. */
async function workFindings(
  config: Config,
  {
    served,
    named,
    now,
  }: { readonly served: boolean; readonly named: number | undefined; readonly now: number },
): Promise<Finding[]> {
  const store = openStore(config.DATABASE_PATH);
  try {
    const { sources, articles, digests, parts } = await store.operations.snapshot(now);
    const { sent, uncertain, refused } = await store.operations.sends(now - DAY, now);
    const findings = [
      ...(named === undefined ? [] : [sourcesFinding(named, sources, now)]),
      workFinding({ what: 'articles', waiting: articles.waiting, since: articles.since }, served, now),
      workFinding({ what: 'digests', waiting: digests.late, since: digests.since }, served, now),
      workFinding({ what: 'messages', waiting: parts.waiting, since: parts.since }, served, now),
    ];
    const sends = `in 24 h ${sent} messages sent, ${uncertain} uncertain, ${refused} refused`;
    findings.push(
      uncertain + refused === 0
        ? finding('sends', 'ok', sends)
        : finding('sends', 'warn', sends, 'see the bot’s log for why; the uncertain come again as headlines'),
    );
    return findings;
  } finally {
    store.close();
  }
}

async function examine(config: Config, now: number): Promise<Finding[]> {
  const findings: Finding[] = [...(await telegramFindings(config))];
  let named: number | undefined;
  try {
    named = (await readSourcesFile(config.SOURCES_FILE)).length;
    if (named === 0)
      findings.push(
        finding('sources', 'warn', `${config.SOURCES_FILE} names no outlet`, 'mujaz sources add'),
      );
  } catch (error) {
    findings.push(finding('sources', 'fail', reason(error), 'correct SOURCES_FILE'));
  }
  const path = config.DATABASE_PATH;
  let inspection: Inspection | undefined;
  try {
    inspection = inspect(path);
    findings.push(...databaseFindings(path, inspection));
  } catch (error) {
    findings.push(finding('database', 'fail', reason(error)));
  }
  findings.push(await diskFinding(path, inspection?.bytes ?? 0));
  if (inspection === undefined) return findings;
  const { served, damage, schema, newest } = inspection;
  findings.push(finding('bot', 'ok', served ? 'runs on this database' : 'does not run on this database'));
  if (damage.length > 0 || schema !== newest) return findings;
  try {
    findings.push(...(await workFindings(config, { served, named, now })));
  } catch (error) {
    findings.push(finding('work', 'fail', reason(error)));
  }
  return findings;
}

/** Print a line for each thing looked at; exit code 1 when one of them fails. `settings` reads and checks the settings; `now` is epoch ms. */
export async function doctor(settings: () => Config, json: boolean, now: number): Promise<void> {
  const findings: Finding[] = [];
  try {
    const config = settings();
    findings.push(
      finding('settings', 'ok', `as in .env and the environment, Node.js ${process.versions.node}`),
    );
    findings.push(...(await examine(config, now)));
  } catch (error) {
    findings.push(finding('settings', 'fail', reason(error)));
  }
  for (const one of findings) {
    if (json) await jsonLine(one);
    else {
      const remedy = one.remedy === undefined ? '' : `: ${one.remedy}`;
      await line(`${one.state.padEnd(4)}  ${one.check.padEnd(8)}  ${one.message}${remedy}`);
    }
  }
  if (findings.some(({ state }) => state === 'fail')) process.exitCode = 1;
}
