/** What was taken out, in SQLite: moved out of the articles, so that no answer can find it, and kept for an undo. */
import { setImmediate } from 'node:timers/promises';
import { DAY } from '../durations.ts';
import { outletKey } from '../news/publishers.ts';
import type { RemovalChange, RemovalKind, RemovalStore, Target } from '../operator/removal.ts';
import type { Database } from './database.ts';
import { marksOfRow, outletsOf, ownAddress, type RemovedRow, removalGate } from './removal-gate.ts';
import { articleMover, storyMender } from './removal-moves.ts';
import { reportRemover } from './reports.ts';
import { withdrawParts } from './withdraw.ts';

/** What was composed before this is sent or given up by now. */
const GUARDED_MS = 2 * DAY;

/** Articles in one transaction: a running bot writes in between. */
const BATCH = 100;

function inBatches<One>(all: readonly One[]): readonly (readonly One[])[] {
  return Array.from({ length: Math.ceil(all.length / BATCH) }, (_, index) =>
    all.slice(index * BATCH, (index + 1) * BATCH),
  );
}

type Finder = (target: Target) => readonly number[];

/**
 * Finds the stored articles that a target means, the newest first. `quickly`: those that an index leads to, which is nearly all;
 * `thoroughly`: looks at every article for the rest (of an outlet, what others credit to themselves).
 */
function articleFinder(
  database: Database,
  publishers: () => readonly string[],
): { readonly quickly: Finder; readonly thoroughly: Finder } {
  const ofStory = database.prepare<[number], { id: number }>(`
    SELECT articles.id FROM stories JOIN articles ON articles.story_id = coalesce(stories.merged_into, stories.id)
    WHERE stories.id = ? ORDER BY articles.id DESC`);
  const ofPublisher = database.prepare<[string], { id: number }>(
    'SELECT id FROM articles WHERE publisher = ? ORDER BY first_seen_at DESC, id DESC',
  );
  const byKey = database.prepare<[string], { id: number }>(
    'SELECT id FROM articles WHERE key IN (SELECT value FROM json_each(?))',
  );
  const all = database.prepare<[], { id: number; key: string; publisher: string | null; url: string | null }>(
    'SELECT id, key, publisher, url FROM articles ORDER BY id DESC',
  );
  const ids = (rows: readonly { id: number }[]): readonly number[] => rows.map(({ id }) => id);
  return {
    quickly({ kind, key }) {
      if (kind === 'story') return ids(ofStory.all(Number(key)));
      const names = publishers();
      if (kind === 'publisher')
        return names.filter((name) => outletKey(name) === key).flatMap((name) => ids(ofPublisher.all(name)));
      return ids(byKey.all(JSON.stringify(['–', ...names].map((name) => `${name} ${key}`))));
    },
    thoroughly({ kind, key }) {
      const found: number[] = [];
      if (kind === 'story') return found;
      const host = key.split(/[/?#]/)[0] ?? key;
      for (const { id, key: own, publisher, url } of all.iterate()) {
        const isMeant =
          kind === 'article'
            ? own.endsWith(` ${key}`) || (url?.includes(host) === true && ownAddress(url) === key)
            : outletsOf({ publisher: publisher ?? undefined, url: url ?? undefined }).includes(key);
        if (isMeant) found.push(id);
      }
      return found;
    },
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
  const forgetStories = database.prepare('DELETE FROM removed_stories WHERE removed_at < ?');
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
  const portable = database.prepare<[], Target>(`
    SELECT kind, key, name FROM removals WHERE kind <> 'story'
    UNION
    SELECT 'article', address, 'https://' || address FROM removed_articles JOIN removals ON removals.id = removal_id
    WHERE kind = 'story' AND address IS NOT NULL`);
  const articleById = database.prepare<[number], RemovedRow>('SELECT * FROM articles WHERE id = ?');
  const held = database.prepare<[number], { key: string; row: string }>(
    // Those that had a number first, so that each gets its own again.
    "SELECT key, row FROM removed_articles WHERE removal_id = ? ORDER BY row ->> 'id' IS NULL, row ->> 'id'",
  );
  const release = database.prepare('DELETE FROM removed_articles WHERE key = ? AND removal_id = ?');
  const columns = database.prepare<[], { name: string }>("SELECT name FROM pragma_table_info('articles')");
  const standing = database.prepare<[number], { id: number }>(
    'SELECT coalesce(merged_into, id) AS id FROM stories WHERE id = ?',
  );
  const publisherNames = (): readonly string[] => publishers.all().map(({ publisher }) => publisher);
  const finders = articleFinder(database, publisherNames);
  const move = articleMover(database);
  const mend = storyMender(database);
  const withdraw = withdrawParts(database);
  const reports = reportRemover(database);

  function bringBack(row: RemovedRow): number | undefined {
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

  /** Take these articles out; the stories that told of them. */
  function takeOut(
    removalId: number,
    ids: readonly number[],
    now: number,
  ): { readonly articles: number; readonly stories: ReadonlySet<number> } {
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
    return { articles, stories };
  }

  /** Bring these back, save for those that another removal holds. */
  function giveBack(
    removalId: number,
    kept: readonly { key: string; row: string }[],
  ): Omit<RemovalChange, 'changed' | 'withdrawn'> {
    const stories = new Set<number>();
    let articles = 0;
    for (const { key, row: json } of kept) {
      const row = JSON.parse(json) as RemovedRow;
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
    return { articles, stories: stories.size };
  }

  return {
    async remove(target, now) {
      const known = find.get(target) !== undefined;
      // From here on nothing of it comes in: what came before is looked for.
      const removal = note.get({ ...target, now: now() });
      if (removal === undefined) throw new Error('SQLite returned no removal');
      const total = { changed: !known, articles: 0, stories: 0, withdrawn: 0 };
      for (const find of [finders.quickly, finders.thoroughly]) {
        const batches = inBatches(find(target));
        // Also without a batch: what was interrupted before is finished.
        for (const [at, ids] of (batches.length === 0 ? [[]] : batches).entries()) {
          const isLast = at >= batches.length - 1;
          database
            .transaction(() => {
              const { articles, stories } = takeOut(removal.id, ids, now());
              add(total, { articles, stories: stories.size });
              reports.onStories(stories);
              if (!isLast) return;
              reports.naming(target);
              total.withdrawn += withdraw(now());
            })
            .immediate();
          await setImmediate();
        }
      }
      forgetStories.run(now() - GUARDED_MS);
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
      return publisherNames().some((name) => outletKey(name) === key);
    },
    async portable() {
      return portable.all();
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
  total: { articles: number; stories: number },
  more: Omit<RemovalChange, 'changed' | 'withdrawn'>,
): void {
  total.articles += more.articles;
  total.stories += more.stories;
}
