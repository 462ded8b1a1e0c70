/** Where lists put a story: what happened stands before what is written about it. */
import type { ArticleKind } from '../news/article.ts';

/**
 * news: what happened, as news, reports and live pages tell it; views: opinions, explainers, press reviews and light reading; undated:
 * any of these without a date; services: prices, weather and the like; paid: advertisements. It follows from a story's kind and time.
 */
export type Shelf = 'news' | 'views' | 'undated' | 'services' | 'paid';

/** Whether such texts tell what happened. */
export function tellsNews(kind: ArticleKind): boolean {
  return kind === 'news' || kind === 'report' || kind === 'live';
}
