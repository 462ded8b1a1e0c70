/** The command as an operator runs it: exit codes, one-line errors, signals. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import Sqlite from 'better-sqlite3';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openStore } from '../src/storage/store.ts';
import { startTestApi, TEST_TOKEN } from './support/bot-api.ts';
import { type Settings, settingsIn, startMujaz } from './support/started.ts';
import { temporaryFolder } from './support/temporary.ts';

const ROOT = fileURLToPath(new URL('../', import.meta.url));

function mujaz(args: readonly string[], { env = {}, input = '' }: { env?: Settings; input?: string } = {}) {
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'src/main.ts', ...args], {
    cwd: ROOT,
    env: { ...process.env, INIT_CWD: '', ...settingsIn(temporaryFolder()), ...env },
    input,
    encoding: 'utf8',
  });
  return { status: run.status, out: run.stdout, err: run.stderr };
}

describe('usage', () => {
  test('help is no error; a wrong command, option or value is wrong usage', () => {
    expect(mujaz(['--help'])).toMatchObject({ status: 0, err: '' });
    expect(mujaz(['brief', '--help']).out).toContain('--json');
    for (const wrong of [
      ['nonsense'],
      ['latest', '--limit', '0'],
      ['latest', '--wrong'],
      ['brief'],
      ['analyze', '--words', '9', '--ratio', '0.3'],
    ]) {
      const { status, out, err } = mujaz(wrong);
      expect([wrong.join(' '), status, out]).toEqual([wrong.join(' '), 2, '']);
      expect(err).toMatch(/^error: .+/);
    }
  });
});

describe('brief and analyze', () => {
  test('every file is tried, each failure is one line, and paths count from where they were typed', () => {
    const folder = temporaryFolder();
    writeFileSync(
      join(folder, 'a.txt'),
      'افتتح عمدة مدينة النخيل صباح السبت مكتبة عامة تضم ثلاثين ألف كتاب.\n',
    );
    const { status, out, err } = mujaz(['brief', '--json', 'missing.txt', 'a.txt'], {
      env: { INIT_CWD: folder },
    });
    expect(status).toBe(1);
    expect(err).toMatch(/^mujaz: missing\.txt: .*\n$/);
    const line = JSON.parse(out);
    expect(Object.keys(line)).toEqual(
      'file url title source author published text topics side_topics headline brief sentences'.split(' '),
    );
    expect(line).toMatchObject({
      file: 'a.txt',
      url: null,
      title: null,
      source: null,
      author: null,
      published: null,
    });
    expect(line.brief).toContain('مكتبة عامة');
  });

  test('what holds no article is refused, each with its reason, and a feed is signed by its title', () => {
    const folder = temporaryFolder();
    const files: Readonly<Record<string, string | Uint8Array>> = {
      'empty.txt': ' \n',
      'data.json': '{"a": 1}',
      'picture.txt': Uint8Array.from({ length: 4_000 }, (_, index) => (index * 7919) % 256),
    };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const names = [...Object.keys(files), '.', 'https://outlet.example/'];
    const refused = mujaz(['brief', ...names], { env: { INIT_CWD: folder } });
    expect(refused).toMatchObject({ status: 1, out: '' });
    expect(refused.err.trim().split('\n')).toEqual([
      'mujaz: empty.txt: is empty',
      'mujaz: data.json: is JSON, but no JSON feed',
      'mujaz: picture.txt: is no text',
      'mujaz: .: is a folder',
      'mujaz: https://outlet.example/: brief reads files: for an address there are feed and ingest',
    ]);
    const item =
      '<item><title>مكتبة جديدة</title><description>افتتح العمدة مكتبة عامة في المدينة القديمة.</description></item>';
    writeFileSync(
      join(folder, 'feed.xml'),
      `<rss><channel><title>صحيفة المرفأ</title>${item}</channel></rss>`,
    );
    expect(JSON.parse(mujaz(['brief', '--json', join(folder, 'feed.xml')]).out).source).toBe('صحيفة المرفأ');
  });

  test('feed gives the text for the summary that a feed left out, and null for what it has not', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'feed.xml');
    const item = '<item><title>مكتبة</title><content:encoded>&lt;p&gt;نص&lt;/p&gt;</content:encoded></item>';
    writeFileSync(file, `<rss><channel>${item}<item><title>جسر</title></item></channel></rss>`);
    const entries = mujaz(['feed', '--json', file])
      .out.trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(entries).toMatchObject([
      { title: 'مكتبة', summary: '<p>نص</p>', content: '<p>نص</p>' },
      { title: 'جسر', summary: null, content: null },
    ]);
  });

  test('a text in UTF-16 is read with and without its mark', () => {
    const folder = temporaryFolder();
    const text = 'افتتح عمدة مدينة النخيل صباح السبت مكتبة عامة تضم ثلاثين ألف كتاب.';
    writeFileSync(join(folder, 'marked.txt'), `\ufeff${text}`, 'utf16le');
    writeFileSync(join(folder, 'bare.txt'), text, 'utf16le');
    const { out } = mujaz(['brief', '--json', join(folder, 'marked.txt'), join(folder, 'bare.txt')]);
    expect(
      out
        .trim()
        .split('\n')
        .map((answer) => JSON.parse(answer).text),
    ).toEqual([text, text]);
  });

  test('input that cannot be read is no empty answer, and a mark before the first line is none of it', () => {
    const folder = spawnSync('sh', ['-c', 'exec node --import tsx src/main.ts analyze < test'], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect([folder.status, folder.stdout]).toEqual([1, '']);
    expect(folder.stderr).toBe('mujaz: standard input is a folder\n');
    expect(mujaz(['analyze'], { input: '\ufeff{"id": 1, "body": "خبر."}' })).toMatchObject({
      status: 0,
      err: '',
    });
  });

  test('analyze answers each line in order, bad ones in their place', () => {
    const body = 'افتتح عمدة مدينة النخيل صباح السبت مكتبة عامة تضم ثلاثين ألف كتاب في وسط المدينة القديمة.';
    const lines = [
      { id: 'أ', body },
      'broken',
      { id: 7, title: 'مكتبة', body: 3 },
      { id: 8, body, title: null },
    ];
    const input = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
    const { status, out, err } = mujaz(['analyze', '--words', '8'], { input });
    const answers = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(1);
    expect(answers.map((answer) => answer.id ?? answer.line)).toEqual(['أ', 2, 3, 8]);
    expect(Object.keys(answers[0])).toEqual('id text topics side_topics story headline brief'.split(' '));
    expect(answers[3].story).toBe('أ');
    expect(answers[0].brief.split(/\s+/).length).toBeLessThanOrEqual(8);
    expect(err.trim().split('\n')).toHaveLength(2);
  });

  test('a reader that goes away ends the command quietly', async () => {
    const lines = Array.from({ length: 3_000 }, (_, id) =>
      JSON.stringify({ id, body: `خبر قصير رقم ${id} من المدينة.` }),
    );
    const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'analyze'], { cwd: ROOT });
    child.stdin.on('error', () => {});
    child.stdin.end(lines.join('\n'));
    let err = '';
    child.stderr.on('data', (chunk) => {
      err += chunk;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code] = await once(child, 'exit');
    expect([code, err]).toEqual([0, '']);
  });

  test('thousands of lines into a pipe all arrive', () => {
    const input = Array.from({ length: 5_000 }, (_, id) => JSON.stringify({ id, body: `خبر ${id}.` })).join(
      '\n',
    );
    const { status, out } = mujaz(['analyze'], { input });
    expect([status, out.trim().split('\n').length]).toEqual([0, 5_000]);
  });
});

describe('ingest, latest, search, reprocess', () => {
  test('a folder is read once, told by topic and by words, and summarised again on demand', () => {
    const folder = temporaryFolder();
    const env = settingsIn(folder);
    writeFileSync(
      join(folder, 'a.txt'),
      'وصول أول قطار إلى مشهد\n\nوصل إلى مدينة مشهد الإيرانية أول قطار شحن من طهران محملا بالقمح.\n',
    );
    const ingested = mujaz(['ingest', '--json', join(folder, 'a.txt')], { env });
    expect(JSON.parse(ingested.out)).toEqual({
      input: join(folder, 'a.txt'),
      status: 'ok',
      found: 1,
      new: 1,
      error: null,
    });
    const again = mujaz(['ingest', '--json', join(folder, 'a.txt')], { env });
    expect(JSON.parse(again.out)).toMatchObject({ status: 'unchanged', new: 0 });
    const story = JSON.parse(mujaz(['latest', '--json', '--topic', 'إيران'], { env }).out);
    expect(Object.keys(story)).toEqual(
      'story headline brief sentences topics published articles voices origin before differences'.split(' '),
    );
    expect(story).toMatchObject({ headline: 'وصول أول قطار إلى مشهد', published: null, topics: ['iran'] });
    expect(JSON.parse(mujaz(['search', '--json', 'القطار', 'الإيراني'], { env }).out).story).toBe(
      story.story,
    );
    expect(mujaz(['reprocess'], { env }).out).toBe('1 articles put back, 1 summarised again, 0 failed\n');
    expect(JSON.parse(mujaz(['latest', '--json'], { env }).out)).toEqual(story);
    expect(mujaz(['latest', '--topic', 'كوكب المريخ البعيد'], { env })).toMatchObject({ status: 1, out: '' });
  });
});

test('a named pipe and an empty name are refused, not waited for', () => {
  const folder = temporaryFolder();
  const env = settingsIn(folder);
  const pipe = join(folder, 'pipe');
  spawnSync('mkfifo', [pipe]);
  const { status, err } = mujaz(['ingest', pipe, ''], { env });
  expect(status).toBe(1);
  expect(err).toMatch(/pipe: is not a regular file\n.*an empty name: say which file/);
});

describe('what the operator did wrong is one line with the remedy, exit code 1', () => {
  const failing = (env: Settings, args: readonly string[] = ['start']) => {
    const { status, out, err } = mujaz(args, { env });
    expect([status, out]).toEqual([1, '']);
    expect(err.trim().split('\n')).toHaveLength(1);
    return err;
  };

  test('a wrong setting', () => expect(failing({ PORT: 'x' })).toMatch(/PORT must be .*correct it in \.env/));

  test('no token in production', () =>
    expect(failing({ NODE_ENV: 'production' })).toMatch(/BOT_TOKEN is not set/));

  test('no sources file', () =>
    expect(failing({ SOURCES_FILE: '/nowhere/sources.json' })).toMatch(/\/nowhere\/sources\.json/));

  test('a damaged database', () => {
    const path = join(temporaryFolder(), 'bad.db');
    writeFileSync(path, 'no database at all, but long enough to look at. '.repeat(100));
    expect(failing({ DATABASE_PATH: path }, ['latest'])).toMatch(/damaged or no SQLite database/);
  });

  test('a database that another program locks', () => {
    const path = join(temporaryFolder(), 'locked.db');
    const other = new Sqlite(path);
    other.exec('CREATE TABLE t (x); BEGIN EXCLUSIVE');
    try {
      expect(failing({ DATABASE_PATH: path }, ['latest'])).toMatch(/is locked by another program/);
    } finally {
      other.close();
    }
  });

  test('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    expect(failing({ PORT: String(port) })).toMatch(new RegExp(`port ${port} .* in use`));
  });

  test('a refused token, which is not shown', async () => {
    const api = await startTestApi();
    onTestFinished(api.close);
    const token = TEST_TOKEN.replace('4242', '4243');
    const bot = startMujaz(temporaryFolder(), { BOT_TOKEN: token, TELEGRAM_API_ROOT: api.url });
    expect(await bot.exit).toBe(1);
    expect(bot.said()).toMatch(/Telegram refuses the token: correct BOT_TOKEN/);
    expect(bot.said()).not.toContain(token.split(':')[1]);
  });
});

/** Processes whose command line or environment names this folder. */
function leftovers(folder: string): string[] {
  return readdirSync('/proc').filter((pid) => {
    if (!/^\d+$/.test(pid) || Number(pid) === process.pid) return false;
    try {
      return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(folder);
    } catch {
      return false;
    }
  });
}

test('SIGTERM to `npm start` ends the bot and leaves no process behind', async () => {
  const folder = temporaryFolder();
  const child = spawn('npm', ['start'], { cwd: ROOT, env: { ...process.env, ...settingsIn(folder) } });
  const ready = new Promise<void>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.includes('playground at')) resolve();
    });
  });
  child.stdout.resume();
  await ready;
  expect(leftovers(folder).length).toBeGreaterThan(0);
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(leftovers(folder)).toEqual([]);
});

test('SIGTERM ends the bot though an answer and a digest part hang for ever, and a second signal changes nothing', async () => {
  const api = await startTestApi();
  onTestFinished(api.close);
  const reader = api.addUser({ started: true });
  const folder = temporaryFolder();
  const env = { ...settingsIn(folder), BOT_TOKEN: TEST_TOKEN, TELEGRAM_API_ROOT: api.url };
  api.fail({ fault: { kind: 'silence' }, method: 'sendMessage', times: 100 });
  const store = openStore(join(folder, 'mujaz.db'));
  const chat = await store.chats.open(
    { telegramId: reader, threadId: 0 },
    { kind: 'private', title: undefined },
    0,
  );
  const dueAt = Date.now() - 60_000;
  await store.chats.setSchedule(chat.id, { zone: undefined, times: [], nextDigestAt: dueAt }, dueAt);
  const part = { html: 'خبر', buttons: [], storyIds: [], reminderIds: [] };
  const moment = { at: dueAt, localDate: '2026-11-23', localTime: '08:00' };
  await store.digests.create(
    [{ chatId: chat.id, dueAt, moment, parts: [part], passedOver: 0, nextDigestAt: Date.now() + 3_600_000 }],
    Date.now(),
  );
  store.close();
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'start'], {
    cwd: ROOT,
    env: { ...process.env, ...env },
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  const sends = () => api.calls().filter(({ method }) => method.toLowerCase() === 'sendmessage').length;
  const hanging = new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (sends() < 2) return;
      clearInterval(look);
      resolve();
    }, 50);
  });
  api.say({ chatId: reader, from: reader, text: '/help' });
  await hanging;
  child.kill('SIGINT');
  child.kill('SIGTERM');
  const [code, signal] = await once(child, 'exit');
  expect([code, signal]).toEqual([0, null]);
  expect(said).not.toMatch(/not open|not settled|answers again/);
  const after = openStore(join(folder, 'mujaz.db'));
  expect(await after.deliveries.counts()).toMatchObject({ uncertain: 1, pending: 0, sending: 0 });
  after.close();
}, 30_000);

test('a slow reader of many long lines is waited for without a warning', async () => {
  const body = 'خبر طويل من المدينة القديمة. '.repeat(900);
  const lines = Array.from({ length: 40 }, (_, id) => JSON.stringify({ id, body: `${id} ${body}` })).join(
    '\n',
  );
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'analyze'], { cwd: ROOT });
  child.stdin.end(lines);
  let [got, said] = [0, ''];
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  child.stdout.on('data', (chunk: Buffer) => {
    got += chunk.toString().split('\n').length - 1;
    child.stdout.pause();
    setImmediate(() => child.stdout.resume());
  });
  const [code] = await once(child, 'close');
  expect([code, got, said]).toEqual([0, 40, '']);
});
