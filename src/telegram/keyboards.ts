/** Buttons: what they carry, and how rows are laid out for readers of Arabic. */
import { rightToLeft } from '../arabic/bidi.ts';
import type { DigestButton } from '../digests/digest.ts';
import type { CityZone } from '../subscriptions/cities.ts';
import { catalogue, popularTopics, topicBySlug } from '../topics/catalogue.ts';
import type { Topic } from '../topics/topic.ts';
import type { Direction, Texts } from './languages.ts';
import { labels as arabic } from './messages.ts';
import type { Turn } from './turn.ts';

/** Rows as a reader reads them: the first button of a row is the rightmost in Arabic, the leftmost in English. */
export type Keyboard = readonly (readonly DigestButton[])[];

/** What a tap asks for. Nothing in it names a chat: a tap acts on the chat it came from. */
export type Tap =
  | { readonly kind: 'topic'; readonly slug: string; readonly page: number }
  /** Follow or leave, from the popular topics under /start. */
  | { readonly kind: 'popular'; readonly slug: string }
  /** Follow or leave, under an answer of /topic. */
  | { readonly kind: 'follow'; readonly slug: string }
  /** Leave, from the list under /unsubscribe. */
  | { readonly kind: 'leave'; readonly slug: string }
  /** Follow or leave, in the list of a group of topics. */
  | { readonly kind: 'grouped'; readonly group: number; readonly slug: string }
  | { readonly kind: 'group'; readonly group: number }
  | { readonly kind: 'groups' }
  | { readonly kind: 'latest' }
  | { readonly kind: 'search'; readonly words: string }
  | { readonly kind: 'settings' }
  /** A feature's own: `code` names it among those in commands.ts, `values` are its to check. */
  | { readonly kind: 'own'; readonly code: string; readonly values: readonly string[] }
  | { readonly kind: 'stop' }
  | { readonly kind: 'resume' };

/** Telegram's limit on callback data, in bytes. */
const MAX_DATA = 64;

/** The tap as callback data: a letter, then its values. undefined when it does not fit Telegram's 64 bytes. */
function tapData(tap: Tap): string | undefined {
  const data = written(tap);
  return Buffer.byteLength(data) <= MAX_DATA ? data : undefined;
}

function written(tap: Tap): string {
  switch (tap.kind) {
    case 'topic':
      return `t:${tap.slug}:${tap.page}`;
    case 'popular':
      return `p:${tap.slug}`;
    case 'follow':
      return `f:${tap.slug}`;
    case 'leave':
      return `l:${tap.slug}`;
    case 'grouped':
      return `x:${tap.group}:${tap.slug}`;
    case 'group':
      return `g:${tap.group}`;
    case 'search':
      return `q:${tap.words}`;
    case 'own':
      return [tap.code, ...tap.values].join(':');
    default:
      return tap.kind;
  }
}

/** What callback data asks for; undefined for what no button of ours carries (Telegram lets anyone send anything). */
export function readTap(data: string): Tap | undefined {
  if (data === 'groups' || data === 'latest' || data === 'settings' || data === 'stop' || data === 'resume')
    return { kind: data };
  const own = data.match(/^([a-z]{2,8})(?::([^\n]*))?$/u);
  if (own?.[1] !== undefined) return { kind: 'own', code: own[1], values: own[2]?.split(':') ?? [] };
  const parts = data.match(/^([tpflxgq]):([^\n]+)$/u);
  const letter = parts?.[1];
  const rest = parts?.[2] ?? '';
  const [first = '', second = ''] = rest.split(':');
  switch (letter) {
    case 't': {
      const page = /^\d{1,2}$/u.test(second) ? Number(second) : 0;
      return topicBySlug(first) && page >= 1 ? { kind: 'topic', slug: first, page } : undefined;
    }
    case 'p':
      return topicBySlug(rest) && { kind: 'popular', slug: rest };
    case 'f':
      return topicBySlug(rest) && { kind: 'follow', slug: rest };
    case 'l':
      return { kind: 'leave', slug: rest };
    case 'x': {
      const group = groupNumber(first);
      return group !== undefined && topicBySlug(second)
        ? { kind: 'grouped', group, slug: second }
        : undefined;
    }
    case 'g': {
      const group = groupNumber(rest);
      return group === undefined ? undefined : { kind: 'group', group };
    }
    case 'q':
      return { kind: 'search', words: rest };
    default:
      return undefined;
  }
}

/** What a feature does at a tap of its own; false when the values make no sense (Telegram lets anyone send anything). */
export type OwnTap = (turn: Turn, values: readonly string[]) => Promise<boolean>;

/** A button for the tap; none when its data would not fit. */
export function button(text: string, tap: Tap): readonly DigestButton[] {
  const data = tapData(tap);
  return data === undefined ? [] : [{ text, data }];
}

type Labels = Texts['labels'];
/** What keyboards need of a language. */
type Spoken = Pick<Texts, 'labels' | 'names' | 'direction'>;

/** Opens the settings. */
export function settingsButton(labels: Labels = arabic): DigestButton {
  return { text: labels.settings, data: 'settings' };
}

/** Sharing by Telegram's own sheet; `start` is a deep link's payload. */
export function shareButton(username: string, start?: string, labels: Labels = arabic): DigestButton {
  const target = `https://t.me/${username}${start === undefined ? '' : `?start=${start}`}`;
  return { text: labels.share, url: `https://t.me/share/url?url=${encodeURIComponent(target)}` };
}

/** As Telegram wants it: rows are laid out left to right whatever the language, so one that is read from right to left is turned round. */
export function inlineKeyboard(
  keyboard: Keyboard,
  direction: Direction,
): ({ text: string; callback_data: string } | { text: string; url: string })[][] {
  return keyboard
    .filter((row) => row.length > 0)
    .map((row) =>
      laidOut(
        row.map((one) =>
          'data' in one ? { text: one.text, callback_data: one.data } : { text: one.text, url: one.url },
        ),
        direction,
      ),
    );
}

function laidOut<Key>(row: readonly Key[], direction: Direction): Key[] {
  return direction === 'rtl' ? row.toReversed() : [...row];
}

/** The words under the field of a private chat, as Telegram wants them. Words.ts reads them as commands. */
export function menuKeys({
  labels,
  direction,
}: Pick<Texts, 'labels' | 'direction'>): readonly (readonly { readonly text: string }[])[] {
  const rows = [
    [labels.latest, labels.mine],
    [labels.digest, labels.find],
  ];
  return rows.map((row) =>
    laidOut(
      row.map((text) => ({ text })),
      direction,
    ),
  );
}

/** The catalogue's groups in its order; those the reader scrolls through in /topics. */
const groups: readonly string[] = [...new Set(catalogue.map((topic) => topic.group))];

function groupNumber(text: string): number | undefined {
  const number = /^\d{1,2}$/u.test(text) ? Number(text) : -1;
  return number >= 0 && number < groups.length ? number : undefined;
}

/**
 * A topic's name as a button shows it, ticked when it is followed. Flags are letters that run from left to right, by Unicode: without a mark
 * they would turn the whole line round.
 */
function ticked(topic: Topic, followed: readonly string[], { names, direction }: Spoken): string {
  const mark = followed.includes(topic.slug) ? '✅ ' : '';
  const name = topic.emoji === '' ? names.topic(topic) : `${topic.emoji} ${names.topic(topic)}`;
  return mark + (direction === 'rtl' && topic.emoji !== '' ? rightToLeft(name) : name);
}

/** Buttons laid out in rows of `width`. */
export function rowsOf(width: number, buttons: readonly DigestButton[]): Keyboard {
  const rows: DigestButton[][] = [];
  for (let at = 0; at < buttons.length; at += width) rows.push(buttons.slice(at, at + width));
  return rows;
}

/** Characters of a label that a phone shows whole, by how many stand in its row. */
const ROOM: Readonly<Record<number, number>> = { 1: Number.POSITIVE_INFINITY, 2: 21, 3: 14 };

/** The buttons in one row where it has room for their labels, else each in a row of its own. */
export function roomyRows(buttons: readonly DigestButton[]): Keyboard {
  const room = ROOM[buttons.length] ?? 0;
  return buttons.every(({ text }) => text.length <= room) ? [buttons] : buttons.map((one) => [one]);
}

/** Topics that toggle, by their slugs, those that are followed ticked; `tapOf` is what a tap on one means. */
export function topicRows(
  slugs: readonly string[],
  followed: readonly string[],
  texts: Spoken,
  tapOf: (slug: string) => Tap,
): Keyboard {
  const buttons = slugs.flatMap((slug) => {
    const topic = topicBySlug(slug);
    return topic === undefined ? [] : button(ticked(topic, followed, texts), tapOf(slug));
  });
  return rowsOf(2, buttons);
}

/** The groups of topics, each with how many of them the chat follows. */
export function groupRows(
  followed: readonly string[],
  { names }: Spoken,
  tapOf: (group: number) => Tap,
): Keyboard {
  const buttons = groups.flatMap((heading, group) => {
    const name = names.group(heading);
    const count = groupTopics(group).filter((slug) => followed.includes(slug)).length;
    return button(count === 0 ? name : `${name} (${count})`, tapOf(group));
  });
  return rowsOf(2, buttons);
}

/** In a group or a channel, under /start: `top` and the popular topics, which toggle, then the way to the others. */
export function popularKeyboard(followed: readonly string[], texts: Spoken): Keyboard {
  const { labels } = texts;
  return [
    ...topicRows(popularTopics, followed, texts, (slug) => ({ kind: 'popular', slug })),
    [...button(labels.allTopics, { kind: 'groups' }), ...button(labels.latest, { kind: 'latest' })],
  ];
}

/** The groups of topics under /topics. */
export function groupsKeyboard(followed: readonly string[], texts: Spoken): Keyboard {
  return groupRows(followed, texts, (group) => ({ kind: 'group', group }));
}

/** One group's topics, which toggle, and the way back. */
export function groupKeyboard(group: number, followed: readonly string[], texts: Spoken): Keyboard {
  return [
    ...topicRows(groupTopics(group), followed, texts, (slug) => ({ kind: 'grouped', group, slug })),
    [...button(texts.labels.back, { kind: 'groups' })],
  ];
}

/** A group's heading in the catalogue; '' for a number that no group has. */
export function groupName(group: number): string {
  return groups[group] ?? '';
}

/** Slugs of a group's topics; none for a number that no group has. */
export function groupTopics(group: number): readonly string[] {
  const name = groups[group];
  return catalogue.flatMap((topic) => (topic.group === name ? [topic.slug] : []));
}

/** Cities, three in a row; `tapOf` is what a tap on that of a zone means. */
export function cityRows(
  cities: readonly Pick<CityZone, 'zone' | 'name'>[],
  tapOf: (zone: string) => Tap,
): Keyboard {
  return rowsOf(
    3,
    cities.flatMap(({ zone, name }) => button(name, tapOf(zone))),
  );
}
