/** The labelled same-event pairs of the evaluation folder, and those of our own making. */
import { readFile } from 'node:fs/promises';
import type { Article } from '../src/news/article.ts';
import { cleaned, rowsOf } from './rows.ts';

/** Two articles of which it is known whether they report the same event. */
export type Pair = { readonly set: string; readonly a: Article; readonly b: Article; readonly same: boolean };

/** Pairs and the articles they are of, in the order of reading. */
export type Labelled = { readonly articles: readonly Article[]; readonly pairs: readonly Pair[] };

type Text = {
  readonly id: string;
  readonly title?: string;
  readonly body: string;
  readonly source?: string;
  readonly published?: string | undefined;
};

type PairRow = {
  readonly set: string;
  readonly label: string;
  readonly border?: boolean;
  readonly a: Text;
  readonly b: Text;
};

type FeedRow = Omit<Text, 'body' | 'published'> & {
  readonly summary: string;
  readonly date?: string;
  /** The same value for the same event; null or missing for items alone. */
  readonly event?: string | null;
};

/** When texts without a date count as seen. */
export const STREAM_TIME = Date.UTC(2026, 5, 1);

let lastId = 0;

function article(text: Text): Article {
  lastId += 1;
  const time = Date.parse(text.published ?? '');
  return {
    ...cleaned(text),
    id: lastId,
    key: text.id,
    revision: '',
    publishedAt: Number.isNaN(time) ? undefined : time,
    firstSeenAt: STREAM_TIME,
    sourceId: undefined,
    publisher: text.source,
    house: undefined,
    sample: false,
  };
}

/** pairs.jsonl without the border cases. `articles` are all of them, each once, in the order of the file. */
export async function pressPairs(folder: string): Promise<Labelled> {
  const rows = await rowsOf<PairRow>(folder, 'pairs');
  const articles = new Map<string, Article>();
  const of = (text: Text): Article => {
    const made = articles.get(text.id) ?? article(text);
    articles.set(text.id, made);
    return made;
  };
  const pairs = rows.map((row) => ({
    set: row.set,
    a: of(row.a),
    b: of(row.b),
    same: row.label === 'same',
    border: row.border === true,
  }));
  return { pairs: pairs.filter(({ border }) => !border), articles: [...articles.values()] };
}

/** Every two of the feed items. */
export async function feedPairs(folder: string): Promise<Labelled> {
  const rows = await rowsOf<FeedRow>(folder, 'rss_items');
  const items = rows.map((row) => ({
    event: row.event ?? undefined,
    article: article({ ...row, body: row.summary, published: row.date }),
  }));
  const pairs = items.flatMap((a, at) =>
    items.slice(at + 1).map((b) => ({
      set: 'feed items',
      a: a.article,
      b: b.article,
      same: a.event !== undefined && a.event === b.event,
    })),
  );
  return { pairs, articles: items.map((item) => item.article) };
}

const DAY_MS = 24 * 3_600_000;
/** Days after which two texts are taken to report two events. */
const FAR_DAYS = 5;

/** The day that an identifier of these corpora holds. */
function dayOf(id: string): string | undefined {
  const found = /^bbc0910-(\d\d)(\d\d)(\d\d)-/u.exec(id) ?? /^sn-20(\d\d)-(\d\d)-(\d\d)-/u.exec(id);
  return found === null ? undefined : `20${found[1]}-${found[2]}-${found[3]}`;
}

/** Pairs that carry no label in the folder: `far` ones are at least five days apart, so that none reports the same event
 * and many the same affair; `near` ones were read by us (near-pairs.tsv). */
export async function otherPairs(folder: string): Promise<Labelled> {
  const texts = new Map<string, Article>();
  for (const row of await rowsOf<PairRow>(folder, 'pairs')) {
    for (const text of [row.a, row.b]) if (!texts.has(text.id)) texts.set(text.id, article(text));
  }
  const labelled = new Set(texts.values());
  for (const file of ['bbc_briefs', 'slug_topics', 'noise']) {
    for (const row of await rowsOf<Text & { readonly expected_body?: string }>(folder, file)) {
      const published = dayOf(row.id);
      if (published === undefined || texts.has(row.id)) continue;
      const source = row.source ?? 'BBC Arabic';
      texts.set(row.id, article({ ...row, body: row.expected_body ?? row.body, source, published }));
    }
  }
  const articles = [...texts.values()];
  const days = (a: Article, b: Article) => Math.abs((a.publishedAt ?? 0) - (b.publishedAt ?? 0)) / DAY_MS;
  const others = articles.filter((one) => !labelled.has(one));
  const far = others.flatMap((a, at) =>
    others
      .slice(at + 1)
      .filter((b) => days(a, b) >= FAR_DAYS)
      .map((b) => ({ set: 'far', a, b, same: false })),
  );
  const near = (await readFile(new URL('near-pairs.tsv', import.meta.url), 'utf8'))
    .split('\n')
    .flatMap((line): Pair[] => {
      const [first = '', second = '', verdict = ''] = line.split('\t');
      const [a, b] = [texts.get(first), texts.get(second)];
      return a === undefined || b === undefined ? [] : [{ set: 'near', a, b, same: verdict === 'same' }];
    });
  return { pairs: [...near, ...far], articles };
}

/** The events of our own making (our-events.tsv): `half` 0 are those that rules were written by, 1 those held out. Pairs stand
 * within a group: tellings of one event, and near misses. */
export async function ourPairs(half: 0 | 1): Promise<Labelled> {
  const rows = (await readFile(new URL('our-events.tsv', import.meta.url), 'utf8'))
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'))
    .filter(([group]) => (Number(group) + 1) % 2 === half)
    .map(([group = '', event = '', day = '', source = '', title = '', body = ''], at) => ({
      group,
      event,
      article: article({
        id: `our-${half}-${at}`,
        title,
        body,
        source,
        published: `2026-03-${day.padStart(2, '0')}T09:00:00Z`,
      }),
    }));
  const pairs = rows.flatMap((a, at) =>
    rows
      .slice(at + 1)
      .filter((b) => a.group === b.group && a.event !== '?' && b.event !== '?')
      .map((b) => ({
        set: half === 0 ? 'ours' : 'ours, held out',
        a: a.article,
        b: b.article,
        same: a.event === b.event,
      })),
  );
  return { pairs, articles: rows.map((row) => row.article) };
}

/** A feed gives so many words of an article beside its headline. */
const FEED_WORDS = 32;

/** Articles cut, and their pairs. */
function cut({ articles, pairs }: Labelled, text: (full: string) => string): Labelled {
  const made = new Map(articles.map((one) => [one, { ...one, text: text(one.text) }]));
  const of = (one: Article): Article => made.get(one) ?? one;
  return {
    articles: [...made.values()],
    pairs: pairs.map((pair) => ({ ...pair, a: of(pair.a), b: of(pair.b) })),
  };
}

function firstSentence(text: string): string {
  const [sentence = ''] = text.split(/(?<=[.؟!])\s|\n/u);
  return sentence.split(/\s+/u).slice(0, FEED_WORDS).join(' ');
}

/** The same with nothing but headline and first sentence, as a feed gives them. */
export function firstSentences(of: Labelled): Labelled {
  return cut(of, firstSentence);
}

/** The same with nothing but the headline. */
export function headlines(of: Labelled): Labelled {
  return cut(of, () => '');
}
