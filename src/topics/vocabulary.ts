/**
 * The notation in which topics' words are written, and the trie it is compiled into.
 *
 * Words stand apart by spaces; `_` joins the words of a phrase. Every first word also matches behind the clitics
 * و ف ب ك ل and, where it is written without it, behind the article. Marks: `X~` a nisba with its endings
 * (∅ ة ون ين ات ان تان تين ا); `X+` a noun with its regular plurals, dual and pronouns; `=X` never behind the article.
 */
import { foldLight } from '../arabic/normalize.ts';
import type { OfficeHolder } from './people.ts';

/** Words that hold only in company. Every list but `words` is of plain words, matched with و and the article off. */
type Guarded = {
  readonly words: string;
  readonly weak?: true;
  /** One of these must be the word before; `^` stands for the start of the title or text. */
  readonly after?: string;
  /** One of these must be the next word. */
  readonly before?: string;
  /** None of these may be the word before; `^` stands for the start, `#` for a number. */
  readonly notAfter?: string;
  /** None of these may be the next word; `#` stands for a number. */
  readonly notBefore?: string;
  /** None of these may be among the three words before. */
  readonly notBehind?: string;
  /** Clitics it may not carry, as one string of letters. */
  readonly notWith?: string;
  /** Counts only when the text signals one of these topics by other words. */
  readonly needs?: readonly string[];
  /** Does not count when the text signals one of these and not this topic by other words. */
  readonly unless?: readonly string[];
};

/** What gives a topic away. */
export type Signals = {
  readonly slug: string;
  /** One is enough. */
  readonly strong: string;
  /** Counted half, and never alone. */
  readonly weak?: string;
  readonly guarded?: readonly Guarded[];
  /** Makes it a side topic at most. */
  readonly aside?: string;
  /** Topics that this one brings along. */
  readonly implies?: readonly string[];
};

/** What must, or must not, stand round a word for it to count. */
export type Guard = {
  readonly after: ReadonlySet<string> | undefined;
  readonly before: ReadonlySet<string> | undefined;
  readonly notAfter: ReadonlySet<string> | undefined;
  readonly notBefore: ReadonlySet<string> | undefined;
  readonly notBehind: ReadonlySet<string> | undefined;
  readonly notWith: string;
  readonly needs: readonly string[] | undefined;
  readonly unless: readonly string[] | undefined;
  /** Epoch ms between which it counts; a text without a time is between none. */
  readonly time: { readonly from: number; readonly to: number } | undefined;
};

/** One of the things that a word can mean. */
export type Sense = {
  readonly slug: string;
  readonly weak: boolean;
  readonly nisba: boolean;
  readonly aside: boolean;
  /** Not behind the article. */
  readonly bare: boolean;
  readonly guard: Guard | undefined;
};

/** A node with senses ends a term; no sense at all means that its words signal nothing and are passed over. */
export type Node = { next: Map<string, Node> | undefined; senses: Sense[] | undefined };

const YEMENI_OR_RIGHT = /^[وفبكل]*(?:ال)?يمنى$/u;

/** Whether a key is يمنى, which is the right hand, or an Egyptian spelling of يمني. */
export function isRightHand(key: string): boolean {
  return key.endsWith('منى') && YEMENI_OR_RIGHT.test(key);
}

/** The one vowel that tells a country from a capital: عُمان, عمّان. */
const OMAN = /ع\u064fمان/u;
/** Camels, which folding would turn into Apple. */
const CAMELS = /^[وفبكل]*(?:ال|ل)?إبل$/u;
const AMMAN = /عم[\u064e]?\u0651[\u064e]?ان/u;

/**
 * A word as it is looked up: folded lightly, and its final ى as ي, which Egyptian outlets write for it.
 * عُمان and عمّان keep the mark that tells them apart.
 */
export function keyOf(word: string): string {
  if (word.includes('\u064f') && OMAN.test(word))
    return `عُمان${foldLight(word.slice(word.indexOf('ان') + 2))}`;
  if (word.includes('\u0651') && AMMAN.test(word)) return 'عمّان';
  if (word.endsWith('إبل') && CAMELS.test(word)) return word;
  const folded = foldLight(word);
  return folded.endsWith('ى') && !isRightHand(folded) ? `${folded.slice(0, -1)}ي` : folded;
}

/** Places whose name with ه for ة is another word: his grandfather, his father-in-law. */
const OTHER_WITH_HEH = new Set(['جدة', 'حماة', 'الرقة', 'درنة'].map(keyOf));

const NISBA = ['', 'ة', 'ون', 'ين', 'ات', 'ان', 'تان', 'تين', 'ا'];
const NOUN = ['', 'ه', 'ها', 'هم', 'هما', 'نا', 'ي', 'ين', 'ون', 'ان', 'ات', 'اته', 'اتها', 'اتهم', 'ا'];
const FEMININE = ['ة', 'ته', 'تها', 'تهم', 'تهما', 'تنا', 'تي', 'ات', 'اته', 'اتها', 'اتهم', 'تان', 'تين'];

/** `heh`: whether ة may be written ه, as in names of places; in other nouns that ه is a pronoun (ممثله, بجراحه). */
function inflections(word: string, heh: boolean): string[] {
  let forms = [word];
  if (word.endsWith('~')) {
    const stem = word.slice(0, -1);
    forms = NISBA.map((ending) => stem + ending);
  } else if (word.endsWith('+')) {
    const stem = word.slice(0, -1);
    forms = stem.endsWith('ة')
      ? FEMININE.map((ending) => stem.slice(0, -1) + ending)
      : NOUN.map((ending) => stem + ending);
  }
  const out = new Set<string>();
  for (const form of forms) {
    const key = keyOf(form);
    out.add(key);
    if (heh && key.endsWith('ة') && !OTHER_WITH_HEH.has(key)) out.add(`${key.slice(0, -1)}ه`);
  }
  return [...out];
}

/** The words of a plain list, as they are compared: folded. */
export function wordSet(list: string): ReadonlySet<string> {
  return new Set(list.split(/\s+/u).filter(Boolean).map(keyOf));
}

function compileGuard(guarded: Guarded): Guard {
  const set = (list: string | undefined) => (list === undefined ? undefined : wordSet(list));
  return {
    after: set(guarded.after),
    before: set(guarded.before),
    notAfter: set(guarded.notAfter),
    notBefore: set(guarded.notBefore),
    notBehind: set(guarded.notBehind),
    notWith: guarded.notWith ?? '',
    needs: guarded.needs,
    unless: guarded.unless,
    time: undefined,
  };
}

function inOffice({ from, to, others = '' }: OfficeHolder): Guard {
  return {
    ...compileGuard({ words: '', notAfter: others, notBefore: others }),
    time: { from: Date.parse(from), to: to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to) },
  };
}

function insert(root: Node, term: string, sense: Sense | undefined, heh: boolean): void {
  let nodes = [root];
  for (const word of term.split('_')) {
    const reached: Node[] = [];
    for (const form of inflections(word, heh)) {
      for (const node of nodes) {
        node.next ??= new Map();
        let child = node.next.get(form);
        if (child === undefined) {
          child = { next: undefined, senses: undefined };
          node.next.set(form, child);
        }
        reached.push(child);
      }
    }
    nodes = reached;
  }
  for (const node of nodes) {
    if (sense === undefined) node.senses = [];
    else {
      node.senses ??= [];
      const plain = node.senses.some((other) => other.slug === sense.slug && other.guard === undefined);
      if (!plain) node.senses.push(sense);
    }
  }
}

/** The trie of all topics' words and of the phrases that signal nothing, which win over the same words elsewhere. */
export function compile({
  places,
  subjects,
  officeHolders,
  phrasesOfNothing,
}: {
  readonly places: readonly Signals[];
  readonly subjects: readonly Signals[];
  readonly officeHolders: readonly OfficeHolder[];
  readonly phrasesOfNothing: string;
}): Node {
  const root: Node = { next: undefined, senses: undefined };
  let heh = true;
  const add = (slug: string, list: string, as: { weak?: boolean; aside?: boolean; guard?: Guard }) => {
    for (const written of list.split(/\s+/u).filter(Boolean)) {
      const bare = written.startsWith('=');
      const term = bare ? written.slice(1) : written;
      insert(
        root,
        term,
        {
          slug,
          weak: as.weak === true,
          nisba: term.includes('~'),
          aside: as.aside === true,
          bare,
          guard: as.guard,
        },
        heh,
      );
    }
  };
  for (const holder of officeHolders) add(holder.slug, holder.surname, { guard: inOffice(holder) });
  for (const topic of [...places, ...subjects]) {
    heh = places.includes(topic);
    add(topic.slug, topic.strong, {});
    for (const guarded of topic.guarded ?? [])
      add(topic.slug, guarded.words, { weak: guarded.weak === true, guard: compileGuard(guarded) });
    add(topic.slug, topic.weak ?? '', { weak: true });
    add(topic.slug, topic.aside ?? '', { aside: true });
  }
  for (const phrase of phrasesOfNothing.split(/\s+/u).filter(Boolean)) insert(root, phrase, undefined, false);
  return root;
}

/** A way of reading a word: what is left when clitics are off. */
export type Reading = { readonly form: string; readonly article: boolean; readonly clitics: string };

function addForms(out: Reading[], form: string, clitics: string): void {
  out.push({ form, article: false, clitics });
  if (form.length > 4 && form.startsWith('ال')) out.push({ form: form.slice(2), article: true, clitics });
}

function addPrepositions(out: Reading[], form: string, clitics: string): void {
  addForms(out, form, clitics);
  const first = form.charAt(0);
  if (first === 'ل' && form.length >= 4 && form.charAt(1) === 'ل')
    addForms(out, `ال${form.slice(2)}`, `${clitics}ل`);
  if ((first === 'ب' || first === 'ل') && form.length > 3) addForms(out, form.slice(1), clitics + first);
  else if (first === 'ك' && form.length > 4) addForms(out, form.slice(1), `${clitics}ك`);
  else if (first === 'س' && form.length > 4 && 'ينتا'.includes(form.charAt(1)))
    addForms(out, form.slice(1), `${clitics}س`);
}

/** The readings of a key, least taken off first. Single letters come off only where a word remains. */
export function readings(key: string): Reading[] {
  const out: Reading[] = [];
  addPrepositions(out, key, '');
  const first = key.charAt(0);
  if ((first === 'و' && key.length > 3) || (first === 'ف' && key.length > 4))
    addPrepositions(out, key.slice(1), first);
  return out;
}
