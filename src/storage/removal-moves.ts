/** Taking an article out of the tables that answers are made of, and mending the stories that told of it. */
import type { Database } from './database.ts';
import { forgetJoinTerms } from './join-index.ts';

/** Takes an article out of the tables that answers are made of. Returns the stories that told of it. */
export function articleMover(
  database: Database,
): (id: number, storyId: number | null) => ReadonlySet<number> {
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
export function storyMender(database: Database): (storyId: number, now: number) => void {
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
  // Digests may name it by the number of one that merged into it.
  const note = database.prepare(`
    INSERT INTO removed_stories (story_id, removed_at)
    SELECT id, @now FROM stories WHERE id = @id UNION ALL SELECT id, @now FROM stories WHERE merged_into = @id
    ON CONFLICT (story_id) DO UPDATE SET removed_at = max(removed_at, excluded.removed_at)`);
  return (id, now) => {
    note.run({ id, now });
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
