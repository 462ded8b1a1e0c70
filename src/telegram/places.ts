/** The lists a story is opened from, as buttons carry them: to go back to, and to page in. */
import { topicBySlug } from '../topics/catalogue.ts';

/** A list that a story was opened from, and can be gone back to. */
export type Place =
  /** A digest that was sent, by its key and part. */
  | { readonly kind: 'digest'; readonly localDate: string; readonly localTime: string; readonly part: number }
  /** What the next digest would hold. */
  | { readonly kind: 'preview'; readonly part: number }
  /** `size` stories a page, pages from 1. */
  | { readonly kind: 'latest'; readonly page: number; readonly size: number }
  | { readonly kind: 'topic'; readonly slug: string; readonly page: number }
  /** What is written about a topic and is no news. */
  | { readonly kind: 'views'; readonly slug: string; readonly page: number }
  | { readonly kind: 'search'; readonly page: number; readonly words: string }
  /** The message that told a story at once. */
  | { readonly kind: 'breaking'; readonly storyId: number }
  /** Nothing to go back to: the story comes as a message of its own. */
  | { readonly kind: 'none' };

/** Nobody pages through more; the search finds what is older. */
export const LAST_PAGE = 10;
/** Row ids are no larger. */
const MOST_IDS = 1e14;
/** Stories in one page, and their buttons. */
export const PAGE = 5;
/** Of the latest as many as are asked for, up to these. */
export const MOST_LATEST = 10;

/** As values of a button's data. */
export function placeValues(place: Place): readonly string[] {
  switch (place.kind) {
    case 'digest':
      return ['d', place.localDate.replaceAll('-', ''), place.localTime.replace(':', ''), String(place.part)];
    case 'preview':
      return ['p', String(place.part)];
    case 'latest':
      return ['l', String(place.page), String(place.size)];
    case 'topic':
      return ['t', place.slug, String(place.page)];
    case 'views':
      return ['v', place.slug, String(place.page)];
    case 'search':
      return ['q', String(place.page), place.words];
    case 'breaking':
      return ['b', String(place.storyId)];
    case 'none':
      return ['n'];
  }
}

/** What the values say; undefined for what no button of ours carries. */
export function readPlace(values: readonly string[]): Place | undefined {
  const [kind, ...rest] = values;
  const [first = '', second = '', third = ''] = rest;
  if (kind === 'q') {
    const page = numberIn(first, LAST_PAGE);
    // Words may hold what parts values.
    const words = rest.slice(1).join(':');
    return page === undefined || words.trim() === '' ? undefined : { kind: 'search', page, words };
  }
  if (rest.length !== LENGTHS[kind ?? '']) return undefined;
  switch (kind) {
    case 'd': {
      const date = first.match(/^(\d{4})(\d\d)(\d\d)$/u);
      const time = second.match(/^(\d\d)(\d\d)$/u);
      const part = numberIn(third, 99);
      if (date === null || time === null || part === undefined) return undefined;
      return {
        kind: 'digest',
        localDate: date.slice(1).join('-'),
        localTime: time.slice(1).join(':'),
        part,
      };
    }
    case 'p': {
      const part = numberIn(first, 99);
      return part === undefined ? undefined : { kind: 'preview', part };
    }
    case 'l': {
      const [page, size] = [numberIn(first, LAST_PAGE), numberIn(second, MOST_LATEST)];
      return page === undefined || size === undefined ? undefined : { kind: 'latest', page, size };
    }
    case 't':
    case 'v': {
      const page = numberIn(second, LAST_PAGE);
      return page === undefined || topicBySlug(first) === undefined
        ? undefined
        : { kind: kind === 't' ? 'topic' : 'views', slug: first, page };
    }
    case 'b': {
      const storyId = idIn(first);
      return storyId === undefined ? undefined : { kind: 'breaking', storyId };
    }
    case 'n':
      return { kind: 'none' };
    default:
      return undefined;
  }
}

/** How many values stand behind each kind. */
const LENGTHS: Readonly<Record<string, number>> = { d: 3, p: 1, l: 2, t: 2, v: 2, b: 1, n: 0 };

/** The row id of a story, or of anything else that a button names; undefined for what is none. */
export function idIn(text: string): number | undefined {
  return numberIn(text, MOST_IDS);
}

/** A whole number from 1 to `most`. */
export function numberIn(text: string, most: number): number | undefined {
  const number = /^[1-9]\d{0,14}$/u.test(text) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : undefined;
}
