import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { expect, onTestFinished, test } from 'vitest';
import { holdStart, openStore } from '../../src/storage/store.ts';
import { addStory } from '../support/outbox.ts';
import { temporaryFolder } from '../support/temporary.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const TOKEN = '4242:TEST-TOKEN-of-the-doctor-test-0000000000';

type Environment = Readonly<Record<string, string>>;
type Finding = { check: string; state: string; message: string; remedy: string | null };

function environment(folder: string): Environment {
  const sources = join(folder, 'sources.json');
  writeFileSync(sources, '[]');
  return { DATABASE_PATH: join(folder, 'mujaz.db'), SOURCES_FILE: sources, BOT_TOKEN: '', NODE_ENV: '' };
}

/** Exit code and findings; the tests' own server answers meanwhile. */
async function examined(
  env: Environment,
): Promise<{ code: number | null; findings: Finding[]; text: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'doctor', '--json'], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (text += String(data)));
  const [code] = (await once(child, 'close')) as [number | null];
  const findings = text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Finding);
  return { code, findings, text };
}

/** What one check found, the worst first. */
function of(findings: readonly Finding[], check: string): string[] {
  return findings
    .filter((one) => one.check === check)
    .map(({ state, message, remedy }) => `${state} ${message}${remedy === null ? '' : `: ${remedy}`}`);
}

async function telegram(status: number, body: string, date: string | undefined): Promise<string> {
  const server = createServer((_request, response) => {
    if (date === undefined) response.sendDate = true;
    else response.setHeader('date', date);
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const ME = '{"ok":true,"result":{"id":1,"is_bot":true,"first_name":"x","username":"mujaz_bot"}}';

test('all is well, also where nothing runs yet', async () => {
  const folder = temporaryFolder();
  const root = await telegram(200, ME, undefined);
  const { code, findings } = await examined({
    ...environment(folder),
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: root,
  });
  expect(code).toBe(0);
  expect(of(findings, 'token')).toEqual(['ok @mujaz_bot']);
  expect(of(findings, 'clock')[0]).toMatch(/^ok within/);
  expect(of(findings, 'database')[0]).toMatch(/^ok .*not there yet/);
  expect(findings.every((one) => Object.keys(one).join() === 'check,state,message,remedy')).toBe(true);
});

test('what @BotFather was told is noted where it takes something from readers, and fails nothing', async () => {
  const told = (flags: string) => ME.replace('"username"', `${flags},"username"`);
  const notes = async (flags: string) => {
    const root = await telegram(200, told(flags), undefined);
    const env = { ...environment(temporaryFolder()), BOT_TOKEN: TOKEN, TELEGRAM_API_ROOT: root };
    const { code, findings } = await examined(env);
    expect(code).toBe(0);
    return ['inline', 'groups', 'privacy'].flatMap((check) => of(findings, check));
  };
  expect(
    await notes('"can_join_groups":false,"can_read_all_group_messages":true,"supports_inline_queries":false'),
  ).toEqual([
    expect.stringMatching(/^warn inline mode is off.*: turn it on with @BotFather, \/setinline$/),
    expect.stringMatching(/^warn it cannot be added.*: allow it with @BotFather, \/setjoingroups$/),
    expect.stringMatching(/^warn privacy mode is off.*: turn it on with @BotFather, \/setprivacy$/),
  ]);
  expect(
    await notes('"can_join_groups":true,"can_read_all_group_messages":false,"supports_inline_queries":true'),
  ).toEqual([
    'ok inline mode is on',
    'ok it may be added to groups and channels',
    'ok in groups it hears only what is meant for it',
  ]);
  expect(await notes('"has_main_web_app":false')).toEqual([]);
});

test('a refused token and a wrong clock fail, and the token is told to nobody', async () => {
  const root = await telegram(
    401,
    '{"ok":false,"error_code":401,"description":"Unauthorized"}',
    'Mon, 01 Jan 2024 00:00:00 GMT',
  );
  const { code, findings, text } = await examined({
    ...environment(temporaryFolder()),
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: root,
  });
  expect(code).toBe(1);
  expect(of(findings, 'token')[0]).toMatch(/^fail Telegram refuses the token: correct BOT_TOKEN/);
  expect(of(findings, 'clock')[0]).toMatch(/^fail .* NTP/);
  expect(text).not.toContain('TEST-TOKEN');
});

test('without a network what can be looked at is, and the token is told to nobody', async () => {
  const { code, findings, text } = await examined({
    ...environment(temporaryFolder()),
    BOT_TOKEN: TOKEN,
    TELEGRAM_API_ROOT: 'http://127.0.0.1:1',
  });
  expect(code).toBe(0);
  expect(of(findings, 'token')[0]).toMatch(/^warn Telegram could not be asked/);
  expect(of(findings, 'clock')[0]).toMatch(/^warn not compared/);
  expect(text).not.toContain('TEST-TOKEN');
});

test('beside a running bot it tells that it runs, and what is stuck', async () => {
  const folder = temporaryFolder();
  const env = environment(folder);
  const path = join(folder, 'mujaz.db');
  const store = openStore(path);
  await addStory(store, { headline: 'افتتاح جسر المرفأ الجديد' });
  const raw = new Sqlite(path);
  raw.exec(`
    UPDATE articles SET pending = 1, story_id = NULL;
    INSERT INTO chats (telegram_id, thread_id, kind, since) VALUES (7, 0, 'private', 0);
    INSERT INTO digests (chat_id, local_date, local_time, moment_at, created_at, passed_over) VALUES (1, '2026-11-23', '08:00', 1, 1, 0);
    INSERT INTO deliveries (digest_id, chat_id, part, moment_at, html, buttons, state) VALUES (1, 1, 1, 1, 'x', '[]', 'sending');
    INSERT INTO deliveries (digest_id, chat_id, part, moment_at, html, buttons, state, settled_at)
    VALUES (1, 1, 2, 1, '', '[]', 'uncertain', ${Date.now() - 1000})`);
  raw.close();
  const held = holdStart(path);
  chmodSync(path, 0o644);
  const running = await examined(env);
  held.release();
  expect(running.code).toBe(1);
  expect(of(running.findings, 'bot')).toEqual(['ok runs on this database']);
  expect(of(running.findings, 'database')[0]).toMatch(/^ok .* is whole/);
  expect(of(running.findings, 'rights')[0]).toMatch(/^warn .*chmod 600/);
  expect(of(running.findings, 'work')[0]).toMatch(/^fail 1 articles wait/);
  expect(of(running.findings, 'sends')[0]).toMatch(/^warn .*1 uncertain, 0 refused/);
  const alone = await examined(env);
  expect(alone.code).toBe(0);
  expect(of(alone.findings, 'bot')).toEqual(['ok does not run on this database']);
  expect(of(alone.findings, 'work')[0]).toMatch(/^warn 1 articles wait.*: start the bot$/);
  store.close();
});

test('a broken page, a row that points nowhere and a newer schema are told with their remedy', async () => {
  const folder = temporaryFolder();
  const env = environment(folder);
  const path = join(folder, 'mujaz.db');
  openStore(path).close();
  const raw = new Sqlite(path);
  raw.pragma('foreign_keys = OFF');
  raw.exec("INSERT INTO subscriptions (chat_id, topic, since) VALUES (99, 'iran', 0)");
  const astray = await examined(env);
  expect(astray.code).toBe(1);
  expect(of(astray.findings, 'database')[0]).toMatch(
    /^fail .*1 rows of subscriptions point at none of chats: .*restore/,
  );
  raw.exec('DELETE FROM subscriptions');
  raw.pragma('user_version = 999');
  const newer = await examined(env);
  expect(of(newer.findings, 'database')[0]).toMatch(/^fail .*schema 999.*: update the program/);
  expect(newer.code).toBe(1);
  raw.pragma('journal_mode = DELETE');
  raw.close();
  const bytes = readFileSync(path);
  bytes.fill(7, 8192, 16384);
  writeFileSync(path, bytes);
  const size = statSync(path).size;
  const broken = await examined(env);
  expect(broken.code).toBe(1);
  expect(of(broken.findings, 'database')[0]).toMatch(/^fail .*damaged[^\n]*$/);
  expect(statSync(path).size).toBe(size);
});

test('a wrong setting is the finding', async () => {
  const { code, findings } = await examined({ ...environment(temporaryFolder()), PORT: 'many' });
  expect(code).toBe(1);
  expect(findings).toEqual([
    { check: 'settings', state: 'fail', message: expect.stringMatching(/^PORT must be/), remedy: null },
  ]);
});
