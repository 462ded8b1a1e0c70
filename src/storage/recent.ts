/** The stories of the last days, read once: digests, their previews and the day's list ask for all of them again and again. */
import type { Story } from '../stories/story.ts';
import type { Database } from './database.ts';

/** What a story is made of, and where its id stands in each; of articles only what readers see of them. */
const PARTS = [
  { table: 'stories', id: 'id', columns: '' },
  { table: 'story_sentences', id: 'story_id', columns: '' },
  { table: 'story_differences', id: 'story_id', columns: '' },
  { table: 'story_topics', id: 'story_id', columns: '' },
  {
    table: 'articles',
    id: 'story_id',
    columns:
      'OF story_id, source_id, publisher, house, title, author, published, published_at, kind, url, sample',
  },
] as const;

/** Notes in this connection's own temporary table which stories it changes. */
function watchChanges(database: Database): void {
  const note = (id: string) => `INSERT OR IGNORE INTO changed_stories SELECT ${id} WHERE ${id} IS NOT NULL;`;
  const triggers = PARTS.map(
    ({ table, id, columns }) => `
      CREATE TEMP TRIGGER ${table}_added AFTER INSERT ON main.${table} BEGIN ${note(`new.${id}`)} END;
      CREATE TEMP TRIGGER ${table}_altered AFTER UPDATE ${columns} ON main.${table}
        BEGIN ${note(`old.${id}`)} ${note(`new.${id}`)} END;
      CREATE TEMP TRIGGER ${table}_removed AFTER DELETE ON main.${table} BEGIN ${note(`old.${id}`)} END;`,
  );
  database.exec(`CREATE TEMP TABLE changed_stories (id INTEGER PRIMARY KEY); ${triggers.join('')}`);
}

/**
 * Dated stories no older than `since` (epoch ms), the newest first. Those that nothing changed since they were read last, by this
 * connection or another, are not read again; `load` reads the others, in the order of their ids.
 */
export function recentStories(
  database: Database,
  load: (ids: readonly number[]) => readonly Story[],
): (since: number) => readonly Story[] {
  watchChanges(database);
  const changed = database.prepare<[], { id: number }>('SELECT id FROM temp.changed_stories');
  const forget = database.prepare('DELETE FROM temp.changed_stories');
  const idsSince = database.prepare<[number], { id: number }>(`
    SELECT id FROM stories
    WHERE articles > 0 AND coalesce(published_at, 0) >= ?
    ORDER BY coalesce(published_at, 0) DESC, id DESC`);
  let kept = new Map<number, Story>();
  let version: unknown;

  return database.transaction((since: number) => {
    // Other connections' changes are told by this number alone, its own never.
    const current = database.pragma('data_version', { simple: true });
    if (current !== version) kept.clear();
    version = current;
    for (const { id } of changed.all()) kept.delete(id);
    forget.run();
    const ids = idsSince.all(Math.max(since, 1)).map((row) => row.id);
    const read = new Map(load(ids.filter((id) => !kept.has(id))).map((story) => [story.id, story]));
    const stories = ids.flatMap((id) => kept.get(id) ?? read.get(id) ?? []);
    kept = new Map(stories.map((story) => [story.id, story]));
    return stories;
  });
}
