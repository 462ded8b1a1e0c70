/** Stories as an answer: one message, a button for each, and buttons to page in it. */
import { inDigits } from '../arabic/digits.ts';
import type { Story } from '../stories/story.ts';
import { defaultSettings } from '../subscriptions/chat.ts';
import type { Keyboard } from './keyboards.ts';
import { LAST_PAGE, PAGE, type Place } from './places.ts';
import { type Detail, renderPage } from './story-block.ts';
import { numberRows, placeButton } from './story-buttons.ts';
import type { Answer, Turn } from './turn.ts';

/** Pages of a list: `place` at another page. */
type Paged = Extract<Place, { readonly page: number }>;

/** The stories of a page, and whether there are more behind it. */
export type Listed = { readonly stories: readonly Story[]; readonly more: boolean };

/** How many stories stand in one page of the list. */
function sizeOf(place: Paged): number {
  return place.kind === 'latest' ? place.size : PAGE;
}

/** The page of its list that `place` is; `read` gives the first so many stories of it. */
export async function pageOf(
  place: Pick<Extract<Place, { readonly kind: 'latest' }>, 'page' | 'size'>,
  read: (limit: number) => Promise<readonly Story[]>,
): Promise<Listed> {
  const end = place.page * place.size;
  const all = await read(end + 1);
  return { stories: all.slice(end - place.size, end), more: all.length > end };
}

/** A page of stories as an answer, which fits one message, so that a tap can put another in its place. */
export async function storyPage(
  turn: Turn,
  page: Listed & {
    /** HTML */
    readonly title: string;
    readonly detail: Detail;
    /** What this page is. */
    readonly place: Paged;
    /** Under the numbers. */
    readonly rows?: Keyboard;
    /** The title says that none bears a date. */
    readonly undated?: boolean;
  },
): Promise<Answer> {
  const { title, stories, detail, place, rows = [], undated = false } = page;
  const { digits, language } = (await turn.known())?.settings ?? defaultSettings;
  const from = (place.page - 1) * sizeOf(place) + 1;
  const view = { zone: await turn.zone(), now: turn.now, digits, detail, undated, ordered: true };
  const numbered = stories.map(({ id }, index) => ({ id, number: from + index }));
  return {
    html: renderPage({ title, stories, from, view }),
    keyboard: [
      ...numberRows(numbered, place, { language, digits }),
      [
        ...(place.page > 1 ? placeButton(turn.labels.previous, { ...place, page: place.page - 1 }) : []),
        ...(page.more && place.page < LAST_PAGE
          ? placeButton(turn.labels.more, { ...place, page: place.page + 1 })
          : []),
      ],
      ...rows,
    ],
  };
}

/** A number of the bot's own in the chat's digits. */
export async function ownNumber(turn: Turn, number: number): Promise<string> {
  return inDigits(String(number), (await turn.known())?.settings.digits ?? 'latn');
}
