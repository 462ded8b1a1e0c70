/** How much a story matters beside others, for choosing and ordering. */
import { HOUR } from '../durations.ts';
import type { Story } from '../stories/story.ts';

/** What twice as many independent origins are worth, in hours of age: half a day, the time between two digests. */
const DOUBLED_ORIGINS = 12;
/** What twice as many articles from the same outlets are worth: they come back to what they hold for prominent. */
const DOUBLED_COVERAGE = 3;
/** An outlet that writes of a story more than this many times adds nothing by it: tickers write without end. */
const ARTICLES_PER_OUTLET = 4;

/**
 * How much a dated story matters at `now` (epoch ms), in hours: a story that is an hour younger matters one more. It grows with the
 * logarithm of the number of independent origins, so that the second one tells more than the tenth, and less with that of the
 * articles that each outlet gave to it. The constants are editorial judgement.
 */
export function importance(
  story: Pick<Story, 'voices'> & {
    readonly articles: { readonly length: number };
    readonly publishedAt: number;
  },
  now: number,
): number {
  const voices = Math.max(1, story.voices);
  const perVoice = Math.min(ARTICLES_PER_OUTLET, Math.max(1, story.articles.length / voices));
  const age = Math.max(0, now - story.publishedAt) / HOUR;
  return DOUBLED_ORIGINS * Math.log2(voices) + DOUBLED_COVERAGE * Math.log2(perVoice) - age;
}
