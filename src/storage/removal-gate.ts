/** By what is known again what was taken out, and the door that keeps it out. */
import { terms } from '../arabic/words.ts';
import { DAY } from '../durations.ts';
import type { NewArticle } from '../news/article.ts';
import { outletKey, publisherOf } from '../news/publishers.ts';
import { addressKey } from '../news/url.ts';
import type { Database } from './database.ts';

/** A stored article, or one that was never stored: then it has no number, and lacks what is NULL. */
export type RemovedRow = Readonly<Record<string, string | number | null | undefined>> & {
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
export function ownAddress(url: string | null | undefined): string | null {
  if (!url || !/^https?:\/\//i.test(url) || !URL.canParse(url)) return null;
  const { pathname, search } = new URL(url);
  return pathname === '/' && search === '' ? null : addressKey(url);
}

/** The outlets an article may count as: the one it is credited to, and the one its address belongs to. */
export function outletsOf({ publisher, url }: Pick<Marks, 'publisher' | 'url'>): readonly string[] {
  const host = url === undefined ? undefined : publisherOf({ url, stated: undefined })?.name;
  return [publisher, host].flatMap((name) => (name === undefined ? [] : [outletKey(name)]));
}

/** A shorter headline is one of many. */
const TELLING_WORDS = 4;
/** An outlet's article with the headline of another is the same one within this time. */
const SAME_ARTICLE_MS = 3 * DAY;

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

/** The marks of a stored row. */
export function marksOfRow(row: RemovedRow): Marks {
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
