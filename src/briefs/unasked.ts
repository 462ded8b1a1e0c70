/** A story as it may stand where nobody asked for it: without what is hard to bear. */
import { isHearsay } from '../stories/hedged.ts';
import { isSensitive } from '../stories/sensitive.ts';
import type { Story } from '../stories/story.ts';
import { standingTitle } from './headline.ts';

/** A story as it is shown to those who did not ask for it. */
export type Unasked = {
  /** Its sentences are those that anybody may meet. */
  readonly story: Story;
  /** Another outlet's title where the story's own is hard; undefined where no outlet has a fit one. */
  readonly headline: string | undefined;
  /** That something was left out. */
  readonly hides: boolean;
};

/** What digests, pushes and lists show of the story. */
export function unasked(story: Story): Unasked {
  const sentences = story.sentences.filter(({ text }) => !isSensitive(text));
  const before = story.before.filter(({ text }) => !isSensitive(text));
  const hard = isSensitive(story.headline);
  if (!hard && sentences.length === story.sentences.length && before.length === story.before.length)
    return { story, headline: story.headline, hides: false };
  if (!hard) return { story: { ...story, sentences, before }, headline: story.headline, hides: true };
  for (const { id, title, publisher } of story.articles) {
    const other = standingTitle(title, publisher);
    if (other === undefined || isSensitive(other) || isHearsay(other)) continue;
    const told = { ...story, headline: other, headlineArticleId: id, sentences, before };
    return { story: told, headline: other, hides: true };
  }
  return { story: { ...story, sentences, before }, headline: undefined, hides: true };
}
