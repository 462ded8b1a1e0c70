/** Which topic a reader means by a few words. */
import { fold, foldLight, stripInvisible } from '../arabic/normalize.ts';
import { catalogue, topicBySlug } from './catalogue.ts';
import { matchTopics } from './match.ts';
import { otherNames, otherWords, sharedNames } from './names.ts';
import { oneSlip } from './slip.ts';
import type { Topic, TopicLookup } from './topic.ts';

/** More than any name has; the rest of a longer line is not read. */
const LONGEST = 200;

/** Folded for comparing names: no marks, no article, only letters and digits, one space between words. */
function nameKey(words: string): string {
  return fold(words.normalize('NFKD').replace(/[\u0300-\u0340]/gu, ''))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => (word.length > 4 ? word.replace(/^ال/u, '') : word))
    .join(' ');
}

type Name = {
  readonly topic: Topic;
  /** A name of the topic itself rather than of a place in it. */
  readonly own: boolean;
};

const names = new Map<string, Name>();
function learn(name: string, topic: Topic, own: boolean): void {
  const key = nameKey(name);
  if (key !== '' && !names.has(key)) names.set(key, { topic, own });
}
for (const topic of catalogue)
  for (const name of [topic.slug, topic.name, topic.english]) learn(name, topic, true);
for (const [slug, list] of Object.entries(otherNames)) {
  const topic = topicBySlug(slug);
  if (topic === undefined) continue;
  for (const name of list.split(/\s+/u).filter(Boolean)) learn(name.replaceAll('_', ' '), topic, false);
}
const shared = new Map<string, readonly Topic[]>(
  Object.entries(sharedNames).map(([name, slugs]) => [
    nameKey(name),
    slugs.map(topicBySlug).filter((topic) => topic !== undefined),
  ]),
);
const byEmoji = new Map(catalogue.filter(({ emoji }) => emoji !== '').map((topic) => [topic.emoji, topic]));
/** The capital, when its doubled letter is written; without it the name is the country's. */
const AMMAN = /ع[\u064e]?م[\u064e]?\u0651[\u064e]?ان/u;

const NISBA_ENDING = /(?:يه|يون|يين|يات|يا|ي)$/u;
const OPENER =
  /^(?:اخر )?(?:اخبار|خبر|جديد|موضوع|مواضيع|ماذا عن|عن|في|شو صار|شو في|شو|ايش|وش|ايه|هات|اعطني|اعطيني|عايز|عاوز|ابغي|ابي|بدي|اريد|news|about|topic) /u;

/** The readings of a key that may be a name, as written first. */
function* spellings(key: string): Generator<string> {
  const bare = key
    .replace(OPENER, '')
    .replace(OPENER, '')
    .replace(/^(?:اخبار|عن|في) /u, '');
  for (const form of new Set([key, bare])) {
    yield form;
    for (const clitics of [/^[بلوفك](?=..)/u, /^(?:[وف]?[بكل]?ال|[وف]?لل)(?=..)/u, /^[وف][بلك](?=..)/u]) {
      const off = form.replace(clitics, '');
      if (off !== form) yield off;
    }
  }
}

function exact(key: string): Topic | undefined {
  for (const form of spellings(key)) {
    const named = names.get(form);
    if (named !== undefined) return named.topic;
    if (NISBA_ENDING.test(form)) {
      const stem = form.replace(NISBA_ENDING, '');
      for (const name of stem.length > 2 ? [`${stem}ي`, stem, `${stem}ا`, `${stem}ه`, `${stem}يا`] : []) {
        const other = names.get(name);
        if (other !== undefined) return other.topic;
      }
    }
  }
  return undefined;
}

/** Five letters with one of them wrong are another word too often, save for a topic's own name. */
function mayBeSlip(form: string, name: string, own: boolean): boolean {
  const longer = Math.max(form.length, name.length);
  return longer >= 6 || (longer === 5 && (own || form.length !== name.length));
}

function near(key: string): Topic[] {
  const own = new Set<Topic>();
  const others = new Set<Topic>();
  for (const form of spellings(key)) {
    for (const [name, found] of names)
      if (mayBeSlip(form, name, found.own) && oneSlip(form, name))
        (found.own ? own : others).add(found.topic);
  }
  return [...new Set([...own, ...others])];
}

/**
 * The topic that words name: its slug, its name in either language and any spelling, a nisba, a city, its flag; or, as
 * `near`, a name one slip away or one that two topics share, the likelier first, with at most two others. Where no name
 * is near, at most two topics that the words signal. Of a long line only the first 200 characters are read.
 */
export function findTopic(words: string): TopicLookup {
  const asked = stripInvisible(words.slice(0, LONGEST)).trim();
  const key = nameKey(asked.replace(/^[/#@]+/u, ''));
  const flagged = byEmoji.get(asked);
  if (flagged !== undefined) return { kind: 'exact', topic: flagged };
  if (key === '') return { kind: 'none', nearest: [] };
  const capital = AMMAN.test(asked) ? topicBySlug('jordan') : undefined;
  const topic = otherWords.includes(foldLight(asked)) ? undefined : (capital ?? exact(key));
  if (topic !== undefined) return { kind: 'exact', topic };
  const signalled = matchTopics({ title: asked, text: '' });
  const nearest = [...signalled.main, ...signalled.side]
    .slice(0, 2)
    .map(topicBySlug)
    .filter((found) => found !== undefined);
  const [first, ...others] = shared.get(key) ?? (nearest.length === 0 ? near(key) : []);
  if (first !== undefined) return { kind: 'near', topic: first, others: others.slice(0, 2) };
  return { kind: 'none', nearest };
}
