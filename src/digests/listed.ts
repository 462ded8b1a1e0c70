/** What lists show when they are asked for: of a topic, of all, or what is written about a topic's news. */
import type { Story, StoryStore } from '../stories/story.ts';
import { chooseStories, digestSizes, ofServices, rankCandidates, storyLifetime, TOP } from './choose.ts';

type Lists = Pick<StoryStore, 'latest' | 'recent'>;

/**
 * At most `limit` stories of a topic, or of all where it is undefined: the newest news first, then opinions and the like, then what bears
 * no date. Services stand in topics of their own alone, advertisements nowhere; both where there is nothing else. `top` is the most reported of the day (`now` is
 * epoch ms), so many at a time mixed as a digest's are. Who asks for more meets none twice.
 */
export async function listed(
  stories: Lists,
  asked: { readonly topic: string | undefined; readonly limit: number },
  now: number,
): Promise<readonly Story[]> {
  const { topic, limit } = asked;
  if (topic === TOP) return top(stories, limit, now);
  const of = { topic, since: undefined };
  if (topic !== undefined && ofServices.has(topic)) return withServices(stories, { topic, limit });
  const found = await stories.latest({ ...of, limit, shelves: ['news', 'views', 'undated'] });
  return found.length > 0 ? found : stories.latest({ ...of, limit, shelves: ['services', 'paid'] });
}

/** What of a topic is no news, at most `limit`: opinions, explainers and light reading, then services. */
export async function listedViews(
  stories: Pick<StoryStore, 'latest'>,
  { topic, limit }: { readonly topic: string; readonly limit: number },
): Promise<readonly Story[]> {
  if (topic === TOP) return [];
  const shelves = ofServices.has(topic) ? (['views'] as const) : (['views', 'services'] as const);
  return stories.latest({ topic, limit, since: undefined, shelves });
}

/** News and services by their time. */
async function withServices(
  stories: Lists,
  { topic, limit }: { readonly topic: string; readonly limit: number },
): Promise<readonly Story[]> {
  const of = { topic, limit, since: undefined };
  const [news, services, others] = await Promise.all([
    stories.latest({ ...of, shelves: ['news'] }),
    stories.latest({ ...of, shelves: ['services'] }),
    stories.latest({ ...of, shelves: ['views', 'undated'] }),
  ]);
  const dated = [...news, ...services].sort(
    (one, other) => (other.publishedAt ?? 0) - (one.publishedAt ?? 0) || other.id - one.id,
  );
  return [...dated, ...others].slice(0, limit);
}

async function top(stories: Lists, limit: number, now: number): Promise<readonly Story[]> {
  const candidates = rankCandidates(await stories.recent(now - storyLifetime), now);
  const found: Story[] = [];
  while (found.length < limit) {
    const { items } = chooseStories({
      chat: { topics: [], since: now },
      told: new Set(found.map(({ id }) => id)),
      candidates,
      now,
      nextAt: undefined,
      size: Math.min(digestSizes.short, limit - found.length),
    });
    if (items.length === 0) break;
    found.push(...items.map(({ story }) => story));
  }
  return found;
}
