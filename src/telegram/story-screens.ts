/** Screens that stand in place of one story, and lead back to it. */
import type { Story } from '../stories/story.ts';
import type { Keyboard } from './keyboards.ts';
import { idIn, type Place, placeValues, readPlace } from './places.ts';
import { openButton } from './story-buttons.ts';
import type { Answer, Turn } from './turn.ts';

/** Bytes of a button's 64 that its values may have, beside its code and what else it carries. */
const VALUES_BYTES = 36;

/** A story that a tap opened, for screens that stand in its place. */
export type StoryScreen = {
  readonly story: Story;
  /** What its own buttons carry of it: the story's id, and the place it was opened from where that is known. */
  readonly values: readonly string[];
  /** The way back; none where there is no place to go back to. */
  readonly back: Keyboard[number];
  /** In place of the story; as a message of its own where there would be no way back. */
  show(answer: Answer): Promise<void>;
};

/**
 * What a tap's values (a story's id, perhaps the values of a place) mean. undefined for what no button of ours carries; for a story that
 * is gone that is said, and the screen is 'gone'.
 */
export async function openScreen(
  turn: Turn,
  [id = '', ...rest]: readonly string[],
): Promise<StoryScreen | 'gone' | undefined> {
  const storyId = idIn(id);
  const place: Place | undefined = rest.length === 0 ? { kind: 'none' } : readPlace(rest);
  if (storyId === undefined || place === undefined) return undefined;
  const [story] = await turn.app.stories.byIds([storyId]);
  if (story === undefined) {
    await turn.note(turn.say.storyGone);
    return 'gone';
  }
  const known = place.kind !== 'none';
  const whole = [id, ...(known ? placeValues(place) : [])];
  return {
    story,
    // A search may be for more words than a button holds: then there is no way back.
    values: Buffer.byteLength(whole.join(':')) <= VALUES_BYTES ? whole : [id],
    back: known ? openButton(turn.labels.back, storyId, place) : [],
    show: (answer) => (known ? turn.replace(answer) : turn.reply(answer)),
  };
}
