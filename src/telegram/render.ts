/** Digests → Telegram's HTML, as messages within its limits. */
import { inDigits } from '../arabic/digits.ts';
import { hijriDay } from '../arabic/hijri.ts';
import { unasked } from '../briefs/unasked.ts';
import type { DigestAgain } from '../digests/again.ts';
import type { Digest, DigestPart, Reminder } from '../digests/digest.ts';
import { DAY } from '../durations.ts';
import type { Chat } from '../subscriptions/chat.ts';
import { dateAndClock, dayAndClock, dayAndMonth, namesDay, weekdayOf, zoneWords } from './dates.ts';
import { bold, escapeHtml, footerLines, link, outside, rtl, safeUrl } from './html.ts';
import { words } from './messages.ts';
import { type Block, pack } from './pack.ts';
import type { Place } from './places.ts';
import { questionUnder } from './ramadan.ts';
import { topicName } from './settings.ts';
import { type Detail, LESS, renderStory } from './story-block.ts';
import { digestRow, numberRows } from './story-buttons.ts';
import { articleOf, HEADLINE_UNITS } from './story-lines.ts';

/** Header lines end before the first ~35 characters of a notification do. */
const HEADER_UNITS = 35;

/** What a digest is called after: by the hour of HH:MM. */
export function digestPeriod(localTime: string): keyof typeof words.digests {
  const hour = Number(localTime.slice(0, 2));
  if (hour < 4 || hour >= 22) return 'night';
  if (hour < 12) return 'morning';
  return hour < 16 ? 'noon' : 'evening';
}

/** نشرة الصباح، نشرة الظهيرة، نشرة المساء، نشرة الليل. */
function digestName(localTime: string): string {
  return words.digests[digestPeriod(localTime)];
}

/** 1 يوليو of a YYYY-MM-DD. */
function dateOf(localDate: string, zone: string): string {
  const [, month, day] = localDate.split('-').map(Number);
  return dayAndMonth({ day: day ?? 1, month: month ?? 1 }, zone);
}

/** «نشرة الصباح · الثلاثاء 1 يوليو»; beneath it the Hijri day for those who read it. */
function header(digest: Digest, preview: boolean): string {
  const { digits, hijri } = digest.chat.settings;
  const line = inDigits(dayLine(digest, preview), digits);
  return hijri ? `${line}\n${inDigits(hijriDay(digest.moment.localDate), digits)}` : line;
}

function dayLine(digest: Digest, preview: boolean): string {
  const name = digestName(digest.moment.localTime);
  const date = dateOf(digest.moment.localDate, digest.zone);
  const weekday = weekdayOf(digest.moment.localDate);
  const title = preview ? words.preview(name) : name;
  const fits = (line: string): boolean => line.length <= HEADER_UNITS;
  if (fits(`${title} · ${weekday} ${date}`)) return `${bold(title)} · ${weekday} ${date}`;
  return `${bold(preview && !fits(`${title} · ${date}`) ? words.previewAlone : title)} · ${date}`;
}

/** «الثلاثاء 7:30 م», with the date where it is a week away. */
function nextDay({ moment, zone }: Digest, at: number): string {
  return namesDay(moment.at, at) ? dayAndClock(at, zone) : dateAndClock(at, zone);
}

/** «النشرة التالية: الثلاثاء 7:30 م بتوقيت القاهرة». */
function nextLine(digest: Digest): string | undefined {
  if (digest.next === undefined) return undefined;
  const when = inDigits(nextDay(digest, digest.next.at), digest.chat.settings.digits);
  return words.next(when, escapeHtml(zoneWords(digest.zone)));
}

/** «الاثنين»; when that may be taken for this week's, «الاثنين 23 نوفمبر». */
function dayOf(localDate: string, digest: Reminded): string {
  const weekday = weekdayOf(localDate);
  const days = (Date.parse(digest.moment.localDate) - Date.parse(localDate)) / DAY;
  const date = inDigits(dateOf(localDate, digest.zone), digest.chat.settings.digits);
  return days < 7 ? weekday : `${weekday} ${date}`;
}

/** Whom a reminder is for, and when. */
type Reminded = Pick<Digest, 'zone'> & {
  readonly chat: Pick<Digest['chat'], 'settings'>;
  readonly moment: Pick<Digest['moment'], 'localDate'>;
};

/** «ربما لم تصلك في نشرة الاثنين:» above the story's headline. */
export function reminderBlock({ story: given, digest: missed }: Reminder, digest: Reminded): Block {
  const { story, headline = words.hard } = unasked(given);
  const article = articleOf(story, story.headlineArticleId);
  const url = [article, ...story.articles].map((one) => safeUrl(one?.url)).find((one) => one !== undefined);
  return {
    heading: bold(
      missed.kind === undefined
        ? words.missed(dayOf(missed.localDate, digest))
        : words.missedAtOnce(dayOf(missed.localDate, digest)),
    ),
    html: rtl(link(outside(headline, HEADLINE_UNITS), url)),
    gap: '\n',
    storyIds: [],
    topics: [],
    reminderIds: [story.id],
  };
}

/** A topic's name as a heading; in channels a hashtag of it, where its letters make one. */
function heading(topic: string, { chat }: Digest): string {
  return rtl(bold(tagOf(topic, chat) ?? outside(topicName(topic, chat), HEADING_UNITS)));
}

function tagOf(topic: string, chat: Chat): string | undefined {
  return chat.kind === 'channel' && chat.settings.hashtags ? hashtag(topicName(topic, chat)) : undefined;
}

/** The hashtag of a digest's one topic, which has no heading. */
function onlyTag({ items, chat }: Digest): readonly string[] {
  const [topic, ...others] = new Set(items.map((item) => item.topic));
  const tag = topic === undefined || others.length > 0 ? undefined : tagOf(topic, chat);
  return tag === undefined ? [] : [rtl(tag)];
}

/** Of a topic’s name: words of a reader’s own may be longer. */
const HEADING_UNITS = 60;

/** «#سوريا_ولبنان»: Telegram's hashtags hold letters, digits and low lines, and no digits alone. Words that are taken out (`-word`) are none. */
export function hashtag(name: string): string | undefined {
  const letters = name
    .normalize('NFC')
    .replace(/\s-\S+/gu, ' ')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, '_')
    .replace(/^_+|_+$/gu, '');
  return /\p{L}/u.test(letters) ? `#${letters}` : undefined;
}

/** The digest's stories as blocks, each topic's together, numbered as `numbers` say or in their order. */
function storyBlocks(
  digest: Digest,
  detail: Detail,
  numbers?: ReadonlyMap<number, number>,
): readonly Block[] {
  const topics = [...new Set(digest.items.map((item) => item.topic))];
  const { kind, settings } = digest.chat;
  const view = {
    zone: digest.zone,
    now: digest.moment.at,
    digits: settings.digits,
    detail,
    linksOnly: kind === 'channel',
  };
  let count = 0;
  return topics.flatMap((topic) => {
    const above = topics.length > 1 && topic !== '' ? heading(topic, digest) : undefined;
    return digest.items
      .filter((item) => item.topic === topic)
      .map(({ story }): Block => {
        count += 1;
        return {
          heading: above,
          html: renderStory(story, numbers?.get(story.id) ?? count, view),
          gap: '\n\n',
          storyIds: [story.id],
          topics: [topic],
          reminderIds: [],
        };
      });
  });
}

function headOf(digest: Digest, preview: boolean): string {
  const head = header(digest, preview);
  const count = digest.items.length;
  return count === 0 ? head : `${head}\n${inDigits(words.stories(count), digest.chat.settings.digits)}`;
}

function nextHeadOf(digest: Digest): string {
  return bold(words.continued(digestName(digest.moment.localTime)));
}

/** When the next one comes, and under it what the channel's owner wants under each digest; above both the tag of an only topic. */
function tailOf(digest: Digest, preview: boolean): string | undefined {
  const { kind, settings } = digest.chat;
  const footer = kind === 'channel' && settings.footer !== undefined ? footerLines(settings.footer) : [];
  const next = preview ? undefined : nextLine(digest);
  const lines = [
    ...onlyTag(digest),
    ...(next === undefined ? [] : [next]),
    ...footer,
    ...questionUnder(digest).lines,
  ];
  return lines.length === 0 ? undefined : lines.join('\n');
}

/**
 * A digest as messages. Topic headings stand when it holds two topics or more, each topic's stories together; the last message says
 * when the next digest comes. `preview` says in the header that this one was only asked for.
 */
export function renderDigest(
  digest: Digest,
  { preview = false, username }: { readonly preview?: boolean; readonly username?: string | undefined } = {},
): readonly DigestPart[] {
  const reminders = digest.reminders.map((reminder) => reminderBlock(reminder, digest));
  const messages = pack({
    head: headOf(digest, preview),
    nextHead: nextHeadOf(digest),
    blocks: [...storyBlocks(digest, digest.chat.settings.preset), ...reminders],
    tail: tailOf(digest, preview),
  });
  let number = 0;
  return messages.map((message, index) => {
    const stories = message.storyIds.map((id) => {
      number += 1;
      return { id, number };
    });
    const place = preview ? ({ kind: 'preview', part: index + 1 } as const) : placeOf(digest, index + 1);
    return {
      ...message,
      buttons: rowsUnder(digest, { stories, place, last: index === messages.length - 1, username }),
    };
  });
}

function placeOf({ moment }: Digest, part: number): Place {
  return { kind: 'digest', localDate: moment.localDate, localTime: moment.localTime, part };
}

function rowsUnder(
  digest: Digest,
  under: {
    readonly stories: readonly { readonly id: number; readonly number: number }[];
    readonly place: Place;
    readonly last: boolean;
    readonly username: string | undefined;
  },
): DigestPart['buttons'] {
  const { chat } = digest;
  const { language } = chat.settings;
  const { stories, place, last, username } = under;
  const numbers = chat.kind === 'channel' ? [] : numberRows(stories, place, chat.settings);
  const lastRows = [...digestRow({ kind: chat.kind, language, username }), ...questionUnder(digest).rows];
  return [...numbers, ...(last ? lastRows : [])];
}

/** The part again, in one message: where its stories have grown since, with less of each. */
export function renderAgain(
  again: DigestAgain,
  { username }: { readonly username?: string | undefined } = {},
): Pick<DigestPart, 'html' | 'buttons'> {
  const { digest, numbers, part, parts } = again;
  const last = part === parts;
  const reminders = digest.reminders.map((reminder) => reminderBlock(reminder, digest));
  const head = part === 1 ? headOf(digest, false) : nextHeadOf(digest);
  const message = (detail: Detail): ReturnType<typeof pack> =>
    pack({
      head,
      nextHead: undefined,
      blocks: [
        ...storyBlocks(digest, detail, numbers).filter(({ storyIds: [id = 0] }) => again.storyIds.has(id)),
        ...reminders,
      ],
      tail: last ? tailOf(digest, false) : undefined,
    });
  let detail: Detail = digest.chat.settings.preset;
  let messages = message(detail);
  for (let less = LESS[detail]; messages.length > 1 && less !== undefined; less = LESS[detail]) {
    detail = less;
    messages = message(detail);
  }
  const stories = digest.items.flatMap(({ story: { id } }) =>
    again.storyIds.has(id) ? [{ id, number: numbers.get(id) ?? 1 }] : [],
  );
  return {
    html: messages[0]?.html ?? head,
    buttons: rowsUnder(digest, { stories, place: placeOf(digest, part), last, username }),
  };
}
