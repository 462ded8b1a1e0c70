/** Where a report comes from: the agency or outlet that its text itself names, or the text that it copies. */
import { lastAsked } from '../arabic/kept.ts';
import { fold } from '../arabic/normalize.ts';
import { tokens } from '../arabic/words.ts';
import { type Article, voice } from '../news/article.ts';
import { publisherOf } from '../news/publishers.ts';

/**
 * Each row: an agency or outlet that others quote, and its spellings as they are written, words tied by _. A spelling
 * after ? means something else as often, and counts only where it signs a text, stands in brackets or follows وكالة.
 */
const QUOTED: readonly (readonly [name: string, spellings: string])[] = [
  ['رويترز', 'رويترز Reuters'],
  ['فرانس برس', 'فرانس_برس فرنس_برس فرانسبرس الصحافة_الفرنسية الأنباء_الفرنسية أ_ف_ب أف_ب AFP'],
  ['أسوشيتد برس', 'أسوشيتد_برس أسوشيتدبرس أسوشيتد_بريس اسوشييتد_برس أسوشييتد_برس ?أ_ب ?AP'],
  ['بلومبرغ', 'بلومبرغ بلومبيرغ بلومبرج Bloomberg'],
  ['د ب أ', 'الأنباء_الألمانية د_ب_أ dpa'],
  ['إفي', 'الأنباء_الإسبانية ?إفي'],
  ['آكي', 'آكي_الإيطالية ?آكي'],
  ['شينخوا', 'شينخوا شينخو Xinhua'],
  ['تاس', 'تاس إيتار_تاس TASS'],
  ['نوفوستي', 'نوفوستي ريا_نوفوستي'],
  ['إنترفاكس', 'إنترفاكس انترفاكس Interfax'],
  ['سبوتنيك', 'وكالة_سبوتنيك ?سبوتنيك ?Sputnik'],
  ['الأناضول', 'وكالة_الأناضول أنباء_الأناضول ?الأناضول ?Anadolu'],
  ['إرنا', 'إرنا IRNA'],
  ['تسنيم', '?تسنيم'],
  ['فارس', '?فارس أنباء_فارس'],
  ['مهر', '?مهر أنباء_مهر'],
  ['إسنا', 'إيسنا ISNA ?إسنا'],
  ['واس', 'الأنباء_السعودية ?واس SPA'],
  ['وام', 'أنباء_الإمارات ?وام WAM'],
  ['قنا', 'الأنباء_القطرية ?قنا'],
  ['كونا', 'الأنباء_الكويتية كونا KUNA'],
  ['بنا', 'أنباء_البحرين ?بنا'],
  ['العمانية', 'الأنباء_العمانية ?العمانية'],
  ['سبأ', '?سبأ'],
  ['بترا', 'الأنباء_الأردنية ?بترا Petra'],
  ['سانا', 'الأنباء_السورية ?سانا SANA'],
  ['الوكالة الوطنية للإعلام', 'الوكالة_الوطنية_للإعلام'],
  ['وفا', 'الأنباء_الفلسطينية ?وفا WAFA'],
  ['معا', '?معا'],
  ['صفا', '?صفا'],
  ['واع', 'الأنباء_العراقية ?واع'],
  ['أ ش أ', 'أنباء_الشرق_الأوسط أ_ش_أ MENA'],
  ['سونا', 'أنباء_السودان السودان_للأنباء ?سونا SUNA'],
  ['وال', 'الأنباء_الليبية ?وال'],
  ['وات', 'تونس_إفريقيا_للأنباء ?وات'],
  ['وأج', 'الأنباء_الجزائرية ?وأج'],
  ['وكالة المغرب العربي', 'المغرب_العربي_للأنباء ?لاماب'],
  ['أكسيوس', 'أكسيوس Axios'],
  ['بوليتيكو', 'بوليتيكو بولتيكو Politico'],
  ['وول ستريت جورنال', 'وول_ستريت_جورنال'],
  ['نيويورك تايمز', 'نيويورك_تايمز'],
  ['واشنطن بوست', 'واشنطن_بوست'],
  ['فايننشال تايمز', 'فايننشال_تايمز فاينانشال_تايمز فاينانشيال_تايمز فايننشل_تايمز'],
  ['الغارديان', 'الغارديان الجارديان غارديان'],
  ['ديلي تلغراف', 'ديلي_تلغراف ديلي_تليغراف'],
  ['إيكونوميست', 'الإيكونوميست إيكونوميست'],
  ['هآرتس', 'هآرتس'],
  ['يديعوت أحرونوت', 'يديعوت_أحرونوت يديعوت_أحرنوت'],
  ['معاريف', 'معاريف'],
  ['جيروزاليم بوست', 'جيروزاليم_بوست'],
  ['القناة 12 الإسرائيلية', 'القناة_12 القناة_الـ12 القناة_12_الإسرائيلية'],
  ['القناة 13 الإسرائيلية', 'القناة_13 القناة_الـ13'],
  ['CNN بالعربية', 'سي_إن_إن CNN'],
  ['BBC عربي', 'بي_بي_سي BBC'],
  ['فوكس نيوز', 'فوكس_نيوز'],
  ['الجزيرة', 'قناة_الجزيرة'],
  ['العربية', 'قناة_العربية'],
];

type Spelling = { readonly words: readonly string[]; readonly name: string; readonly doubtful: boolean };

function foldedWords(text: string): string[] {
  return tokens(text).map((token) => fold(token.text));
}

/** Spellings by their first word, the longest first. */
const spellings = new Map<string, Spelling[]>();
/** Whole signatures («أ.ف.ب», «رويترز»), doubtful ones too, by their words. */
const bySignature = new Map<string, string>();
for (const [name, all] of QUOTED) {
  for (const given of all.split(' ')) {
    const words = foldedWords(given.replace('?', '').replaceAll('_', ' '));
    const [first = ''] = words;
    bySignature.set(words.join(' '), name);
    const known = spellings.get(first) ?? [];
    known.push({ words, name, doubtful: given.startsWith('?') });
    spellings.set(
      first,
      known.sort((a, b) => b.words.length - a.words.length),
    );
  }
}

/** What stands before one who is quoted. */
const CUES = new Set(
  (
    'عن وفق وفقا بحسب حسب حسبما كما ذكر ذكرت ذكرته أفاد أفادت أفادته نقل نقلت نقلته نقلا أورد أوردت أوردته قالت أعلنت كشف كشفت نشر نشرت نشرته ' +
    'بث بثت'
  )
    .split(' ')
    .map(fold),
);
/** What names like these are called. */
const CALLED = new Set('وكالة أنباء صحيفة جريدة موقع قناة شبكة مجلة تلفزيون إذاعة'.split(' ').map(fold));
/** How many words may part a cue from the name. */
const CUE_REACH = 4;
/** Who is quoted in the first words is whom the report comes from; further down, whom it quotes beside. */
const LEAD_WORDS = 45;
const LEAD_CHARACTERS = 450;
/** Of either end of a text: where credits stand. */
const DATELINE_CHARACTERS = 60;
const TAIL_CHARACTERS = 60;

/** Without the clitics that join a name to what stands before it. */
function bare(word: string): string {
  return word.replace(/^و?[لب]?(?=\p{L}{3})/u, '');
}

function isCalled(word: string | undefined): boolean {
  return word !== undefined && (CALLED.has(word) || CALLED.has(bare(word)));
}

/** Whether a name at this place of the text is quoted there, or only spoken of. */
function isQuoted(words: readonly string[], at: number, { words: name, doubtful }: Spelling): boolean {
  const called = isCalled(words[at - 1]);
  if (doubtful && !called) return false;
  // «لرويترز», «لوكالة …»
  const to = called ? words[at - 1] : words[at];
  if (to?.startsWith('ل') === true && to !== name[0]) return true;
  return words.slice(Math.max(0, at - CUE_REACH), at).some((word) => CUES.has(word) || CUES.has(bare(word)));
}

function quotedIn(words: readonly string[]): string[] {
  return words.flatMap((word, at) =>
    [...(spellings.get(word) ?? []), ...(spellings.get(bare(word)) ?? [])]
      .filter((spelling) => spelling.words.every((one, index) => index === 0 || words[at + index] === one))
      .filter((spelling) => isQuoted(words, at, spelling))
      .map(({ name }) => name),
  );
}

function signedBy(text: string): string | undefined {
  const words = foldedWords(text);
  while (isCalled(words[0]) && words.length > 1 && !bySignature.has(words.join(' '))) words.shift();
  return bySignature.get(words.join(' '));
}

const BRACKETED = /\(([^()\n]{2,40})\)/gu;
const SEPARATOR = /[-–—:|/()\n]+/u;

/** The parts of a signature: «الرياض، واس», «أ ف ب / لندن», «رويترز + أ ف ب». */
function partsOf(signature: string): string[] {
  return signature.split(/[-–—:|/()،,+\n]+/u);
}

/** An article as far as its origin is asked for. */
type Text = Pick<Article, 'title' | 'text' | 'publisher' | 'house' | 'id'> &
  Partial<Pick<Article, 'author' | 'statedSource' | 'signature' | 'sourceId'>>;

/** Who signs a text: its author, its dateline («الرياض – واس:», «رويترز: …»), its last words, what cleaning took of these. */
function signatures({ title = '', text, author = '', statedSource = '', signature = '' }: Text): string[] {
  const texts = [title, text];
  const heads = texts.flatMap((part) => part.slice(0, DATELINE_CHARACTERS).split(SEPARATOR).slice(0, -1));
  const tails = texts.flatMap((part) => part.slice(-TAIL_CHARACTERS).split(SEPARATOR).slice(1));
  const credits = [author, statedSource, ...signature.split('\n')].map((credit) =>
    credit.slice(0, DATELINE_CHARACTERS),
  );
  return [...credits, ...heads, ...tails].flatMap(partsOf);
}

/** An agency or outlet that a report comes from. */
type Origin = {
  /** As readers know it. */
  readonly name: string;
  /** Whom it counts as: the same as what it publishes itself. */
  readonly voice: string;
};

function originCalled(name: string): Origin {
  const publisher = publisherOf({ url: undefined, stated: name });
  return { name, voice: publisher?.house ?? publisher?.name ?? name };
}

/** An outlet that no table knows, by what it is called: «عن صحيفة «…»», «وفق موقع "…"», «وكالة … للأنباء». */
const CALLED_IN_QUOTES =
  /(?:^|\s)[ول]{0,2}(?:وكالة(?: أنباء)?|صحيفة|جريدة|موقع|قناة|شبكة|مجلة|تلفزيون|إذاعة) ?[«"“]([^»"”\n]{2,30})[»"”]/gu;
/** So many characters before it hold the cue. */
const CUE_CHARACTERS = 30;

/** Outlets that a text quotes by a name in quotation marks. */
function quotedByName(text: string): string[] {
  return [...text.matchAll(CALLED_IN_QUOTES)].flatMap((match) => {
    const before = foldedWords(text.slice(Math.max(0, match.index - CUE_CHARACTERS), match.index));
    const cued = before.slice(-CUE_REACH).some((word) => CUES.has(word) || CUES.has(bare(word)));
    const name = (match[1] ?? '').trim();
    return cued && foldedWords(name).length > 0 ? [name] : [];
  });
}

/** The agency or outlet that an article says it comes from. */
function namedOrigin(article: Text): Origin | undefined {
  const lead = article.text.slice(0, LEAD_CHARACTERS);
  const title = article.title?.slice(0, LEAD_CHARACTERS) ?? '';
  const signed = [...signatures(article), ...[...lead.matchAll(BRACKETED)].map(([, inner = '']) => inner)];
  const found = [
    ...signed.flatMap((one) => signedBy(one) ?? []),
    ...quotedIn(foldedWords(title)),
    ...quotedIn(foldedWords(lead).slice(0, LEAD_WORDS)),
    ...quotedByName(lead),
  ];
  const own = [voice(article), originCalled(article.publisher ?? '').voice];
  return found.map(originCalled).find((one) => !own.includes(one.voice));
}

/**
 * The agency or outlet, other than its own, that a text says it comes from: in its signature, in the brackets of its
 * lead, or quoted there (نقلًا عن …، وفق وكالة …، ذكرت …). As readers know it; undefined when the text names none. Its cost
 * is bounded.
 */
export function statedOrigin(article: Text): string | undefined {
  return namedOrigin(article)?.name;
}

const GRAM_WORDS = 5;
/** A text of fewer runs of five words is too short to be told from another by them. */
const LEAST_GRAMS = 8;
/** The beginning is enough: who copies a text copies its lead. */
const COPIED_CHARACTERS = 2_000;
/** Two texts of which the shorter has so many of its runs of five words in the other are one text. */
const COPIED_SHARE = 0.6;

/** The runs of five words in a text, as numbers (FNV-1a of 32 bits), ascending. */
function gramsOf(text: string): Uint32Array {
  const words = foldedWords(text.slice(0, COPIED_CHARACTERS));
  const grams = new Set<number>();
  for (let at = 0; at + GRAM_WORDS <= words.length; at += 1) {
    let hash = 0x811c9dc5;
    for (const word of words.slice(at, at + GRAM_WORDS)) {
      for (let index = 0; index < word.length; index += 1)
        hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
      hash = Math.imul(hash ^ 32, 0x01000193);
    }
    grams.add(hash >>> 0);
  }
  return Uint32Array.from(grams).sort();
}

function isCopy(a: Uint32Array, b: Uint32Array): boolean {
  const [small, large] = a.length < b.length ? [a, b] : [b, a];
  if (small.length < LEAST_GRAMS) return false;
  let missing = Math.floor(small.length * (1 - COPIED_SHARE));
  let at = 0;
  for (const gram of small) {
    while (at < large.length && (large[at] ?? 0) < gram) at += 1;
    if (large[at] === gram) at += 1;
    else if (missing === 0) return false;
    else missing -= 1;
  }
  return true;
}

type Known = { readonly text: string; readonly origin: Origin | undefined; readonly grams: Uint32Array };

/** Articles whose origin and runs are kept: those last asked for. */
const REMEMBERED = 400;
const remembered = lastAsked<Article['id'], Known>(REMEMBERED);

function know(article: Text): Known {
  const { author = '', title = '', signature = '' } = article;
  const text = `${author}\n${signature}\n${title}\n${article.text}`;
  return remembered(
    article.id,
    (known) => known.text === text,
    () => ({ text, origin: namedOrigin(article), grams: gramsOf(article.text) }),
  );
}

/** Articles of a story that are held against one another; each further one counts as its own text. */
const COMPARED_AT_MOST = 40;

/** Where an article comes from: the origin that it or a copy of it names, else its own outlet, which has no such name. */
type Whence = { readonly voice: string; readonly named: string | undefined };

/** Where each article comes from: those that copy one another from one place. */
function originsOf(articles: readonly Text[]): Whence[] {
  const texts: { readonly grams: Uint32Array; stated: Origin | undefined; readonly own: string }[] = [];
  const textOf = articles.map((article) => {
    const { origin, grams } = know(article);
    const same = texts.slice(0, COMPARED_AT_MOST).find((text) => isCopy(text.grams, grams));
    if (same === undefined) {
      const text = { grams, stated: origin, own: voice(article) };
      texts.push(text);
      return text;
    }
    same.stated ??= origin;
    return same;
  });
  return textOf.map(({ stated, own }) => ({ voice: stated?.voice ?? own, named: stated?.name }));
}

/** The share of a story's outlets that must have it from one origin for that to be told as the story's. */
const ORIGIN_SHARE = 2 / 3;

/**
 * The agency or outlet that a story comes from, as readers know it («أصل الخبر: إرنا»): the one that its articles name and
 * that at least two thirds of its outlets have it from. undefined when they name none or several, and when it is told by
 * that agency alone, whose name readers see anyway. `articles` are the story's.
 */
export function storyOrigin(articles: readonly Article[]): string | undefined {
  const origins = originsOf(articles);
  const outlets = new Set(articles.map((article) => voice(article)));
  for (const { voice: origin, named } of origins) {
    if (named === undefined) continue;
    const from = new Set(articles.filter((_, at) => origins[at]?.voice === origin).map(voice));
    if (from.size >= outlets.size * ORIGIN_SHARE && (from.size > 1 || !from.has(origin))) return named;
  }
  return undefined;
}

/**
 * How many independent voices tell a story: the most outlets that can be paired each with an origin of its own, where
 * publishers of one house are one outlet, and texts that name one agency, or copy one another, have one origin.
 * `articles` are the story's, earliest first.
 */
export function countVoices(articles: readonly Text[]): number {
  const origins = originsOf(articles);
  const ofVoice = new Map<string, Set<string>>();
  for (const [at, article] of articles.entries()) {
    const known = ofVoice.get(voice(article)) ?? new Set();
    ofVoice.set(voice(article), known.add(origins[at]?.voice ?? ''));
  }
  // Paired by augmenting paths (Kuhn): an outlet gives its origin up where it has another.
  const paired = new Map<string, string>();
  const pair = (one: string, tried: Set<string>): boolean => {
    for (const origin of ofVoice.get(one) ?? []) {
      if (tried.has(origin)) continue;
      tried.add(origin);
      const holder = paired.get(origin);
      if (holder === undefined || pair(holder, tried)) {
        paired.set(origin, one);
        return true;
      }
    }
    return false;
  };
  return [...ofVoice.keys()].filter((one) => pair(one, new Set())).length;
}
