/** What an article is about: its topics by the words of its title and text. */
import { isGivenName } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { countWords, tokens } from '../arabic/words.ts';
import { stripDateline } from '../news/dateline.ts';
import { catalogue } from './catalogue.ts';
import { places } from './places.ts';
import { subjects } from './subjects.ts';
import type { TopicMatch } from './topic.ts';
import { institutions, mediaNouns, nationalNouns, personNouns, phrasesOfNothing } from './traps.ts';
import {
  compile,
  type Guard,
  isRightHand,
  keyOf,
  type Node,
  type Reading,
  readings,
  type Sense,
  wordSet,
} from './vocabulary.ts';

const MOST_MAIN = 6;
const MOST_IN_ALL = 8;
/** Readers' articles are far shorter; what is past this tells a topic no better. */
const LONGEST_TITLE = 1_000;
const LONGEST_TEXT = 60_000;

const root = compile(places, subjects, phrasesOfNothing);
const subjectSlugs = new Set(subjects.map((subject) => subject.slug));
const implied = new Map([...places, ...subjects].map((signals) => [signals.slug, signals.implies ?? []]));
const rank = new Map(catalogue.map((topic, index) => [topic.slug, index]));

const persons = wordSet(personNouns);
const media = wordSet(mediaNouns);
const schools = wordSet(institutions);
const national = wordSet(nationalNouns);

type Start = { readonly node: Node; readonly reading: Reading };
/** All that one written word can be; known words are kept, as news repeats them. */
type Word = {
  readonly key: string;
  /** Its key, and the key with clitics off: what lists of plain words are compared with. */
  readonly forms: readonly string[];
  readonly starts: readonly Start[];
  readonly number: boolean;
  readonly person: boolean;
  readonly media: boolean;
  readonly school: boolean;
  readonly given: boolean;
};

const MOST_WORDS = 20_000;
const words = new Map<string, Word>();

function makeWord(key: string): Word {
  const starts: Start[] = [];
  const forms: string[] = [];
  for (const reading of readings(key)) {
    forms.push(reading.form);
    const node = root.next?.get(reading.form);
    if (node !== undefined) starts.push({ node, reading });
  }
  const within = (set: ReadonlySet<string>) => forms.some((form) => set.has(form));
  return {
    key,
    forms,
    starts,
    number: /^\p{N}/u.test(key),
    person: within(persons),
    media: within(media),
    school: within(schools),
    given: isGivenName(fold(key)),
  };
}

function wordOf(written: string, egyptian: boolean): Word {
  const known = words.get(written);
  if (known !== undefined) return known;
  const key = keyOf(written);
  if (isRightHand(key)) return makeWord(egyptian ? `${key.slice(0, -1)}ي` : key);
  const word = makeWord(key);
  if (words.size >= MOST_WORDS) words.clear();
  words.set(written, word);
  return word;
}

/** Where a signal stood: in the title, in the first sentence, further on. */
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

function inSet(set: ReadonlySet<string>, word: Word | undefined): boolean {
  return word?.forms.some((form) => set.has(form)) === true;
}

/** Whether the word beside a signal is one of a guard's, or, where none stands there, the guard names the edge. */
function beside(set: ReadonlySet<string>, word: Word | undefined): boolean {
  if (word === undefined) return set.has('^');
  return inSet(set, word) || (word.number && set.has('#'));
}

function holds(guard: Guard, list: readonly Word[], at: number, length: number, clitics: string): boolean {
  for (const letter of guard.notWith) if (clitics.includes(letter)) return false;
  const before = list[at - 1];
  const next = list[at + length];
  return (
    (guard.after === undefined || beside(guard.after, before)) &&
    (guard.before === undefined || beside(guard.before, next)) &&
    (guard.notAfter === undefined || !beside(guard.notAfter, before)) &&
    (guard.notBefore === undefined || !beside(guard.notBefore, next))
  );
}

/** How far back a noun still governs the nationality that follows it: صحيفة «…» الإسرائيلية, الخبير العسكري الروسي. */
const REACH = { person: 2, media: 4, school: 2 } as const;

function inPassing(list: readonly Word[], at: number, sense: Sense): boolean {
  if (subjectSlugs.has(sense.slug)) return false;
  for (let back = 1; back <= REACH.media; back++) {
    const word = list[at - back];
    if (word === undefined) return false;
    if (sense.nisba && word.person && back <= REACH.person) return true;
    if (sense.nisba && word.media) return true;
    if (word.school && back <= REACH.school) return true;
  }
  return false;
}

type Hit = {
  readonly sense: Sense;
  readonly word: string;
  readonly zone: Zone;
  readonly passing: boolean;
  /** Names the topic, or stands for its national side, rather than being a club's or a person's nationality. */
  readonly named: boolean;
};
type Counting = { readonly tallies: Map<string, Tally>; readonly pending: Hit[] };

function tallyOf(counting: Counting, slug: string): Tally {
  let tally = counting.tallies.get(slug);
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
    counting.tallies.set(slug, tally);
  }
  return tally;
}

function add(counting: Counting, { sense, word, zone, passing, named }: Hit): void {
  const tally = tallyOf(counting, sense.slug);
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

/** The longest term that starts at a word, and how the word was read for it. */
function longest(
  list: readonly Word[],
  at: number,
): { node: Node; reading: Reading; length: number } | undefined {
  let best: { node: Node; reading: Reading; length: number } | undefined;
  for (const { node, reading } of list[at]?.starts ?? []) {
    let here: Node | undefined = node;
    for (let length = 1; here !== undefined; length++) {
      if (here.senses !== undefined && (best === undefined || length > best.length))
        best = { node: here, reading, length };
      const next = list[at + length];
      here = next === undefined ? undefined : here.next?.get(next.key);
    }
  }
  return best;
}

function count(
  counting: Counting,
  text: string,
  zoneAt: (offset: number) => Zone,
  egyptian: boolean,
): number {
  const found = tokens(text);
  const list = found.map((token) => wordOf(token.text, egyptian));
  for (let at = 0; at < list.length; ) {
    const match = longest(list, at);
    if (match === undefined) {
      at += 1;
      continue;
    }
    const { node, reading, length } = match;
    const zone = zoneAt(found[at]?.start ?? 0);
    let last: string | undefined;
    for (const sense of node.senses ?? []) {
      if (sense.slug === last || (sense.bare && reading.article)) continue;
      if (sense.nisba && length === 1 && reading.article && list[at - 1]?.given === true) continue;
      const { guard } = sense;
      if (guard !== undefined && !holds(guard, list, at, length, reading.clitics)) continue;
      last = sense.slug;
      const hit = {
        sense,
        word: reading.form,
        zone,
        passing: sense.aside || inPassing(list, at, sense),
        named: !sense.nisba || inSet(national, list[at - 1]),
      };
      if (guard?.needs === undefined && guard?.unless === undefined) add(counting, hit);
      else counting.pending.push(hit);
    }
    at += length;
  }
  return list.length;
}

/** The opening of a text is its first sentence, with the next while it is only a few words; no longer than this. */
const FEWEST_OPENING_WORDS = 8;
const LONGEST_OPENING = 500;
const NO_NAMES: ReadonlySet<string> = new Set();
const SENTENCE_END = /(?<!(?:^|[^\p{L}])\p{L})[.!؟?…]+[»”"’)\]]*(?=\s)|\n/gu;

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

function partOf(tally: Tally, subject: boolean, enough: number): 'main' | 'side' | undefined {
  const strong = tally.title + tally.lead + tally.body;
  if (tally.title + tally.lead > 0 || strong >= enough) return 'main';
  if (strong >= 2 && tally.weakAhead >= (subject ? 2 : 1)) return 'main';
  if (subject && tally.weakAhead >= 3 && tally.weakTitle > 0 && tally.weakWords.size > 1) return 'main';
  if (subject) return strong >= 2 || (strong === 1 && tally.weak >= 2) ? 'side' : undefined;
  return strong + tally.passing > 0 ? 'side' : undefined;
}

/**
 * The topics of one article: at most six main ones, strongest first, and the side ones; eight in all.
 * A topic is main when the title or the first sentence signals it, or the text does so three times.
 */
export function matchTopics(article: {
  readonly title: string | undefined;
  readonly text: string;
}): TopicMatch {
  const title = (article.title ?? '').slice(0, LONGEST_TITLE);
  const text = article.text.slice(0, LONGEST_TEXT);
  const egyptian = text.includes(' فى ') && !text.includes(' في ');
  const counting: Counting = { tallies: new Map(), pending: [] };
  // Where it was written is not what it is about.
  const dateline = stripDateline(text.slice(0, LONGEST_OPENING), NO_NAMES)?.length ?? 0;
  const lead = openingEnd(text, dateline);
  const zoneAt = (offset: number) => (offset < dateline ? 'dateline' : offset < lead ? 'lead' : 'body');
  const size = count(counting, title, () => 'title', egyptian) + count(counting, text, zoneAt, egyptian);

  const signalled = new Set(counting.tallies.keys());
  for (const hit of counting.pending) {
    const { needs, unless } = hit.sense.guard ?? {};
    if (needs !== undefined && !needs.some((slug) => signalled.has(slug))) continue;
    if (unless?.some((slug) => signalled.has(slug)) === true && !signalled.has(hit.sense.slug)) continue;
    add(counting, hit);
  }

  const enough = Math.max(3, size / 100);
  const main: [string, number][] = [];
  const side: [string, number][] = [];
  const sports =
    isMain(counting.tallies.get('sports'), enough) || isMain(counting.tallies.get('football'), enough);
  for (const [slug, tally] of counting.tallies) {
    const subject = subjectSlugs.has(slug);
    const ofAClub = sports && !subject && tally.named === 0;
    const alone = partOf(tally, subject, enough);
    // A player's operation is no news of medicine.
    const ofAPlayer = sports && slug === 'health' && tally.title + tally.lead + tally.body < 3;
    const part = (ofAClub || ofAPlayer) && alone === 'main' ? 'side' : alone;
    if (part === 'main') main.push([slug, strength(tally)]);
    else if (part === 'side') side.push([slug, strength(tally)]);
  }
  return arrange(main, side);
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
