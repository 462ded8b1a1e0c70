/** A database as years of reading leave it, put together by SQL alone: what readers ask of it does not depend on how it came. */
import { spawnSync } from 'node:child_process';
import Sqlite from 'better-sqlite3';
import { terms } from '../src/arabic/words.ts';
import { openStore } from '../src/storage/store.ts';

const HOUR = 3_600_000;
/** As many a day as some hundred outlets publish. */
const PER_HOUR = 200;
/** Every so many articles one tells again what the one before it told. */
const JOINS = 4;
const TOPICS = [
  'iran',
  'egypt',
  'sports',
  'economy',
  'russia',
  'gaza',
  'palestine',
  'usa',
  'health',
  'morocco',
];
/** Texts, and lines of words to search for, that articles take turns at having. */
const TEXTS = 997;
const LINES = 10_007;
const PER_TRANSACTION = 20_000;

/** The same numbers at every run, from 0 up to 1. */
export function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';

/** A made-up word for each number, beginning as differently as those of a language. */
function word(number: number): string {
  const letter = (of: number) => LETTERS[of % LETTERS.length] ?? '';
  return `${letter(number)}${letter(Math.floor(number / 7))}دار${number}`;
}

/** Words as unevenly common as those of a language. */
export function wordsFrom(random: () => number): (count: number) => string[] {
  return (count) => Array.from({ length: count }, () => word(Math.floor(20_000 ** random())));
}

/** Make the database at `path` hold so many articles, the newest published just before `now` (epoch ms). */
export function buildArchive(path: string, articles: number, now: number): void {
  openStore(path).close();
  const words = wordsFrom(generator(7));
  const texts = Array.from({ length: TEXTS }, () => `${words(120).join(' ')}.`);
  // As the bot indexes them, so that a search finds them.
  const lines = Array.from({ length: LINES }, () => terms(words(40).join(' ')).join(' '));
  const database = new Sqlite(path);
  database.pragma('synchronous = OFF');
  const story = database.prepare(`
    INSERT INTO stories (id, headline, headline_article_id, published_at, first_seen_at, updated_at, kind, voices, sample, articles)
    VALUES (@id, @title, @article, @at, @at, @at, 'news', 1, 0, 1)`);
  const joined = database.prepare('UPDATE stories SET articles = articles + 1, voices = 2 WHERE id = ?');
  const article = database.prepare(`
    INSERT INTO articles (id, key, revision, publisher, title, text, published, published_at, kind, url, sample, first_seen_at, story_id, pending)
    VALUES (@article, @key, '1', @publisher, @title, @text, @published, @at, 'news', @url, 0, @at, @id, 0)`);
  const articleTopic = database.prepare('INSERT INTO article_topics VALUES (?, ?, 1, 0)');
  const storyTopic = database.prepare(
    'INSERT INTO story_topics (story_id, topic, main, position, published_at) VALUES (?, ?, 1, 0, ?)',
  );
  const sentence = database.prepare(
    'INSERT INTO story_sentences (story_id, position, text, article_id) VALUES (?, ?, ?, ?)',
  );
  const search = database.prepare('INSERT INTO article_search (rowid, terms) VALUES (?, ?)');
  const add = (number: number): void => {
    const joins = number % JOINS === 0 && number > 1;
    const id = joins ? number - 1 : number;
    const at = now - Math.floor(((articles - number) * HOUR) / PER_HOUR);
    const topic = TOPICS[id % TOPICS.length] ?? '';
    const title = words(8).join(' ');
    const url = `https://outlet.example/news/${number}`;
    const row = { id, article: number, at, title, url, key: url };
    if (joins) joined.run(id);
    else story.run({ id, article: number, at, title });
    article.run({
      ...row,
      publisher: `ناشر ${number % 30}`,
      text: texts[number % TEXTS],
      published: new Date(at).toISOString(),
    });
    articleTopic.run(number, topic);
    if (!joins) {
      storyTopic.run(id, topic, at);
      for (const position of [0, 1]) sentence.run(id, position, `${words(20).join(' ')}.`, number);
    }
    search.run(number, lines[number % LINES]);
  };
  for (let start = 1; start <= articles; start += PER_TRANSACTION) {
    database.transaction(() => {
      const end = Math.min(start + PER_TRANSACTION, articles + 1);
      for (let number = start; number < end; number++) add(number);
    })();
  }
  database.exec(`
    CREATE VIRTUAL TABLE temp.indexed USING fts5vocab(main, 'article_search', 'row');
    INSERT OR IGNORE INTO search_words SELECT term FROM temp.indexed`);
  database.close();
}

/** The same in a process of its own: what that takes is no memory of the bot. Throws when it fails. */
export function buildArchiveApart(path: string, articles: number, now: number): void {
  const build = `import(${JSON.stringify(import.meta.url)})
    .then(({ buildArchive }) => buildArchive(${JSON.stringify(path)}, ${articles}, ${now}))`;
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', '--eval', build], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`no archive of ${articles} articles: ${stderr}`);
}
