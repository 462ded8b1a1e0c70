/** What an article is about: its topics by the words of its title and text. */
import { countWords } from '../arabic/words.ts';
import { stripDateline } from '../news/dateline.ts';
import { catalogue } from './catalogue.ts';
import { places } from './places.ts';
import { type Signal, signalsIn } from './signals.ts';
import { subjects } from './subjects.ts';
import type { Holders, TopicMatch } from './topic.ts';

/** Topics of one article: those that it is about, and with those that it only touches. */
const MOST_MAIN = 6;
const MOST_IN_ALL = 8;
/** Readers' articles are far shorter; what is past this tells a topic no better. */
const LONGEST_TITLE = 1_000;
const LONGEST_TEXT = 60_000;

const subjectSlugs = new Set(subjects.map((subject) => subject.slug));
const implied = new Map([...places, ...subjects].map((signals) => [signals.slug, signals.implies ?? []]));
const rank = new Map(catalogue.map((topic, index) => [topic.slug, index]));

/** Where a signal stood: before the news, in the title, in the first sentence, further on. */
type Zone = 'dateline' | 'title' | 'lead' | 'body';

/** What is known of one topic in one article. */
type Tally = {
  /** Strong signals by zone. */
  title: number;
  lead: number;
  body: number;
  /** Weak ones in title or lead, the different words among them, those in the title; weak ones wherever. */
  weakAhead: number;
  readonly weakWords: Set<string>;
  weakTitle: number;
  weak: number;
  /** Signals that can make it a side topic at most. */
  passing: number;
  /** Signals that name it, rather than a nationality. */
  named: number;
};

function tallyOf(tallies: Map<string, Tally>, slug: string): Tally {
  let tally = tallies.get(slug);
  if (tally === undefined) {
    tally = {
      title: 0,
      lead: 0,
      body: 0,
      weakAhead: 0,
      weakWords: new Set(),
      weakTitle: 0,
      weak: 0,
      passing: 0,
      named: 0,
    };
    tallies.set(slug, tally);
  }
  return tally;
}

function add(tallies: Map<string, Tally>, signal: Signal, zone: Zone): void {
  const { sense, word, passing, named } = signal;
  const tally = tallyOf(tallies, sense.slug);
  if (passing || zone === 'dateline') tally.passing += 1;
  else if (sense.weak) {
    tally.weak += 1;
    if (zone !== 'body') {
      tally.weakAhead += 1;
      tally.weakWords.add(word);
    }
    if (zone === 'title') tally.weakTitle += 1;
  } else {
    tally[zone] += 1;
    if (named) tally.named += 1;
  }
}

/** The opening of a text is its first sentence, with the next while it is only a few words; no longer than this. */
const FEWEST_OPENING_WORDS = 8;
const LONGEST_OPENING = 500;
const NO_NAMES: ReadonlySet<string> = new Set();
/** No stop of an initial. What stands before is looked at behind the stop: before it, each letter would be looked behind. */
const SENTENCE_END = /[.!؟?…](?<!(?:^|[^\p{L}])\p{L}.)[.!؟?…]*[»”"’)\]]*(?=\s)|\n/gu;

function openingEnd(text: string, from: number): number {
  const head = text.slice(from, from + LONGEST_OPENING);
  for (const end of head.matchAll(SENTENCE_END))
    if (countWords(head.slice(0, end.index)) >= FEWEST_OPENING_WORDS) return from + end.index;
  return from + head.length;
}

function strength(tally: Tally): number {
  return 4 * tally.title + 3 * tally.lead + tally.body + tally.weakAhead + tally.weak / 2 + tally.passing / 2;
}

function isMain(tally: Tally | undefined, enough: number): boolean {
  return tally !== undefined && partOf(tally, true, enough) === 'main';
}

/** What a topic is to the article; a subject needs more than a place, since its words are commoner. */
function partOf(tally: Tally, subject: boolean, enough: number): 'main' | 'side' | undefined {
  const strong = tally.title + tally.lead + tally.body;
  if (tally.title + tally.lead > 0 || strong >= enough) return 'main';
  if (strong >= 2 && tally.weakAhead >= (subject ? 2 : 1)) return 'main';
  if (subject && tally.weakAhead >= 3 && tally.weakTitle > 0 && tally.weakWords.size > 1) return 'main';
  if (subject) return strong >= 2 || (strong === 1 && tally.weak >= 2) ? 'side' : undefined;
  return strong + tally.passing > 0 ? 'side' : undefined;
}

/** The fields among which a newsroom divides its subjects: a text belongs to one, seldom to two. */
const DESKS: ReadonlySet<string> = new Set([
  'economy',
  'technology',
  'science',
  'health',
  'environment',
  'culture',
  'sports',
]);

/** Whether a field is touched by one word below a title that names another. Studies of health are science too. */
function isOfOtherField(slug: string, tally: Tally, fields: readonly string[]): boolean {
  if (!DESKS.has(slug) || tally.title + tally.weakTitle > 0 || tally.lead + tally.body !== 1) return false;
  return fields.some((field) => field !== 'health' || slug !== 'science');
}

/** An article as far as its topics are asked for. */
type Matched = {
  readonly title: string | undefined;
  readonly text: string;
  /** Epoch ms. */
  readonly publishedAt?: number | undefined;
};

/** What is known of each topic in an article, and how many words it has. */
function talliesOf(
  article: Matched,
  holders: Holders | undefined,
): { readonly tallies: Map<string, Tally>; readonly size: number } {
  const title = (article.title ?? '').slice(0, LONGEST_TITLE);
  const text = article.text.slice(0, LONGEST_TEXT);
  const egyptian = text.includes(' فى ') && !text.includes(' في ');
  // Where it was written is not what it is about.
  const dateline = stripDateline(text.slice(0, LONGEST_OPENING), NO_NAMES)?.length ?? 0;
  const lead = openingEnd(text, dateline);
  const reading = { egyptian, holders, publishedAt: article.publishedAt };
  const ahead = signalsIn(title, reading);
  const below = signalsIn(text, reading);

  const tallies = new Map<string, Tally>();
  const pending: [Signal, Zone][] = [];
  const take = (signal: Signal, zone: Zone) => {
    const { guard } = signal.sense;
    if (guard?.needs === undefined && guard?.unless === undefined) add(tallies, signal, zone);
    else pending.push([signal, zone]);
  };
  for (const signal of ahead.signals) take(signal, 'title');
  for (const signal of below.signals)
    take(signal, signal.start < dateline ? 'dateline' : signal.start < lead ? 'lead' : 'body');
  const signalled = new Set(tallies.keys());
  for (const [signal, zone] of pending) {
    const { needs, unless } = signal.sense.guard ?? {};
    if (needs !== undefined && !needs.some((slug) => signalled.has(slug))) continue;
    if (unless?.some((slug) => signalled.has(slug)) === true && !signalled.has(signal.sense.slug)) continue;
    add(tallies, signal, zone);
  }
  return { tallies, size: ahead.size + below.size };
}

/** Whether sports news only touches a topic: a club's country, where a match is played, a player's operation. */
function isOfAMatch(slug: string, tally: Tally): boolean {
  const strong = tally.title + tally.lead + tally.body;
  if (subjectSlugs.has(slug)) return slug === 'health' && strong < 3;
  // Named once below the title it is where they play, or against whom.
  return tally.named === 0 || (tally.title + tally.weakTitle === 0 && strong === 1);
}

/**
 * The topics of one article: at most six main ones, strongest first, and the side ones; eight in all. A topic is main
 * when the title or the first sentence signals it, or the text does so three times (oftener where it is longer than 300
 * words), or twice with weak words ahead; a subject also where two different weak words hint at it and nothing tells
 * another. What sports news or another field's only touches is a side topic. Of texts past 60,000 characters the rest
 * is not read. `publishedAt`: epoch ms, for names that stand for a country while their bearer is in office. `holders`:
 * surnames that were learned to stand for a topic.
 */
export function matchTopics(article: Matched, holders?: Holders): TopicMatch {
  const { tallies, size } = talliesOf(article, holders);
  const enough = Math.max(3, size / 100);
  const main: [string, number][] = [];
  const side: [string, number][] = [];
  const fields = [...DESKS].filter((slug) => (tallies.get(slug)?.title ?? 0) > 0);
  const sports = isMain(tallies.get('sports'), enough) || isMain(tallies.get('football'), enough);
  for (const [slug, tally] of tallies) {
    const alone = partOf(tally, subjectSlugs.has(slug), enough);
    const touched = (sports && isOfAMatch(slug, tally)) || isOfOtherField(slug, tally, fields);
    const part = touched && alone === 'main' ? 'side' : alone;
    if (part === 'main') main.push([slug, strength(tally)]);
    else if (part === 'side') side.push([slug, strength(tally)]);
  }
  const subject = main.some(([slug]) => subjectSlugs.has(slug)) ? undefined : hinted(tallies);
  if (subject !== undefined) main.push([subject, 1]);
  return arrange(main, side);
}

/** Their weak words stand for other things as often: goals and teams in politics, police and arrests in every war. */
const FIGURATIVE: ReadonlySet<string> = new Set(['un', 'sports', 'football', 'courts', 'migration']);
const FEWEST_HINTS = 2;

/** Subjects within another's field share its words, so that they are no rivals: snow and storms. */
const FIELDS: Readonly<Record<string, string>> = {
  disasters: 'environment',
  prices: 'economy',
  energy: 'economy',
  ai: 'technology',
  football: 'sports',
};

function fieldOf(slug: string): string {
  return FIELDS[slug] ?? slug;
}

/** Where no word tells the subject for certain: the one that most different weak words ahead hint at, one in the title. */
function hinted(tallies: ReadonlyMap<string, Tally>): string | undefined {
  const hints: [string, number][] = [];
  for (const [slug, { weakTitle, weakWords }] of tallies)
    if (subjectSlugs.has(slug) && !FIGURATIVE.has(slug) && weakTitle > 0 && weakWords.size >= FEWEST_HINTS)
      hints.push([slug, weakWords.size]);
  hints.sort((a, b) => b[1] - a[1] || Number(DESKS.has(b[0])) - Number(DESKS.has(a[0])));
  const [best] = hints;
  if (best === undefined) return undefined;
  const rival = hints.find(([slug]) => fieldOf(slug) !== fieldOf(best[0]));
  return best[1] > (rival?.[1] ?? 0) ? best[0] : undefined;
}

function arrange(main: readonly [string, number][], side: readonly [string, number][]): TopicMatch {
  const scores = new Map<string, number>();
  const put = (slug: string, score: number) => {
    if (score > (scores.get(slug) ?? 0)) scores.set(slug, score);
  };
  const MAIN = 1_000_000;
  for (const [slug, weight] of main) {
    put(slug, MAIN + weight);
    for (const other of implied.get(slug) ?? []) put(other, MAIN + weight - 0.25);
  }
  for (const [slug, weight] of side) {
    put(slug, weight);
    for (const other of implied.get(slug) ?? []) put(other, weight - 0.25);
  }
  const order = [...scores].sort((a, b) => b[1] - a[1] || (rank.get(a[0]) ?? 0) - (rank.get(b[0]) ?? 0));
  const chosen = order
    .filter(([, score]) => score >= MAIN)
    .slice(0, MOST_MAIN)
    .map(([slug]) => slug);
  const rest = order.map(([slug]) => slug).filter((slug) => !chosen.includes(slug));
  return { main: chosen, side: rest.slice(0, MOST_IN_ALL - chosen.length) };
}

/**
 * The topics of a story from those of its articles: main where most of them have it so, a side one counting half; where
 * no topic gets so far, those that come farthest.
 */
export function storyTopics(matches: readonly TopicMatch[]): TopicMatch {
  const sums = new Map<string, number>();
  for (const match of matches) {
    for (const slug of match.main) sums.set(slug, (sums.get(slug) ?? 0) + 1);
    for (const slug of match.side) sums.set(slug, (sums.get(slug) ?? 0) + 0.5);
  }
  const half = matches.length / 2;
  const main: [string, number][] = [];
  const side: [string, number][] = [];
  const most = Math.max(...sums.values());
  const bar = most > half ? half : most - 0.5;
  for (const [slug, sum] of sums) (sum > bar ? main : side).push([slug, sum]);
  return arrange(main, side);
}
