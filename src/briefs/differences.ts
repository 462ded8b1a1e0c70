/** Where outlets contradict one another in a number, a name or a claimant, and where a number has grown with time. */
import { keptFor } from '../arabic/kept.ts';
import { terms } from '../arabic/words.ts';
import { MINUTE } from '../durations.ts';
import { countVoices } from '../stories/origins.ts';
import type { BriefSentence, Difference, Subject } from '../stories/story.ts';
import { telling } from '../stories/terms.ts';
import type { Reading } from './candidate.ts';
import { BEFALLS } from './count-words.ts';
import { type Count, compatible, countsIn } from './counts.ts';
import { claimantIn, namesIn, sameNamed } from './names-and-claims.ts';
import type { Sentence } from './sentence.ts';
import { wordsOf } from './word.ts';

/** One article's word on something, about which others may have another. */
type Version = {
  readonly reading: Reading;
  readonly subject: Subject;
  /** Whether it may yet have grown. */
  readonly grows: boolean;
  readonly bearer: string | undefined;
  /** Epoch ms. */
  readonly at: number | undefined;
  readonly low: number;
  readonly high: number;
  readonly text: string;
  /** What the words around it tell of. */
  readonly about: ReadonlySet<string>;
  /** Whether the headline tells it too. */
  readonly titled: boolean;
  /** Whether it counts what several happenings did, or one in several places. */
  readonly several: boolean;
  /** Surnames of those of whom it is told. */
  readonly people: ReadonlySet<string>;
};

/** What an article says, by what it counts or names. */
type Said = {
  readonly versions: ReadonlyMap<string, Version>;
  /** Numbers that it tells side by side of one key: two men's sentences, a quake's and its aftershock's. */
  readonly both: ReadonlyMap<string, readonly Count[]>;
};

/** What a story's articles tell otherwise than one another. */
export type Differences = {
  readonly told: readonly Difference[];
  /** Sentences, and articles whose headlines, hold a number that a later one has overtaken, or that more outlets tell otherwise. */
  readonly outdated: ReadonlySet<Sentence | Reading>;
};

/** Sentences from the beginning of an article in which it tells its news. */
const TELLING_SENTENCES = 4;
/** Numbers published so near to one another stand beside one another: no reader takes one for the other's successor. */
const SAME_TIME = 30 * MINUTE;
/** Two numbers are of one happening when the words around each share so much, in ln(1 / share of texts), with the other article. */
const SAME_HAPPENING = 8;

/** What only grows while a happening lasts: a later, larger number takes the place of a smaller one. */
const GROWS: ReadonlySet<Subject> = new Set([
  'killed',
  'wounded',
  'arrested',
  'freed',
  'displaced',
  'count',
  'score',
]);
/** Sums that grow as a toll does. */
const GROWING_SUM = /^money (?:خسائر|مساعدة) /u;
/** What changes by itself: numbers of two hours are two numbers. */
const CHANGES: ReadonlySet<Subject> = new Set(['missing', 'share']);

const LINES_AT_MOST = 2;
const VERSIONS_AT_MOST = 4;

const befalling = new Set([...BEFALLS.keys()].flatMap((word) => terms(word)));

/** How much two texts share of what tells one happening from others. */
function shared(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let sum = 0;
  for (const term of a)
    if (b.has(term) && !befalling.has(term) && !/^\p{N}/u.test(term)) sum += telling(term);
  return sum;
}

/** Where an article tells its news: its headline, and its first sentences. */
function parts(reading: Reading) {
  const title = reading.article.title?.slice(0, 300) ?? '';
  const sentences = reading.sentences
    .filter((sentence) => sentence.stands !== 'never')
    .slice(0, TELLING_SENTENCES)
    .filter(({ background, earlier, future, question }) => !background && !earlier && !future && !question);
  return { title, titleTerms: new Set(terms(title)), sentences };
}

/** Two attacks, another one, or the whole of a country; of one attack many say غارات and هجمات too. */
const SEVERAL =
  /(?:^| )[وفبل]{0,2}(?:ال)?(?:غارت(?:ين|ان)|هجوم(?:ين|ان)|انفجار(?:ين|ان)|تفجير(?:ين|ان)|ضربت(?:ين|ان)|حادث(?:ين|ان)|انحا|عموم|مختلف|(?:غاره|هجوم|انفجار|تفجير|ضربه|حادث) (?:ثان|ثانيه|ثاني|اخر|اخري))(?: |$)/u;

const NOBODY: ReadonlySet<string> = new Set();

/** What an article counts, by what it counts; what it tells two numbers of apart. */
function countsOf(reading: Reading): Said {
  const { title, titleTerms, sentences } = parts(reading);
  const found = new Map<string, (Count & { readonly sentence: Sentence | undefined })[]>();
  const note = (counts: readonly Count[], sentence: Sentence | undefined): void => {
    for (const count of counts) {
      const key = `${count.subject} ${count.of}`;
      found.set(key, [...(found.get(key) ?? []), { ...count, sentence }]);
    }
  };
  for (const sentence of sentences) note(countsIn(sentence.text, sentence.words), sentence);
  note(countsIn(title, wordsOf(title)), undefined);
  const versions = new Map<string, Version>();
  const both = new Map<string, readonly Count[]>();
  for (const [key, counts] of found) {
    const [first] = counts;
    if (first === undefined) continue;
    if (counts.some((count) => !compatible(first, count))) {
      both.set(key, counts);
      continue;
    }
    const told = first.sentence?.words ?? wordsOf(title);
    versions.set(key, {
      reading,
      subject: first.subject,
      grows: (GROWS.has(first.subject) || GROWING_SUM.test(key)) && first.settled !== true,
      bearer: first.bearer,
      at: reading.article.publishedAt,
      low: first.low,
      high: first.high,
      text: first.text,
      about: new Set([...titleTerms, ...(first.sentence?.terms() ?? [])]),
      titled: counts.some(({ sentence }) => sentence === undefined),
      several: SEVERAL.test(told.map(({ folded }) => folded).join(' ')),
      people: first.sentence?.fullNames ?? NOBODY,
    });
  }
  return { versions, both };
}

/** The names that an article gives, by what bears them, and who it says claims the deed. */
function namesOf(reading: Reading): Map<string, Version> {
  const { titleTerms, sentences } = parts(reading);
  const out = new Map<string, Version>();
  const twice = new Set<string>();
  const note = (subject: Subject, bearer: string | undefined, text: string, sentence: Sentence): void => {
    const key = `${subject} ${bearer ?? ''}`;
    const known = out.get(key);
    if (known !== undefined && !sameNamed(known.text, text)) twice.add(key);
    if (known !== undefined) return;
    const about = new Set([...titleTerms, ...sentence.terms()]);
    const at = reading.article.publishedAt;
    const number = { grows: false, low: 0, high: 0, several: false, people: NOBODY } as const;
    out.set(key, { ...number, reading, subject, bearer, at, text, about, titled: false });
  };
  for (const sentence of sentences) {
    for (const { bearer, name } of namesIn(sentence.text)) note('name', bearer, name, sentence);
    const claimant = claimantIn(sentence.text);
    if (claimant !== undefined) note('claimant', undefined, claimant, sentence);
  }
  for (const key of twice) out.delete(key);
  return out;
}

const saidBy = keptFor((reading: Reading): Said => {
  const { versions, both } = countsOf(reading);
  return { versions: new Map([...versions, ...namesOf(reading)]), both };
});

function agree(a: Version, b: Version): boolean {
  return a.subject === 'name' || a.subject === 'claimant' ? sameNamed(a.text, b.text) : compatible(a, b);
}

/** Whether `later` takes the place of `earlier`. */
function overtakes(later: Version, earlier: Version): boolean {
  if (later.at === undefined || earlier.at === undefined || later.at <= earlier.at) return false;
  if (later.reading.voice === earlier.reading.voice) return true;
  if (later.at - earlier.at <= SAME_TIME) return false;
  return CHANGES.has(later.subject) || (earlier.grows && later.low >= earlier.low);
}

/** Whether a sentence holds this version of what the key names. */
function holds({ text, words }: Sentence, key: string, version: Version): boolean {
  if (version.subject === 'name' || version.subject === 'claimant') return text.includes(version.text);
  return countsIn(text, words).some(
    ({ subject, of, low }) => `${subject} ${of}` === key && low === version.low,
  );
}

/** In order of time, those without one last; at one time as their outlets are called, so that arrival does not matter. */
function byTime(a: Version, b: Version): number {
  const name = ({ reading: { voice, article } }: Version): string =>
    `${voice}\n${article.title ?? ''}\n${article.text}`;
  const [one, other] = [a.at ?? Number.POSITIVE_INFINITY, b.at ?? Number.POSITIVE_INFINITY];
  return one === other ? Number(name(a) > name(b)) - Number(name(a) < name(b)) : one - other;
}

const toText = ({ text, reading }: Version): BriefSentence => ({ text, articleId: reading.article.id });

/** Whether two numbers may be of two things: one of several attacks, another man's, or both told by one article. */
function mayBeOfTwo(a: Version, b: Version, both: readonly (readonly Count[])[]): boolean {
  if (a.several !== b.several) return true;
  const strangers = a.people.size > 0 && b.people.size > 0 && !meet(a.people, b.people);
  if (strangers && a.bearer !== undefined) return true;
  const holds = (counts: readonly Count[], { low }: Version): boolean =>
    counts.some((one) => one.low === low);
  return both.some((counts) => holds(counts, a) && holds(counts, b));
}

function meet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const one of a) if (b.has(one)) return true;
  return false;
}

/** Whether one of the numbers is what two others make together: the parts and the whole contradict nothing. */
function isSumOfOthers(versions: readonly Version[]): boolean {
  const numbers = [...new Set(versions.map(({ low }) => low))].sort((a, b) => a - b);
  return numbers.some((whole, at) =>
    numbers.slice(0, at).some((part) => part * 2 < whole && numbers.includes(whole - part)),
  );
}

/** What the voices that stand now say differently, newest first; [] when they agree. */
function contradiction(
  standing: readonly Version[],
  both: readonly (readonly Count[])[],
): readonly Version[] {
  const differing: Version[] = [];
  for (const version of [...standing].reverse()) {
    const alike = differing.some(
      (other) =>
        agree(version, other) ||
        other.reading.voice === version.reading.voice ||
        mayBeOfTwo(version, other, both),
    );
    if (!alike) differing.push(version);
  }
  return differing.length > 1 && !isSumOfOthers(standing) ? differing.slice(0, VERSIONS_AT_MOST) : [];
}

/** Whether more independent voices than tell this number tell another: readers get it beside theirs, not as the brief's own. */
function isOutvoted(version: Version, standing: readonly Version[]): boolean {
  if (version.subject === 'name') return false;
  const voicesFor = (one: Version): number =>
    countVoices(standing.filter((other) => agree(one, other)).map(({ reading }) => reading.article));
  const own = voicesFor(version);
  return standing.some((other) => !agree(version, other) && voicesFor(other) > own);
}

/** The steps in which a number grew, earliest first; [] when it did not, or once fell. */
function course(versions: readonly Version[]): readonly Version[] {
  const steps: Version[] = [];
  for (const version of versions) {
    const last = steps.at(-1);
    if (version.at === undefined || (last !== undefined && version.low === last.low)) continue;
    const later = version.at - (last?.at ?? 0);
    if (last === undefined) steps.push(version);
    else if (version.low > last.low && later > 0 && (later > SAME_TIME || !agree(last, version))) {
      steps.push(version);
    } else if (version.low < last.low && later > SAME_TIME) return [];
  }
  return steps.length <= VERSIONS_AT_MOST
    ? steps
    : [...steps.slice(0, 1), ...steps.slice(1 - VERSIONS_AT_MOST)];
}

/** Those that tell of the same happening as the newest of them. */
function ofOneHappening(versions: readonly Version[]): readonly Version[] {
  const newest = versions.at(-1);
  if (newest === undefined) return [];
  return versions.filter(
    (version) => version === newest || shared(version.about, newest.about) >= SAME_HAPPENING,
  );
}

/**
 * What the articles of one story tell differently, and what of them is overtaken. Numbers are compared only where they
 * count the same of the same happening; what a hedge allows, a part of a whole and a number that grew with time
 * contradict nothing. The order of the readings does not matter.
 */
export function differencesOf(readings: readonly Reading[]): Differences {
  const byKey = new Map<string, Version[]>();
  const both = new Map<string, (readonly Count[])[]>();
  for (const reading of readings) {
    const { kind } = reading.article;
    if (reading.preview || !(kind === 'news' || kind === 'report' || kind === 'live')) continue;
    const said = saidBy(reading);
    for (const [key, version] of said.versions) byKey.set(key, [...(byKey.get(key) ?? []), version]);
    for (const [key, counts] of said.both) both.set(key, [...(both.get(key) ?? []), counts]);
  }
  const contradictions: Difference[] = [];
  const courses: Difference[] = [];
  const outdated = new Set<Sentence | Reading>();
  for (const key of [...byKey.keys()].sort()) {
    const versions = ofOneHappening((byKey.get(key) ?? []).sort(byTime));
    const [first] = versions;
    if (first === undefined || versions.length < 2) continue;
    const standing = versions.filter((version) => !versions.some((other) => overtakes(other, version)));
    for (const version of versions) {
      const stands = standing.some(
        (other) => other === version || (other.low === version.low && agree(other, version)),
      );
      if (!stands || isOutvoted(version, standing)) {
        if (version.titled) outdated.add(version.reading);
        for (const sentence of version.reading.sentences) {
          if (holds(sentence, key, version)) outdated.add(sentence);
        }
      }
    }
    const { subject, bearer } = first;
    const differing = contradiction(standing, both.get(key) ?? []);
    if (differing.length > 0) {
      contradictions.push({ kind: 'contradiction', subject, bearer, versions: differing.map(toText) });
    }
    const alike = versions.filter(({ several }) => several === versions.at(-1)?.several);
    const steps = first.grows && subject !== 'score' ? course(alike) : [];
    if (steps.length > 1) courses.push({ kind: 'course', subject, bearer, versions: steps.map(toText) });
  }
  const first = (list: Difference[]): readonly Difference[] =>
    list.sort((a, b) => WEIGHT.indexOf(a.subject) - WEIGHT.indexOf(b.subject)).slice(0, LINES_AT_MOST);
  return { told: [...first(contradictions), ...first(courses)], outdated };
}

/** What readers want to know first. */
const WEIGHT: readonly Subject[] = [
  'killed',
  'claimant',
  'wounded',
  'magnitude',
  'score',
  'arrested',
  'freed',
  'missing',
  'displaced',
  'money',
  'share',
  'name',
  'count',
];
