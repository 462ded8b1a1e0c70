/** Buttons that open stories, under lists, digests and messages about one story. */
import { inDigits } from '../arabic/digits.ts';
import type { DigestButton } from '../digests/digest.ts';
import type { ChatKind, ChatSettings } from '../subscriptions/chat.ts';
import { button, type Keyboard, settingsButton, shareButton } from './keyboards.ts';
import { textsOf } from './languages.ts';
import { type Place, placeValues } from './places.ts';

/** A tap on one of these opens the story in place of its message. */
export const STORY_CODE = 'st';
/** A tap on one of these brings the place in place of its message. */
export const PLACE_CODE = 'go';

/** More do not stand in one row with labels of this length. */
const IN_A_ROW = 4;

type Look = Pick<ChatSettings, 'language' | 'digits'>;

/** The values of a tap that opens a story from a place. */
function opening(storyId: number, place: Place): readonly string[] {
  return [String(storyId), ...placeValues(place)];
}

/** Opens a story; where its place does not fit the button's data, as a message of its own. */
export function openButton(text: string, storyId: number, place: Place): readonly DigestButton[] {
  const full = button(text, { kind: 'own', code: STORY_CODE, values: opening(storyId, place) });
  if (full.length > 0) return full;
  return button(text, { kind: 'own', code: STORY_CODE, values: opening(storyId, { kind: 'none' }) });
}

/** Brings a place. */
export function placeButton(text: string, place: Place): readonly DigestButton[] {
  return button(text, { kind: 'own', code: PLACE_CODE, values: placeValues(place) });
}

/** «الخبر 1 … الخبر 5», in rows of nearly one length. */
export function numberRows(
  stories: readonly { readonly id: number; readonly number: number }[],
  place: Place,
  { language, digits }: Look,
): Keyboard {
  const { labels } = textsOf(language);
  const buttons = stories.map(({ id, number }) =>
    openButton(labels.story(inDigits(String(number), language === 'en' ? 'latn' : digits)), id, place),
  );
  const rows = Math.ceil(buttons.length / IN_A_ROW);
  const width = Math.ceil(buttons.length / Math.max(1, rows));
  return Array.from({ length: rows }, (_, row) => buttons.slice(row * width, (row + 1) * width).flat());
}

type Under = {
  readonly kind: ChatKind;
  readonly language: ChatSettings['language'];
  /** The bot's own name, once it is known: without it there is no link to share. */
  readonly username: string | undefined;
};

/** The last row under a digest. Channels get links only: a tap there would be one reader's. */
export function digestRow({ kind, language, username }: Under): Keyboard {
  const { labels } = textsOf(language);
  const share = username === undefined ? [] : [shareButton(username, undefined, labels)];
  const row = kind === 'channel' ? share : [...share, settingsButton(labels)];
  return row.length === 0 ? [] : [row];
}

/** Under a message about one story: all of it, and a link that shares it. */
export function noticeRow(storyId: number, place: Place, { kind, language, username }: Under): Keyboard {
  const { labels } = textsOf(language);
  const share = username === undefined ? [] : [shareStory(username, storyId, language)];
  const row = kind === 'channel' ? share : [...openButton(labels.details, storyId, place), ...share];
  return row.length === 0 ? [] : [row];
}

/** Shares a story: the link opens it with the bot. */
export function shareStory(
  username: string,
  storyId: number,
  language: ChatSettings['language'],
): DigestButton {
  return shareButton(username, `story_${storyId}`, textsOf(language).labels);
}
