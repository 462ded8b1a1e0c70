/** What a reader's words ask for: words that must stand in a story, and words that must not (`-word`). */
import { fold } from '../arabic/normalize.ts';
import { terms, tokens } from '../arabic/words.ts';
import { telling } from './terms.ts';

/** Words of a reader's own, read. */
export type Query = {
  /** As written; what stands in quotation marks is one, a phrase. */
  readonly wanted: readonly string[];
  readonly unwanted: readonly string[];
};

/** A reader's line is read this far. */
const LONGEST = 300;

/** A phrase in quotation marks of any kind, or a run of non-spaces; a minus before it takes it out. */
const UNIT = /([-–−—]*)(?:"([^"]*)"|«([^»]*)»|“([^”]*)”|(\S+))/gu;

/** Words behind which everything is unwanted, in a short line: in a longer one they are a headline's. */
const WITHOUT: ReadonlySet<string> = new Set(['بدون', 'عدا', 'ماعدا', 'باستثناء'].map(fold));
/** What بدون makes one notion with: طائرة بدون طيار، سفر بدون تأشيرة. */
const ONE_NOTION: ReadonlySet<string> = new Set(['طيار', 'تاشيره', 'سائق', 'سايق', 'انقطاع', 'توقف', 'شروط']);

const A_FEW = 3;

type Unit = { readonly text: string; readonly phrase: boolean; readonly minus: boolean };

function unitsOf(line: string): readonly Unit[] {
  return [...line.slice(0, LONGEST).matchAll(UNIT)].flatMap((match) => {
    const [, minus = '', straight, own, curly, bare = ''] = match;
    const quoted = straight ?? own ?? curly;
    const text = (quoted ?? bare).replace(/["«»“”]+/gu, ' ').trim();
    const unit = { phrase: quoted !== undefined, minus: minus !== '' };
    const texts = (unit.phrase ? [text] : text.split(' ')).map((one) => one.replace(/^[^\p{L}\p{N}]+/u, ''));
    // A dash alone is one between words.
    return texts.filter((one) => tokens(one).length > 0).map((one) => ({ ...unit, text: one }));
  });
}

/** Where one of those words opens what is unwanted: it stands between a few words and a few. */
function withoutAt(units: readonly Unit[]): number {
  return units.findIndex(({ text, phrase, minus }, at) => {
    const key = fold(text);
    const next = units[at + 1];
    if (phrase || minus || next === undefined || !WITHOUT.has(key)) return false;
    if (key === 'بدون' && ONE_NOTION.has(fold(next.text))) return false;
    const before = units.slice(0, at).filter((unit) => unit.phrase || fold(unit.text) !== 'ما').length;
    return before > 0 && before <= A_FEW && units.length - at - 1 <= A_FEW;
  });
}

/** Reads «سد النهضة -إثيوبيا», also «… بدون X» and «… ما عدا X». Of a long line only the first 300 characters are read. */
export function readQuery(line: string): Query {
  const units = unitsOf(line);
  const opening = withoutAt(units);
  const wanted: string[] = [];
  const unwanted: string[] = [];
  for (const [at, { text, phrase, minus }] of units.entries()) {
    if (at === opening || (at === opening - 1 && fold(text) === 'ما')) continue;
    const out = minus || (opening >= 0 && at > opening);
    (out ? unwanted : wanted).push(phrase ? `"${text}"` : text);
  }
  return { wanted, unwanted };
}

/** The query as a reader would write it; read again it is the same. */
export function writeQuery({ wanted, unwanted }: Query): string {
  const plain = wanted.map((unit) => (WITHOUT.has(fold(unit)) ? `"${unit}"` : unit));
  return [...plain, ...unwanted.map((unit) => `-${unit}`)].join(' ');
}

/** Its terms as the search index has them; those of a phrase are one, parted by spaces. */
export function queryTerms({ wanted, unwanted }: Query): {
  readonly all: readonly string[];
  readonly none: readonly string[];
} {
  const of = (unit: string): readonly string[] =>
    unit.startsWith('"') ? [terms(unit).join(' ')].filter((term) => term !== '') : terms(unit);
  const all = [...new Set(wanted.flatMap(of))];
  return { all, none: [...new Set(unwanted.flatMap(of))].filter((term) => !all.includes(term)) };
}

/** What words of a reader's own are kept under, beside the catalogue's slugs: the same for all their spellings. */
const OWN = '=';

/** The key that words are followed under; undefined where nothing is asked for. */
export function ownKey(words: string): string | undefined {
  const query = readQuery(words);
  const keys = (unit: string): readonly string[] => {
    const folded = tokens(unit)
      .filter(({ text }) => terms(text).length > 0)
      .map(({ text }) => fold(text).replace(/\p{M}+/gu, ''))
      .filter((word) => word !== '');
    return unit.startsWith('"') && folded.length > 1 ? [`"${folded.join(' ')}"`] : folded;
  };
  const wanted = query.wanted.flatMap(keys);
  const unwanted = [...new Set(query.unwanted.flatMap(keys))].sort();
  return wanted.length === 0 ? undefined : OWN + writeQuery({ wanted, unwanted });
}

/** The words of such a key; undefined for a topic of the catalogue. */
export function wordsOfKey(topic: string): string | undefined {
  return topic.startsWith(OWN) ? topic.slice(OWN.length) : undefined;
}

/** Units of UTF-16 in words that are followed, and how many words: more stand together in no article. */
const LONGEST_OWN = 60;
const MOST_OWN = 8;
/** Words that stand in more than e^-2 of all texts, about one in seven, tell nothing by themselves. */
const LEAST_TELLING = 2;

/** Whether words can be followed: `long` are a sentence, `vague` ones would bring a good part of all news. */
export function fitness(words: string): 'fits' | 'long' | 'vague' {
  const { all, none } = queryTerms(readQuery(words));
  const parts = all.flatMap((term) => term.split(' '));
  if (words.length > LONGEST_OWN || parts.length + none.length > MOST_OWN) return 'long';
  const tells = parts.reduce((sum, term) => sum + telling(term), 0);
  return tells < LEAST_TELLING || !parts.some((term) => /\p{L}{2}/u.test(term)) ? 'vague' : 'fits';
}
