/** Which topic a reader means by a few words. */
import { fold, stripInvisible } from '../arabic/normalize.ts';
import { catalogue, topicBySlug } from './catalogue.ts';
import { matchTopics } from './match.ts';
import { otherNames } from './names.ts';
import type { Topic, TopicLookup } from './topic.ts';

/** More than any name has; the rest of a longer line is not read. */
const LONGEST = 200;
/** Below this length one slip makes another word. */
const SHORTEST_TO_MEND = 4;

/** Folded for comparing names: no marks, no article, only letters and digits, one space between words. */
function nameKey(words: string): string {
  return fold(words.normalize('NFKD').replace(/[\u0300-\u0340]/gu, ''))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => (word.length > 4 ? word.replace(/^ال/u, '') : word))
    .join(' ');
}

const names = new Map<string, Topic>();
function learn(name: string, topic: Topic): void {
  const key = nameKey(name);
  if (key !== '' && !names.has(key)) names.set(key, topic);
}
for (const topic of catalogue) for (const name of [topic.slug, topic.name, topic.english]) learn(name, topic);
for (const [slug, list] of Object.entries(otherNames)) {
  const topic = topicBySlug(slug);
  if (topic !== undefined)
    for (const name of list.split(/\s+/u).filter(Boolean)) learn(name.replaceAll('_', ' '), topic);
}

const NISBA_ENDING = /(?:يه|يون|يين|يات|يا|ي)$/u;
const OPENER =
  /^(?:اخر )?(?:اخبار|خبر|جديد|موضوع|مواضيع|ماذا عن|عن|في|شو صار|شو في|شو|ايش|وش|ايه|هات|news|about|topic) /u;

/** The readings of a key that may be a name, as written first. */
function* spellings(key: string): Generator<string> {
  const bare = key.replace(OPENER, '').replace(/^(?:اخبار|عن|في) /u, '');
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
    const topic = names.get(form);
    if (topic !== undefined) return topic;
    if (NISBA_ENDING.test(form)) {
      const stem = form.replace(NISBA_ENDING, '');
      for (const name of stem.length > 2 ? [`${stem}ي`, stem, `${stem}ا`, `${stem}ه`, `${stem}يا`] : []) {
        const other = names.get(name);
        if (other !== undefined) return other;
      }
    }
  }
  return undefined;
}

/** Whether two words are one slip apart: a letter more, less, other, or two neighbours swapped. */
function oneSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let from = 0;
  while (from < short.length && short[from] === long[from]) from += 1;
  const rest = (word: string, skip: number) => word.slice(from + skip);
  if (short.length < long.length) return rest(short, 0) === rest(long, 1);
  return (
    rest(short, 1) === rest(long, 1) ||
    (short[from] === long[from + 1] && short[from + 1] === long[from] && rest(short, 2) === rest(long, 2))
  );
}

function near(key: string): Topic[] {
  const out = new Set<Topic>();
  for (const form of spellings(key)) {
    if (form.length < SHORTEST_TO_MEND) continue;
    for (const [name, topic] of names)
      if (name.length >= SHORTEST_TO_MEND && oneSlip(form, name)) out.add(topic);
  }
  return [...out];
}

/**
 * The topic that words name: its slug, its name in either language and any spelling, a nisba, a city, one slip away.
 * Of a long line only the first 200 characters are read.
 */
export function findTopic(words: string): TopicLookup {
  const key = nameKey(stripInvisible(words.slice(0, LONGEST)).replace(/^[/#@]+/u, ''));
  if (key === '') return { kind: 'none', nearest: [] };
  const topic = exact(key);
  if (topic !== undefined) return { kind: 'exact', topic };
  const [first, ...others] = near(key);
  if (first !== undefined) return { kind: 'near', topic: first, others: others.slice(0, 2) };
  const signalled = matchTopics({ title: words.slice(0, LONGEST), text: '' });
  const nearest = [...signalled.main, ...signalled.side].slice(0, 2).map(topicBySlug);
  return { kind: 'none', nearest: nearest.filter((found) => found !== undefined) };
}
