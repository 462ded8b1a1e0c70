/** What was taken out, in SQLite: moved out of the articles, so that no answer can find it, and kept for an undo. */
import { setImmediate } from 'node:timers/promises';
import { terms } from '../arabic/words.ts';
import type { NewArticle } from '../news/article.ts';
import { outletKey, publisherOf } from '../news/publishers.ts';
import { addressKey } from '../news/url.ts';
import type { RemovalChange, RemovalKind, RemovalStore, Target } from '../operator/removal.ts';
import type { Database } from './database.ts';
import { forgetJoinTerms } from './join-index.ts';
import { withdrawParts } from './withdraw.ts';

/** A stored article, or one that was never stored: then it has no number, and lacks what is NULL. */
type ArticleRow = Readonly<Record<string, string | number | null | undefined>> & {
  readonly id?: number;
  readonly key: string;
  readonly revision: string;
  readonly publisher?: string | null;
  readonly url?: string | null;
  readonly title?: string | null;
  readonly published_at?: number | null;
  readonly story_id?: number | null;
};

/** What an article is recognised by. */
type Marks = Pick<NewArticle, 'key' | 'revision' | 'publisher' | 'url' | 'title' | 'publishedAt'>;

/** An article's address as removals compare it; none for a front page, which is many articles' link. */
function ownAddress(url: string | null | undefined): string | null {
  if (!url || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  return pathname === '/' && search === '' ? null : addressKey(url);
}

/** The outlets an article may count as: the one it is credited to, and the one its address belongs to. */
function outletsOf({ publisher, url }: Pick<Marks, 'publisher' | 'url'>): readonly string[] {
  const host = url === undefined ? undefined : publisherOf({ url, stated: undefined })?.name;
  return [publisher, host].flatMap((name) => (name === undefined ? [] : [outletKey(name)]));
}

/** A shorter headline is one of many. */
const TELLING_WORDS = 4;
/** An outlet's article with the headline of another is the same one within this time. */
const SAME_ARTICLE_MS = 3 * 86_400_000;

function marksOf({ key, revision, publisher, url, title, publishedAt }: Marks) {
  const words = terms(title ?? '');
  return {
    key,
    revision,
    publisher: publisher === undefined ? null : outletKey(publisher),
    address: ownAddress(url),
    headline: words.length < TELLING_WORDS ? null : words.join(' '),
    publishedAt: publishedAt ?? null,
  };
}

function marksOfRow(row: ArticleRow): Marks {
  return {
    key: row.key,
    revision: row.revision,
    publisher: row.publisher ?? undefined,
    url: row.url ?? undefined,
    title: row.title ?? undefined,
    publishedAt: row.published_at ?? undefined,
  };
}

/** The door that new articles come through. */
export type RemovalGate = {
  /** Whether anything is taken out at all. */
  active(): boolean;
  /** The removal that keeps an article out, another one than `except`; undefined when none does. */
  covering(marks: Marks, except?: number): number | undefined;
  /** Keep an article that is not to be stored, so that it is known at the next visit and can be brought back. */
  keep(removalId: number, marks: Marks, row: object): void;
};

/** To be asked inside the caller's transaction. */
export function removalGate(database: Database): RemovalGate {
  const any = database.prepare('SELECT 1 FROM removals LIMIT 1');
  const known = database.prepare<[ReturnType<typeof marksOf> & { except: number }], { id: number }>(`
    SELECT id FROM (
      SELECT removal_id AS id FROM removed_articles WHERE key = @key
      UNION ALL SELECT id FROM removals WHERE kind = 'article' AND key = @address
      UNION ALL SELECT removal_id FROM removed_articles WHERE address = @address
      UNION ALL SELECT removal_id FROM removed_articles WHERE publisher = @publisher AND revision = @revision
      UNION ALL SELECT removal_id FROM removed_articles
        WHERE publisher = @publisher AND headline = @headline
          AND abs(published_at - @publishedAt) <= ${SAME_ARTICLE_MS})
    WHERE id <> @except LIMIT 1`);
  const outlet = database.prepare<[string, number], { id: number }>(
    "SELECT id FROM removals WHERE kind = 'publisher' AND key = ? AND id <> ?",
  );
  const keep = database.prepare(`
    INSERT INTO removed_articles (key, revision, publisher, address, headline, published_at, removal_id, row)
    VALUES (@key, @revision, @publisher, @address, @headline, @publishedAt, @removalId, @row)
    ON CONFLICT (key) DO UPDATE SET
      revision = excluded.revision, address = excluded.address, headline = excluded.headline,
      row = json_patch(removed_articles.row, excluded.row)`);
  return {
    active: () => any.get() !== undefined,
    // Numbers begin at 1.
    covering(marks, except = 0) {
      const found = known.get({ ...marksOf(marks), except });
      if (found !== undefined) return found.id;
      for (const key of outletsOf(marks)) {
        const removal = outlet.get(key, except);
        if (removal !== undefined) return removal.id;
      }
      return undefined;
    },
    keep(removalId, marks, row) {
      keep.run({ ...marksOf(marks), removalId, row: JSON.stringify(row) });
    },
  };
}

/** The letters of every outlet that is taken out. */
export function removedOutlets(database: Database): () => ReadonlySet<string> {
  const keys = database.prepare<[], { key: string }>("SELECT key FROM removals WHERE kind = 'publisher'");
  return () => new Set(keys.all().map(({ key }) => key));
}

/** Takes an article out of the tables that answers are made of. Returns the stories that told of it. */
function articleMover(database: Database): (id: number, storyId: number | null) => ReadonlySet<number> {
  const citing = database.prepare<[{ id: number }], { story_id: number }>(`
    SELECT story_id FROM story_sentences WHERE article_id = @id
    UNION SELECT story_id FROM story_differences WHERE article_id = @id`);
  const dropSentences = database.prepare('DELETE FROM story_sentences WHERE article_id = ?');
  // What one outlet alone tells otherwise is no difference any more.
  const dropDifferences = database.prepare(`
    DELETE FROM story_differences WHERE (story_id, position) IN (
      SELECT story_id, position FROM story_differences WHERE article_id = ?)`);
  const dropSearch = database.prepare('DELETE FROM article_search WHERE rowid = ?');
  const forget = forgetJoinTerms(database);
  const drop = database.prepare('DELETE FROM articles WHERE id = ?');
  return (id, storyId) => {
    const stories = new Set(citing.all({ id }).map((row) => row.story_id));
    if (storyId !== null) stories.add(storyId);
    dropSentences.run(id);
    dropDifferences.run(id);
    dropSearch.run(id);
    forget(id);
    drop.run(id);
    return stories;
  };
}

/** Leaves of a story what its other articles tell, until its brief is written again; hides it where there is none. */
function storyMender(database: Database): (storyId: number, now: number) => void {
  const left = database.prepare<[number], { articles: number; published_at: number | null }>(
    'SELECT count(*) AS articles, min(published_at) AS published_at FROM articles WHERE story_id = ?',
  );
  const dropSentences = database.prepare('DELETE FROM story_sentences WHERE story_id = ?');
  const dropDifferences = database.prepare('DELETE FROM story_differences WHERE story_id = ?');
  const dropTopics = database.prepare('DELETE FROM story_topics WHERE story_id = ?');
  const hide = database.prepare("UPDATE stories SET articles = 0, headline = '', origin = NULL WHERE id = ?");
  // One that waits to be shown stays hidden: it has no articles to count yet.
  const shrink = database.prepare(`
    UPDATE stories
    SET articles = min(articles, @articles), voices = min(voices, @articles), published_at = @published_at, origin = NULL
    WHERE id = @id`);
  const date = database.prepare('UPDATE story_topics SET published_at = ? WHERE story_id = ?');
  const rename = database.prepare(`
    UPDATE stories SET (headline, headline_article_id) = (
      SELECT coalesce(title, substr(text, 1, 120)), id FROM articles
      WHERE story_id = @id ORDER BY coalesce(published_at, first_seen_at), id LIMIT 1)
    WHERE id = @id AND NOT EXISTS (SELECT 1 FROM articles WHERE id = stories.headline_article_id AND story_id = @id)`);
  // Where texts are gone as too old, what is left of the brief stays as it is.
  const reconsider = database.prepare(`
    UPDATE articles SET pending = 1
    WHERE id = (SELECT min(id) FROM articles WHERE story_id = @id AND text_gone_at IS NULL)
      AND NOT EXISTS (SELECT 1 FROM articles WHERE story_id = @id AND pending = 1)`);
  const note = database.prepare(`
    INSERT INTO removed_stories (story_id, removed_at) VALUES (?, ?)
    ON CONFLICT (story_id) DO UPDATE SET removed_at = max(removed_at, excluded.removed_at)`);
  return (id, now) => {
    note.run(id, now);
    const { articles = 0, published_at = null } = left.get(id) ?? {};
    if (articles === 0) {
      dropSentences.run(id);
      dropDifferences.run(id);
      dropTopics.run(id);
      hide.run(id);
      return;
    }
    shrink.run({ id, articles, published_at });
    date.run(published_at ?? 0, id);
    rename.run({ id });
    reconsider.run({ id });
  };
}

/** Articles in one transaction: a running bot writes in between. */
const BATCH = 100;

function inBatches<One>(all: readonly One[]): readonly (readonly One[])[] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) =>
    all.slice(index * BATCH, (index + 1) * BATCH),
  );
}

/** Finds the stored articles that a target means, the newest first. Reads all there are, save for a story's. */
function articleFinder(database: Database): (target: Target) => readonly number[] {
  const ofStory = database.prepare<[number], { id: number }>(`
    SELECT articles.id FROM stories JOIN articles ON articles.story_id = coalesce(stories.merged_into, stories.id)
    WHERE stories.id = ?`);
  const all = database.prepare<[], { id: number; key: string; publisher: string | null; url: string | null }>(
    'SELECT id, key, publisher, url FROM articles ORDER BY id DESC',
  );
  return ({ kind, key }) => {
    if (kind === 'story') return ofStory.all(Number(key)).map(({ id }) => id);
    const host = key.split(/[/?#]/)[0] ?? key;
    const found: number[] = [];
    for (const { id, key: own, publisher, url } of all.iterate()) {
      const isMeant =
        kind === 'article'
          ? own.endsWith(` ${key}`) || (url?.includes(host) === true && ownAddress(url) === key)
          : outletsOf({ publisher: publisher ?? undefined, url: url ?? undefined }).includes(key);
      if (isMeant) found.push(id);
    }
    return found;
  };
}

/** What each method promises stands at RemovalStore. */
export function removalStore(database: Database): RemovalStore {
  const gate = removalGate(database);
  const showAgain = database.prepare(`
    UPDATE stories
    SET headline = iif(headline = '', @title, headline), headline_article_id = iif(headline = '', @articleId, headline_article_id),
        articles = (SELECT count(*) FROM articles WHERE story_id = @id), voices = max(voices, 1)
    WHERE id = @id`);
  const find = database.prepare<[{ kind: RemovalKind; key: string }], { id: number }>(
    'SELECT id FROM removals WHERE kind = @kind AND key = @key',
  );
  const note = database.prepare<[Target & { now: number }], { id: number }>(`
    INSERT INTO removals (kind, key, name, removed_at) VALUES (@kind, @key, @name, @now)
    ON CONFLICT (kind, key) DO UPDATE SET name = excluded.name
    RETURNING id`);
  const forget = database.prepare('DELETE FROM removals WHERE id = ?');
  const list = database.prepare<
    [],
    { kind: RemovalKind; key: string; name: string; removed_at: number; articles: number }
  >(`
    SELECT kind, key, name, removed_at,
           (SELECT count(*) FROM removed_articles WHERE removal_id = removals.id) AS articles
    FROM removals ORDER BY removed_at DESC, id DESC`);
  // A name after the other, from the index: there are few of them among many articles.
  const publishers = database.prepare<[], { publisher: string }>(`
    WITH RECURSIVE names (publisher) AS (
      SELECT min(publisher) FROM articles
      UNION ALL
      SELECT (SELECT min(publisher) FROM articles WHERE publisher > names.publisher) FROM names
      WHERE names.publisher IS NOT NULL)
    SELECT publisher FROM names WHERE publisher IS NOT NULL`);
  const articleById = database.prepare<[number], ArticleRow>('SELECT * FROM articles WHERE id = ?');
  const held = database.prepare<[number], { key: string; row: string }>(
    // Those that had a number first, so that each gets its own again.
    "SELECT key, row FROM removed_articles WHERE removal_id = ? ORDER BY row ->> 'id' IS NULL, row ->> 'id'",
  );
  const release = database.prepare('DELETE FROM removed_articles WHERE key = ? AND removal_id = ?');
  const columns = database.prepare<[], { name: string }>("SELECT name FROM pragma_table_info('articles')");
  const standing = database.prepare<[number], { id: number }>(
    'SELECT coalesce(merged_into, id) AS id FROM stories WHERE id = ?',
  );
  const findAll = articleFinder(database);
  const move = articleMover(database);
  const mend = storyMender(database);
  const withdraw = withdrawParts(database);

  function bringBack(row: ArticleRow): number | undefined {
    const { id, story_id: before } = row;
    const story = typeof before === 'number' ? standing.get(before)?.id : undefined;
    // One whose text is gone has no brief to be written from it.
    const told = typeof row.text_gone_at === 'number' && story !== undefined;
    const all: Record<string, unknown> = { ...row, story_id: story ?? null, pending: told ? 0 : 1 };
    // SQLite gives the highest number again once its row is gone.
    if (id === undefined || articleById.get(id) !== undefined) delete all.id;
    const names = columns.all().flatMap(({ name }) => (name in all ? [name] : []));
    const { lastInsertRowid } = database
      .prepare(
        `INSERT INTO articles (${names.join(', ')}) VALUES (${names.map((name) => `@${name}`).join(', ')})`,
      )
      .run(all);
    if (told && typeof row.title === 'string')
      showAgain.run({ id: story, articleId: lastInsertRowid, title: row.title });
    return story;
  }

  /** Take these articles out; returns the stories that told of them. */
  function takeOut(removalId: number, ids: readonly number[], now: number): Omit<RemovalChange, 'changed'> {
    const stories = new Set<number>();
    let articles = 0;
    for (const id of ids) {
      const row = articleById.get(id);
      if (row === undefined) continue;
      articles += 1;
      gate.keep(removalId, marksOfRow(row), row);
      for (const story of move(id, row.story_id ?? null)) stories.add(story);
    }
    for (const story of stories) mend(story, now);
    return { articles, stories: stories.size, withdrawn: withdraw([...stories], now) };
  }

  /** Bring these back, save for those that another removal holds. */
  function giveBack(
    removalId: number,
    kept: readonly { key: string; row: string }[],
  ): Omit<RemovalChange, 'changed'> {
    const stories = new Set<number>();
    let articles = 0;
    for (const { key, row: json } of kept) {
      const row = JSON.parse(json) as ArticleRow;
      if (release.run(key, removalId).changes === 0) continue;
      const other = gate.covering(marksOfRow(row), removalId);
      if (other !== undefined) {
        gate.keep(other, marksOfRow(row), row);
        continue;
      }
      articles += 1;
      const story = bringBack(row);
      if (story !== undefined) stories.add(story);
    }
    return { articles, stories: stories.size, withdrawn: 0 };
  }

  return {
    async remove(target, now) {
      const known = find.get(target) !== undefined;
      // From here on nothing of it comes in: what came before is looked for.
      const removal = note.get({ ...target, now });
      if (removal === undefined) throw new Error('SQLite returned no removal');
      const total = { changed: !known, articles: 0, stories: 0, withdrawn: 0 };
      for (const ids of inBatches(findAll(target))) {
        add(total, database.transaction(() => takeOut(removal.id, ids, now)).immediate());
        await setImmediate();
      }
      return { ...total, changed: total.changed || total.articles > 0 };
    },
    async restore(target) {
      const total = { changed: false, articles: 0, stories: 0, withdrawn: 0 };
      const removal = find.get(target);
      if (removal === undefined) return total;
      for (const kept of inBatches(held.all(removal.id))) {
        add(total, database.transaction(() => giveBack(removal.id, kept)).immediate());
        await setImmediate();
      }
      database
        .transaction(() => {
          // What came and was kept out meanwhile.
          add(total, giveBack(removal.id, held.all(removal.id)));
          forget.run(removal.id);
        })
        .immediate();
      return { ...total, changed: true };
    },
    async credited(key) {
      return publishers.all().some(({ publisher }) => outletKey(publisher) === key);
    },
    async list() {
      return list.all().map(({ kind, key, name, removed_at, articles }) => ({
        kind,
        key,
        name,
        removedAt: removed_at,
        articles,
      }));
    },
  };
}

function add(
  total: { articles: number; stories: number; withdrawn: number },
  more: Omit<RemovalChange, 'changed'>,
): void {
  total.articles += more.articles;
  total.stories += more.stories;
  total.withdrawn += more.withdrawn;
}
