/** Articles in SQLite: new ones, corrected ones, and what a stored row comes to. */
import type { Article, ArticleKind, ArticleStore, NewArticle } from '../news/article.ts';
import type { Database } from './database.ts';
import { forgetJoinTerms } from './join-index.ts';
import { removalGate } from './removal-gate.ts';

/** A row of `articles`. */
export type ArticleRow = {
  id: number;
  key: string;
  revision: string;
  source_id: string | null;
  publisher: string | null;
  house: string | null;
  title: string | null;
  former_title: string | null;
  text: string;
  author: string | null;
  stated_source: string | null;
  signature: string | null;
  published: string | null;
  updated: string | null;
  section: string | null;
  published_at: number | null;
  kind: ArticleKind;
  url: string | null;
  image: string | null;
  sample: number;
  first_seen_at: number;
  story_id: number | null;
};

/** An article as it was stored. */
export function toArticle(row: ArticleRow): Article {
  return {
    id: row.id,
    key: row.key,
    revision: row.revision,
    sourceId: row.source_id ?? undefined,
    publisher: row.publisher ?? undefined,
    house: row.house ?? undefined,
    title: row.title ?? undefined,
    ...(row.former_title === null ? {} : { formerTitle: row.former_title }),
    text: row.text,
    author: row.author ?? undefined,
    statedSource: row.stated_source ?? undefined,
    signature: row.signature ?? undefined,
    published: row.published ?? undefined,
    updated: row.updated ?? undefined,
    section: row.section ?? undefined,
    publishedAt: row.published_at ?? undefined,
    kind: row.kind,
    url: row.url ?? undefined,
    image: row.image ?? undefined,
    sample: row.sample === 1,
    firstSeenAt: row.first_seen_at,
  };
}

function toRow(article: NewArticle, now: number) {
  return {
    key: article.key,
    revision: article.revision,
    sourceId: article.sourceId ?? null,
    publisher: article.publisher ?? null,
    house: article.house ?? null,
    title: article.title ?? null,
    text: article.text,
    author: article.author ?? null,
    statedSource: article.statedSource ?? null,
    signature: article.signature ?? null,
    published: article.published ?? null,
    updated: article.updated ?? null,
    section: article.section ?? null,
    publishedAt: article.publishedAt ?? null,
    kind: article.kind,
    url: article.url ?? null,
    image: article.image ?? null,
    sample: article.sample ? 1 : 0,
    now,
  };
}

/** The same row by the names of the table's columns. */
function asColumns({ now, ...row }: ReturnType<typeof toRow>) {
  const named = Object.entries(row).map(([name, value]) => [
    name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value,
  ]);
  return { ...Object.fromEntries(named), first_seen_at: now };
}

/** What each method promises stands at ArticleStore. */
export function articleStore(database: Database): ArticleStore {
  const insert = database.prepare(`
    INSERT INTO articles (key, revision, source_id, publisher, house, title, text, author, stated_source,
                          signature, published, updated, section, published_at, kind, url, image, sample,
                          first_seen_at)
    VALUES (@key, @revision, @sourceId, @publisher, @house, @title, @text, @author, @statedSource,
            @signature, @published, @updated, @section, @publishedAt, @kind, @url, @image, @sample, @now)
    ON CONFLICT (key) DO NOTHING`);
  const correct = database.prepare<[ReturnType<typeof toRow>], { id: number }>(`
    UPDATE articles
    SET former_title = iif(title IS @title, former_title, title),
        revision = @revision, title = @title, text = @text, author = @author, stated_source = @statedSource,
        signature = @signature, published = @published, updated = @updated, section = @section,
        published_at = @publishedAt, kind = @kind, url = @url, image = @image, pending = 1, text_gone_at = NULL
    WHERE key = @key AND revision <> @revision
    RETURNING id`);
  const revisions = database.prepare<[{ keys: string }], { key: string; revision: string }>(
    `SELECT key, revision FROM articles WHERE key IN (SELECT value FROM json_each(@keys))
     UNION ALL SELECT key, revision FROM removed_articles WHERE key IN (SELECT value FROM json_each(@keys))`,
  );
  const gate = removalGate(database);
  const forget = forgetJoinTerms(database);

  return {
    async add(articles, now) {
      return database
        .transaction(() => {
          let added = 0;
          const gated = gate.active();
          for (const article of articles) {
            const row = toRow(article, now);
            const removal = gated ? gate.covering(article) : undefined;
            if (removal !== undefined) {
              gate.keep(removal, article, asColumns(row));
              continue;
            }
            if (insert.run(row).changes === 1) {
              added++;
              continue;
            }
            // The corrected text is joined afresh; its old words must not vouch for it.
            const corrected = correct.get(row);
            if (corrected) forget(corrected.id);
          }
          return added;
        })
        .immediate();
    },
    async revisions(keys) {
      return new Map(revisions.all({ keys: JSON.stringify(keys) }).map((row) => [row.key, row.revision]));
    },
  };
}
