/** A database whose readers all wait for one minute: stories of the last day and a half, chats with their topics, and what they were told. */
import Sqlite from 'better-sqlite3';
import { random } from '../eval/random.ts';
import { terms } from '../src/arabic/words.ts';
import type { NewArticle } from '../src/news/article.ts';
import { openStore } from '../src/storage/store.ts';
import { ownKey } from '../src/stories/query.ts';
import { catalogue } from '../src/topics/catalogue.ts';

const HOUR = 3_600_000;
/** In 36 hours, of some hundred outlets. */
const STORIES = 1_500;
const PUBLISHERS = 40;
/** Told twelve hours ago. */
const TOLD = 5;
/** Of so many chats one follows words of its own, if any do: one of so many searches. */
const OWN_WORDS = { chats: 10, searches: 2_000 };

/** Most chats keep the default zone; the others are where it is another hour. */
const ZONES = [null, null, null, 'Africa/Cairo', 'Africa/Casablanca', 'Asia/Dubai'];
const DEFAULT_ZONE = 'Asia/Riyadh';

/** HH:MM in a zone. */
function clock(at: number, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(at);
}

const TOPICS = catalogue.map(({ slug }) => slug).filter((slug) => slug !== 'top');

function words(next: () => number, count: number): string {
  return Array.from({ length: count }, () => `كلمة${Math.floor(20_000 ** next())}`).join(' ');
}

async function addStories(path: string, now: number): Promise<void> {
  const next = random(5);
  const store = openStore(path);
  const topic = () => TOPICS[Math.floor(TOPICS.length * next() ** 2)] ?? 'iran';
  for (let n = 0; n < STORIES; n += 1) {
    // The first ones are those told before.
    const publishedAt = now - Math.floor(((STORIES - n) / STORIES) * 35 * HOUR);
    const outlets = 1 + Math.floor(4 * next() ** 3);
    const title = words(next, 9);
    const articles = Array.from(
      { length: outlets },
      (_, at): NewArticle => ({
        key: `bench-${n}-${at}`,
        revision: '1',
        sourceId: undefined,
        publisher: `صحيفة ${Math.floor(PUBLISHERS * next())}`,
        house: undefined,
        title,
        text: words(next, 40),
        author: undefined,
        statedSource: undefined,
        published: new Date(publishedAt).toISOString(),
        publishedAt,
        kind: 'news',
        url: `https://outlet.example/news/${n}/${at}?of=${Math.floor(1e9 * next())}`,
        image: undefined,
        sample: false,
      }),
    );
    await store.articles.add(articles, publishedAt);
    let storyId: number | undefined;
    const topics = { main: [...new Set([topic(), topic()])], side: [] };
    for (const { id } of await store.stories.pending(outlets)) {
      storyId = await store.stories.write(
        {
          articleId: id,
          articleTopics: topics,
          joinTerms: [],
          searchTerms: terms(title),
          storyId,
          brief: {
            headline: title,
            headlineArticleId: id,
            sentences: [20, 18, 16].map((count) => ({ text: `${words(next, count)}.`, articleId: id })),
            before: [],
            differences: [],
          },
          topics,
        },
        publishedAt,
      );
    }
  }
  store.close();
}

/**
 * Make the database at `path` hold so many chats whose digest is due at `now` (epoch ms, a whole minute), one in ten of those that
 * follow topics with words of its own too where `ownWords` says so. Their ids of Telegram's begin at 1,000,001.
 */
export async function makeAudience(
  path: string,
  chats: number,
  now: number,
  { ownWords = false }: { readonly ownWords?: boolean } = {},
): Promise<void> {
  await addStories(path, now);
  const next = random(9);
  const database = new Sqlite(path);
  database.pragma('synchronous = OFF');
  const chat = database.prepare(
    "INSERT INTO chats (id, telegram_id, thread_id, kind, zone, times, since, next_digest_at) VALUES (?, ?, 0, 'private', ?, ?, ?, ?)",
  );
  const subscription = database.prepare(
    'INSERT OR IGNORE INTO subscriptions (chat_id, topic, since) VALUES (?, ?, ?)',
  );
  const digest = database.prepare(
    "INSERT INTO digests (id, chat_id, local_date, local_time, moment_at, created_at, passed_over) VALUES (?, ?, 'before', '', ?, ?, 0)",
  );
  const delivery = database.prepare(
    "INSERT INTO deliveries (id, digest_id, chat_id, part, moment_at, html, buttons, state, message_id, settled_at) VALUES (?, ?, ?, 1, ?, '', '[]', 'sent', ?, ?)",
  );
  const told = database.prepare(
    'INSERT OR IGNORE INTO delivery_stories (delivery_id, story_id, reminder, chat_id) VALUES (?, ?, 0, ?)',
  );
  const searches = Array.from({ length: OWN_WORDS.searches }, () => ownKey(words(next, 1)) ?? '');
  const before = now - 12 * HOUR;
  const oldStories = Math.floor((STORIES * 23) / 35);
  database.transaction(() => {
    for (let id = 1; id <= chats; id += 1) {
      const zone = ZONES[Math.floor(ZONES.length * next())] ?? null;
      const times = [now, now - 12 * HOUR].map((at) => clock(at, zone ?? DEFAULT_ZONE));
      chat.run(id, 1_000_000 + id, zone, times.sort().join(' '), now - 1000 * HOUR, now);
      // One in four chose nothing and gets the top stories.
      const topics = Math.floor(5 * next());
      for (let n = 0; n < topics; n += 1)
        subscription.run(id, TOPICS[Math.floor(TOPICS.length * next() ** 2)], now - 1000 * HOUR);
      if (ownWords && topics > 0 && id % OWN_WORDS.chats === 0)
        subscription.run(id, searches[Math.floor(searches.length * next() ** 2)], now - 1000 * HOUR);
      digest.run(id, id, before, before);
      delivery.run(id, id, id, before, id, before);
      for (let n = 0; n < TOLD; n += 1) told.run(id, 1 + Math.floor(oldStories * next()), id);
    }
  })();
  database.close();
}
