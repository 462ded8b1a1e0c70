/** `remove` beside a running bot: what was taken out is behind no door any more. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { summarizePending } from '../../src/briefs/summarize.ts';
import { composeDue } from '../../src/digests/compose.ts';
import { renderDigest } from '../../src/telegram/render.ts';
import { newArticle } from '../support/articles.ts';
import { type Ended, mujaz } from '../support/command.ts';
import { listeningLog, testStore, ZONE } from '../support/outbox.ts';
import { openSite } from '../support/site.ts';
import { temporaryFolder } from '../support/temporary.ts';
import { HOUR, NINE, type Rig, read, rig, say } from '../telegram/harness.ts';

const OUTLET = 'صحيفة المرفأ';
const SHAPE = 'kind name state removed articles stories withdrawn'.split(' ');

/** News on Iran: the outlet's own stand first and last; between them others', so that a topic has two pages. */
const NEWS = [
  [OUTLET, 'قطار القمح يصل من طهران إلى مشهد بعد توقف عامين', 'port.example/train', 1],
  ['قناة الأفق', 'مهندسون إيرانيون يرممون قلعة فلك الأفلاك في خرم آباد', 'horizon.example/castle', 2],
  ['قناة الأفق', 'افتتاح متحف للسجاد في مدينة تبريز الإيرانية', 'horizon.example/carpets', 3],
  ['نافذة المدينة', 'زلزال خفيف يهز جزيرة قشم الإيرانية ولا إصابات', 'window.example/quake', 4],
  ['نافذة المدينة', 'إيران تستورد حافلات كهربائية للعاصمة طهران', 'window.example/buses', 5],
  [OUTLET, 'مهرجان الزعفران يبدأ في بلدة قائن الإيرانية', 'port.example/saffron', 6],
] as const;

/** A bot over a database with the news, a chat that follows Iran, and the command beside it. */
async function beside() {
  const folder = temporaryFolder();
  const database = join(folder, 'mujaz.db');
  const sources = join(folder, 'sources.json');
  const row = (id: string, publisher: string) => ({
    id,
    kind: 'feed',
    url: `https://${id}.example/rss`,
    publisher,
  });
  writeFileSync(sources, JSON.stringify([row('port', OUTLET), row('horizon', 'قناة الأفق')]));
  const store = testStore(database);
  const articles = NEWS.map(([publisher, title, address, hours]) =>
    newArticle({
      publisher,
      title,
      text: `${title}.\nوقالت الجهة المنظمة في بيان الأحد إن العمل يستمر حتى نهاية الشهر.`,
      url: `https://${address}`,
      key: `${publisher} ${address}`,
      publishedAt: NINE - hours * HOUR,
    }),
  );
  await store.articles.add(articles, NINE);
  await summarizePending({ ...store, log: listeningLog() }, NINE);
  const one = await rig({ store });
  await store.sources.sync(
    [
      { ...row('port', OUTLET), kind: 'feed', house: undefined, fullText: false },
      { ...row('horizon', 'قناة الأفق'), kind: 'feed', house: undefined, fullText: false },
    ],
    NINE,
  );
  await say(one, '/subscribe إيران');
  const env = { DATABASE_PATH: database, SOURCES_FILE: sources };
  return { one, store, env, run: (...args: readonly string[]): Promise<Ended> => mujaz(args, env) };
}

type Answer = Awaited<ReturnType<typeof say>>;

/** The old message after a tap on the button; as it is where it has no such button. */
async function tapped({ api, reader, clock }: Rig, old: Answer, label: string): Promise<Answer> {
  const shown = () => api.messages(reader).find(({ id }) => id === old.id) ?? old;
  if (
    !shown()
      .keyboard.flat()
      .some(({ text }) => text === label)
  )
    return shown();
  clock.now += 5_000;
  await api.press({ chatId: reader, from: reader, messageId: old.id, button: label });
  return shown();
}

/** The page that the button under an old message brings in its place. */
async function nextPage(one: Rig, old: Answer): Promise<string> {
  // What was made before a change is made anew on the way.
  for (const label of ['السابق', 'الخبر 1', 'رجوع']) await tapped(one, old, label);
  return (await tapped(one, old, 'المزيد')).text;
}

const DOORS: Readonly<
  Record<string, (at: Awaited<ReturnType<typeof beside>>, old: Answer) => Promise<string>>
> = {
  '/latest': async ({ one }) => (await say(one, '/latest 10')).text,
  '/topic': async ({ one }) => (await say(one, '/topic إيران')).text,
  'a topic’s name': async ({ one }) => (await say(one, 'أخبار إيران')).text,
  '/topic top': async ({ one }) => (await say(one, 'أهم الأخبار')).text,
  '/search': async ({ one }) => (await say(one, '/search القمح')).text,
  'the button of an old message': async ({ one }, old) => nextPage(one, old),
  '/digest': async ({ one }) => (await say(one, '/digest')).text,
  '/sources': async ({ one }) => (await say(one, '/sources')).text,
  'a digest that is made': async ({ one, store }) => {
    const made: string[] = [];
    const render: typeof renderDigest = (digest) => {
      const parts = renderDigest(digest, { preview: true });
      made.push(...parts.map(({ html }) => html));
      return [];
    };
    const chat = await store.chats.find({ telegramId: one.reader, threadId: 0 });
    if (chat === undefined) throw new Error('the chat is not known');
    // An hour of its own at each look: a chat gets no digest twice.
    const hour = 10 + (await store.chats.usedMoments(chat.id, '2026-11-01')).size;
    const at = NINE + (hour - 9) * HOUR;
    await store.chats.setSchedule(chat.id, { zone: ZONE, times: [`${hour}:00`], nextDigestAt: at }, at);
    await composeDue(
      { ...store, defaultZone: ZONE, render, log: listeningLog() },
      at,
      new AbortController().signal,
    );
    return made.join('\n');
  },
  'mujaz latest': async ({ run }) => (await run('latest', '--json', '--limit', '20')).out,
  'mujaz search': async ({ run }) => (await run('search', '--json', 'القمح')).out,
};

test('an outlet is behind no door once it is removed, beside a running bot, and behind every one again', async () => {
  const at = await beside();
  const old = await say(at.one, '/topic إيران');
  const named = /المرفأ|القمح|الزعفران/u;
  const doors = async (): Promise<Record<string, boolean>> => {
    const found: Record<string, boolean> = {};
    for (const [door, open] of Object.entries(DOORS)) {
      at.one.clock.now += 60_000;
      // The words searched for stand in the answer that nothing was found.
      const text = read(await open(at, old)).replace(/«القمح»/gu, '');
      found[door] = named.test(text);
    }
    return found;
  };
  const all = (open: boolean) => Object.fromEntries(Object.keys(DOORS).map((door) => [door, open]));
  expect(await doors()).toEqual(all(true));
  const removed = await at.run('remove', '--json', '--publisher', 'صحيفه المرفأ');
  expect(removed).toMatchObject({ status: 0 });
  expect(removed.lines.map((line) => Object.keys(line))).toEqual([SHAPE]);
  expect(removed.lines).toMatchObject([
    { kind: 'publisher', name: 'صحيفه المرفأ', state: 'removed', articles: 2, stories: 2 },
  ]);
  expect(await doors()).toEqual(all(false));
  expect((await at.run('sources', 'list', '--json')).lines.map(({ state }) => state)).toEqual([
    'removed',
    'new',
  ]);
  const restored = await at.run('remove', '--json', '--restore', '--publisher', OUTLET);
  expect(restored.lines).toMatchObject([{ state: 'restored', removed: null, articles: 2 }]);
  expect(await doors()).toEqual(all(true));
}, 120_000);

describe('the command', () => {
  test('takes links, outlets and stories, lists what is out, and says what it does not know', async () => {
    const { run } = await beside();
    const [story] = (await run('search', '--json', 'السجاد')).lines;
    const link = 'https://www.window.example/quake/?utm_source=mail';
    const { status, lines, err } = await run(
      'remove',
      '--json',
      link,
      'window.example/buses',
      '--story',
      String(story?.story),
      '--story',
      '999',
      '--publisher',
      'نجمة الصبح',
    );
    expect(status).toBe(1);
    expect(lines).toMatchObject([
      { kind: 'article', name: link, state: 'removed', articles: 1, stories: 1 },
      { kind: 'story', name: String(story?.story), articles: 1, stories: 1 },
    ]);
    expect(err.split('\n').filter((line) => line.startsWith('mujaz: '))).toEqual([
      expect.stringMatching(/window\.example\/buses: is no http\(s\) address/),
      expect.stringMatching(/نجمة الصبح: no source and no article/u),
      expect.stringMatching(/story 999: there is no such story/),
    ]);
    expect(err).toMatch(/taken out of every answer/);
    const listed = await run('remove', '--list', '--json');
    expect(listed.lines.map((line) => Object.keys(line))).toEqual([SHAPE, SHAPE]);
    expect(listed.lines).toMatchObject([
      { kind: 'story', state: 'removed', removed: expect.stringMatching(/^20\d\d-.*Z$/), articles: 1 },
      { kind: 'article', name: link, articles: 1 },
    ]);
    expect((await run('remove', '--list')).out.split('\n')[1]).toBe(
      `removed   article    ${link}  1 articles, 0 stories, 0 waiting messages`,
    );
    // What was never stored is kept out too.
    expect((await run('remove', 'https://window.example/never')).out).toMatch(/never {2}0 articles/);
    expect(await run('remove', '--restore', link)).toMatchObject({ status: 0 });
    expect(await run('remove', '--restore', link)).toMatchObject({
      status: 1,
      out: '',
      err: expect.stringMatching(/is not removed/),
    });
    for (const wrong of [[], ['--list', link], ['--restore'], ['--story', 'x']])
      expect([wrong, (await run('remove', ...wrong)).status]).toEqual([wrong, 2]);
  }, 120_000);

  test('holds when an older backup takes the database’s place', async () => {
    const { run, store, env } = await beside();
    const file = `${env.DATABASE_PATH}.backup`;
    expect((await run('backup', file)).status).toBe(0);
    const link = 'https://window.example/quake';
    expect((await run('remove', link)).status).toBe(0);
    store.close();
    const restored = await run('restore', file);
    expect([restored.status, restored.out]).toEqual([
      0,
      expect.stringMatching(/^1 removals .* hold again$/m),
    ]);
    expect((await run('remove', '--list', '--json')).lines).toMatchObject([{ name: link, articles: 1 }]);
    const { out } = await run('latest', '--json', '--limit', '20');
    expect([out.includes('buses'), out.includes('quake')]).toEqual([true, false]);
  }, 120_000);

  test('what the feed brings again stays out, and its page is not asked for', async () => {
    const site = await openSite();
    const item = (slug: string, query: string) =>
      `<item><title>خبر ${slug} من الميناء القديم</title><link>${site.origin}/${slug}${query}</link><guid isPermaLink="false">${slug}${query}</guid><description>وصلت ${slug} إلى الميناء القديم صباح الأحد.</description></item>`;
    const feed = (...items: readonly string[]) =>
      `<rss version="2.0"><channel><title>المرفأ</title>${items.join('')}</channel></rss>`;
    site.pages['/rss'] = feed(item('one', ''), item('two', ''));
    const folder = temporaryFolder();
    const sources = join(folder, 'sources.json');
    writeFileSync(sources, '[]');
    const env = {
      DATABASE_PATH: join(folder, 'mujaz.db'),
      SOURCES_FILE: sources,
      ALLOW_PRIVATE_HOSTS: site.host,
    };
    const ingest = async () => (await mujaz(['ingest', '--json', `${site.origin}/rss`], env)).lines;
    expect(await ingest()).toMatchObject([{ status: 'ok', found: 2, new: 2 }]);
    await mujaz(['remove', `${site.origin}/one`], env);
    site.pages['/rss'] = feed(
      item('one', ''),
      item('one', '?utm_medium=rss'),
      item('one', '?amp=1'),
      item('two', ''),
    );
    expect(await ingest()).toMatchObject([{ found: 4, new: 0 }]);
    const asked = site.asked.length;
    expect(await ingest()).toMatchObject([{ status: 'unchanged', new: 0 }]);
    expect(site.asked.slice(asked).map(({ path }) => path)).toEqual(['/rss']);
    const { out } = await mujaz(['latest', '--json'], env);
    expect([out.includes('two'), out.includes('one')]).toEqual([true, false]);
  }, 120_000);
});
