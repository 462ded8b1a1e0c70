/** The joining index: what recently arrived articles are made of. Its size, and so its cost, does not grow with the archive. */
import { DAY } from '../durations.ts';
import type { JoinIndex } from '../stories/story.ts';
import { type ArticleRow, toArticle } from './articles.ts';
import type { Database } from './database.ts';

/** How long an arrived article can still be joined: the six days of a running story and as much again for late outlets. */
const KEPT_MS = 14 * DAY;
/** Articles taken out in one go: a write after long downtime must not stall. */
const PRUNED_AT_ONCE = 50;
/** Rows of the index one search may touch: common terms cost much and tell little. */
const ROWS_AT_MOST = 3_000;
/** Stands for the articles themselves among the terms. */
const ALL = '';

/** Take one article out of the index. */
export function forgetJoinTerms(database: Database): (articleId: number) => void {
  const terms = database.prepare<[number], { term: string }>(
    'SELECT term FROM join_terms WHERE article_id = ?',
  );
  const less = database.prepare('UPDATE join_frequencies SET articles = articles - 1 WHERE term = ?');
  const drop = database.prepare('DELETE FROM join_terms WHERE article_id = ?');
  const leave = database.prepare('DELETE FROM join_articles WHERE article_id = ?');
  const tidy = database.prepare('DELETE FROM join_frequencies WHERE term = ? AND articles <= 0');
  return (articleId) => {
    if (leave.run(articleId).changes === 0) return;
    less.run(ALL);
    for (const { term } of terms.all(articleId)) {
      less.run(term);
      tidy.run(term);
    }
    drop.run(articleId);
  };
}

type Joinable = {
  readonly id: number;
  /** When it was published, or else arrived: epoch ms. */
  readonly at: number;
  /** When it arrived: epoch ms. */
  readonly seenAt: number;
  readonly terms: readonly string[];
};

/**
 * Put one article into the index in place of what it held of it, and let go of what arrived long before it. Arrivals
 * are the clock, so that `reprocess` over years leaves in the index what a bot that was never stopped would have there.
 */
export function indexJoinTerms(database: Database): (article: Joinable) => void {
  const forget = forgetJoinTerms(database);
  const enter = database.prepare('INSERT INTO join_articles (article_id, seen_at) VALUES (?, ?)');
  const add = database.prepare('INSERT OR IGNORE INTO join_terms (term, at, article_id) VALUES (?, ?, ?)');
  const more = database.prepare(`
    INSERT INTO join_frequencies (term, articles) VALUES (?, 1)
    ON CONFLICT (term) DO UPDATE SET articles = articles + 1`);
  const old = database.prepare<[number, number], { article_id: number }>(
    'SELECT article_id FROM join_articles WHERE seen_at < ? ORDER BY seen_at LIMIT ?',
  );
  return (article) => {
    for (const { article_id } of old.all(article.seenAt - KEPT_MS, PRUNED_AT_ONCE)) forget(article_id);
    forget(article.id);
    enter.run(article.id, article.seenAt);
    more.run(ALL);
    for (const term of new Set(article.terms)) {
      if (term === ALL) continue;
      add.run(term, article.at, article.id);
      more.run(term);
    }
  };
}

/** Empty the index, before everything is summarised again. */
export function clearJoinIndex(database: Database): void {
  database.exec('DELETE FROM join_terms; DELETE FROM join_frequencies; DELETE FROM join_articles;');
}

/** What each method promises stands at JoinIndex. */
export function joinIndex(database: Database): JoinIndex {
  const frequencies = database.prepare<[string], { term: string; articles: number }>(
    'SELECT term, articles FROM join_frequencies WHERE term IN (SELECT value FROM json_each(?))',
  );
  const candidates = database.prepare<
    [{ terms: string; from: number; to: number; least: number; limit: number }],
    ArticleRow & { story_id: number }
  >(`
    SELECT articles.*
    FROM (
      SELECT article_id, sum(wanted.value ->> 1) AS shared
      FROM json_each(@terms) AS wanted
      CROSS JOIN join_terms ON join_terms.term = wanted.value ->> 0 AND join_terms.at BETWEEN @from AND @to
      GROUP BY article_id
      HAVING shared >= @least
      ORDER BY shared DESC, article_id DESC
      LIMIT @limit
    ) AS best
    JOIN articles ON articles.id = best.article_id
    WHERE articles.story_id IS NOT NULL
    ORDER BY best.shared DESC, best.article_id DESC`);

  const count = (terms: readonly string[]): Map<string, number> =>
    new Map(frequencies.all(JSON.stringify(terms)).map((row) => [row.term, row.articles]));

  return {
    async frequencies(terms) {
      const of = count([ALL, ...terms]);
      const articles = of.get(ALL) ?? 0;
      of.delete(ALL);
      return { articles, of };
    },
    async candidates(terms, window) {
      const of = count([ALL, ...terms]);
      const all = of.get(ALL) ?? 0;
      of.delete(ALL);
      const rarestFirst = [...of].sort((a, b) => a[1] - b[1] || (a[0] < b[0] ? -1 : 1));
      const worthOf = (articles: number) => Math.log(1 + all / articles);
      const unknown = new Set(terms).size - of.size;
      const whole = [...of.values()].reduce((sum, articles) => sum + worthOf(articles), unknown * worthOf(1));
      // A term counts by its rarity: in a week full of one war, what is common to all of it tells nothing apart.
      const wanted: [string, number][] = [];
      let rows = 0;
      for (const [term, articles] of rarestFirst) {
        rows += articles;
        if (wanted.length > 0 && rows > ROWS_AT_MOST) break;
        wanted.push([term, worthOf(articles)]);
      }
      return candidates
        .all({
          terms: JSON.stringify(wanted),
          from: window.from,
          to: window.to,
          least: window.least * whole,
          limit: window.limit,
        })
        .map((row) => ({ article: toArticle(row), storyId: row.story_id }));
    },
  };
}
