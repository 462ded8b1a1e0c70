/** Headlines that take back what was told, and whether a story told it. */
import { keptFor } from '../arabic/kept.ts';
import { isGivenName } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { type Token, tokens } from '../arabic/words.ts';
import { type Article, voice } from '../news/article.ts';
import { foldedWords, phrases } from './phrases.ts';
import type { BriefSentence, Story, StoryArticle } from './story.ts';
import { meaning } from './terms.ts';

const DENIALS = phrases(`
نفى، نفت، نفوا، نفيا، نفتا، ينفي، تنفي، ينفون، ينفيان، تنفيان، نفي
لا صحة، عار عن الصحة، عار من الصحة، عارية عن الصحة، عارية من الصحة، عار تماما عن الصحة، لا أساس له من الصحة، لا أساس لها من الصحة
خبر غير صحيح، أنباء غير صحيحة، تكذيب، يكذب خبر، تكذب خبر، يكذب أنباء، تكذب أنباء، شائعة وفاة، تسحب خبر، سحب خبر`);

/** Denials of which what is denied stands behind the verb, perhaps with who denies it between: «نفت وزارة الصحة تسجيل إصابات». */
const VERBS = phrases('نفى، نفت، نفوا، نفيا، نفتا، ينفي، تنفي، ينفون، ينفيان، تنفيان');

/** «خبر وفاته غير صحيح»: with what is denied in between. */
const NEWS_WORD =
  /^[وفبل]?(?:ال)?(?:خبر|انبا|اخبار|شايعه|شايعات|تردد|يتردد|اشيع|يشاع|تداول|يتداول|متداول|نشر|ينشر|حديث)$/u;
const NOT_TRUE = phrases('غير صحيح، غير صحيحة، ليس صحيحا، ليست صحيحة، كاذب، كاذبة، لا أساس له، لا أساس لها');
/** Words between the two. */
const NOT_TRUE_REACH = 8;

/** Where (counted in words) a headline denies; undefined where it does not. */
function denialAt(title: string): number | undefined {
  const at = DENIALS.in(title);
  if (at !== undefined) return at;
  const words = foldedWords(title);
  const end = NOT_TRUE.among(words);
  if (end === undefined) return undefined;
  return words.slice(Math.max(0, end - NOT_TRUE_REACH), end).some((word) => NEWS_WORD.test(word))
    ? end
    : undefined;
}

/** What is said not to be denied. */
const NOT_DENIED = phrases(
  'لا ينفي، لا تنفي، لم ينف، لم تنف، لا نفي، دون نفي، بلا نفي، لا يمكن نفي، نفي أو تأكيد، تأكيد أو نفي',
);

/** A defence against a charge, or ignorance: what was told stays true. */
const DEFENCES = phrases(`
اتهام، اتهامات، الاتهام، الاتهامات، التهم، تهم، تهمة، التهمة، ادعاءات، ادعاء، مزاعم، ضلوع، ضلوعه، ضلوعها، تورط، تورطه، تورطها، مسؤولية، مسؤوليته، مسؤوليتها
علاقة، علاقته، علاقتها، أي علاقة، صلة، صلته، صلتها، علم، علمه، علمها، معرفة، معرفته، معرفتها، وجود نية، نيته، نيتها، استهداف مدنيين، استهداف المدنيين`);

/** Words between a denial and what is denied. */
const DEFENCE_REACH = 8;

/** Told as a charge or a rumour: who was charged denies, and nothing of what was told is taken back. */
const CHARGES = phrases(
  'اتهم، اتهمت، يتهم، تتهم، يتهمون، اتهام، اتهامات، تحمل، يحمل، حملت، زعم، زعمت، يزعم، تزعم، ادعى، ادعت، يدعي، تدعي، مزاعم، ادعاءات',
);

/** An outlet's own correction says so before anything else. */
const CORRECTION = /^[\s«"“(|]*(?:تصحيح|تنويه|استدراك)[\s»"”)]*[:|–—-]/u;

/** Whether a headline denies what was told elsewhere, or corrects what its outlet told. */
export function isDenial(title: string): boolean {
  if (CORRECTION.test(title)) return true;
  const at = denialAt(title);
  if (at === undefined || NOT_DENIED.in(title) !== undefined) return false;
  const defence = DEFENCES.in(title);
  return defence === undefined || defence < at || defence > at + DEFENCE_REACH;
}

const denies = ({ title }: StoryArticle): boolean => title !== undefined && isDenial(title);

/** The newest of a story's articles whose headline denies; undefined where none does. */
export const denialIn: (story: Story) => StoryArticle | undefined = keptFor((story: Story) =>
  story.articles.findLast(denies),
);

/** What was told where a story denies itself: the headline of an outlet that told it, or its own. */
export function toldHeadline(story: Story): string {
  const telling = story.articles.filter((article) => article.title !== undefined && !denies(article));
  const headed = telling.find(({ id }) => id === story.headlineArticleId);
  return headed === undefined ? (telling[0]?.title ?? story.headline) : story.headline;
}

/** A story as those of its outlets tell it that deny what the others told; the headline is that of `article`. */
export function denyingSide(story: Story, { id, title }: StoryArticle): Story {
  const articles = story.articles.filter(denies);
  const ids = new Set(articles.map((article) => article.id));
  return {
    ...story,
    headline: title ?? story.headline,
    headlineArticleId: id,
    sentences: story.sentences.filter(({ articleId }) => ids.has(articleId)),
    before: [],
    differences: [],
    voices: Math.min(story.voices, new Set(articles.map(voice)).size),
    articles,
  };
}

/** A story that is headed by a denial: as those tell it that deny, and what the others had told. */
type Sides = { readonly denying: Story; readonly denied: readonly BriefSentence[] };

/** The two sides of a story whose headline denies what others of its outlets told; undefined for any other story. */
export const sidesOf = keptFor((story: Story): Sides | undefined => {
  const article = story.articles.find(({ id }) => id === story.headlineArticleId);
  if (article === undefined || !denies(article)) return undefined;
  const text = story.sentences.flatMap((one) => (one.articleId === article.id ? [one.text] : [])).join('\n');
  if (!deniesStory({ ...article, text }, story)) return undefined;
  const denying = denyingSide(story, article);
  const theirs = new Set(denying.articles.map(({ id }) => id));
  return { denying, denied: story.sentences.filter(({ articleId }) => !theirs.has(articleId)) };
});

/** Words that no event is told by: of denying, of hearsay, of happening, and of kin who speak for somebody. */
const EMPTY: ReadonlySet<string> = new Set(
  [
    'نفي نفت ينفي تنفي تكذيب كذب كذبت يكذب تكذب صحه الصحه صحيح صحيحه صحيحا اساس كاذب كاذبه عار عاريه',
    'تصحيح رسميا رسمي بيان عاجل',
    'اعلن اعلنت يعلن تعلن توصل التوصل احدي',
    'انبا خبر اخبار شايعه شايعات اشاعه تردد تداول متداول تقارير بشان حول حقيقه',
    'وقوع حدوث حصول وجود صدور تسجيل',
    'والده والدها والدهما والدته والدتها ابنه ابنها ابنته نجل نجله زوج زوجه زوجها زوجته شقيق شقيقه شقيقها عايله اسره محامي',
  ].flatMap((words) => words.split(' ')),
);

/** What is told in one word and denied in another; stories join without them. */
const SAME_ACTS: readonly (readonly [act: string, words: string])[] = [
  ['@suspend', 'وقف توقف ايقاف يوقف توقفت يتوقف اوقفت اوقف'],
  ['@rise', 'زياده زيادات رفع يرفع ترفع تزيد يزيد رفعت'],
  ['@fall', 'خفض تخفيض تقليص يخفض تخفض خفضت'],
  ['@close', 'اغلاق غلق اقفال اغلقت اغلق تغلق يغلق مغلق مغلقه'],
  ['@resign', 'اعفا عزل يعفي تعفي عزلت عزله'],
  ['@expel', 'طرد ترحيل ابعاد ترحل يرحل تطرد يطرد'],
  ['@ban', 'منع حظر تمنع يمنع تحظر يحظر'],
];
const sameActs = new Map(SAME_ACTS.flatMap(([act, words]) => words.split(' ').map((word) => [word, act])));

/** A word's term, and how much it tells: ln(1 / its share of texts). */
type Told = { readonly term: string; readonly tells: number };

function toldBy(words: readonly Token[]): Told[] {
  return words.flatMap((word) => {
    const { term, tells } = meaning(word);
    const folded = fold(word.text);
    const bare = folded.replace(/^[وفبل](?=\p{L}{3})/u, '');
    const isEmpty = term === undefined || term === '@deny' || EMPTY.has(bare) || EMPTY.has(folded);
    if (isEmpty) return [];
    const act = sameActs.get(folded) ?? sameActs.get(bare) ?? sameActs.get(bare.replace(/^ا?ل/u, ''));
    return { term: act ?? term, tells };
  });
}

/** A surname as it is written; some fold to a particle: إمام, which is no أمام. */
const PARTICLE_NAME = /^(?:إمام|الإمام|علي|علىّ|علّي)$/u;

/** People's names by their first two words, folded: «عادل إمام», «محمد علي». */
function namesIn(words: readonly Token[]): readonly string[] {
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    if (next === undefined) return [];
    const folded = fold(word.text);
    const given = folded.length > 4 && isGivenName(folded.slice(1)) ? folded.replace(/^[ولب]/u, '') : folded;
    const isSurname =
      PARTICLE_NAME.test(next.text) || isGivenName(fold(next.text)) || meaning(next).tells >= RARE;
    return isGivenName(given) && isSurname ? `${given} ${fold(next.text)}` : [];
  });
}

/** How many there are is what a denial leaves out first. */
const AMOUNT = /^(?:\p{Nd}|الف$|مليون$|مليار$)/u;

const termsIn = (text: string): ReadonlySet<string> => new Set(toldBy(tokens(text)).map(({ term }) => term));

/** A denial's headline: what it denies, and who does; `opens` where who denies may stand before what is denied, in `claim`. */
type Claim = { readonly claim: readonly Token[]; readonly who: readonly Token[]; readonly opens: boolean };

function claimOf(denial: string): Claim {
  const words = tokens(denial);
  const at = denialAt(denial);
  if (at === undefined) return { claim: words, who: [], opens: true };
  const [before, claim] = [words.slice(0, at), words.slice(at)];
  if (toldBy(claim).length > 0)
    return { claim, who: before, opens: toldBy(before).length === 0 && VERBS.in(denial) === at };
  // «الوزارة: أنباء انهيار السد عارية عن الصحة»
  const colon = denial.search(/[:：]\s/u);
  return {
    claim: before.filter(({ start }) => start > colon),
    who: before.filter(({ start }) => start < colon),
    opens: false,
  };
}

/** What a story told before anybody denied it. */
const toldTerms = keptFor((story: Story) => {
  const denying = new Set(story.articles.filter(denies).map(({ id }) => id));
  const sentences = story.sentences.filter(({ articleId }) => !denying.has(articleId));
  const titles = story.articles.filter(({ id }) => !denying.has(id)).map(({ title }) => title ?? '');
  const text = [story.headline, ...sentences.map((one) => one.text), ...titles].join('\n');
  const headed = titles.map((title) => ({
    terms: [...termsIn(title)].filter((term) => !AMOUNT.test(term)),
    names: namesIn(tokens(title)),
  }));
  return { titles: headed, all: termsIn(text), names: new Set(namesIn(tokens(text))) };
});

/** Words that a denial may open with before what it denies: «نفت وزارة الصحة …». */
const WHO_AT_MOST = 2;
/** What the shared words must tell; a claim that tells so much by so many words needs no names beside it. */
const ENOUGH = { tells: 8, terms: 3 };
/** A word that tells so much is a name, or nearly: of who denies a bare «وفاته», all must have been told. */
const RARE = 4;
/** What a person's whole name tells, however common its words. */
const NAME_TELLS = 6;
/** The share of one of the story's headlines that the denial must name. */
const HEADLINE = 0.5;
/** Characters of an article in which it says what country it tells of. */
const OPENING = 400;
/** Countries, as states.ts marks them. */
const isPlace = (term: string): boolean => term.startsWith('#');
/** Kinds of acts, as acts.ts marks them. */
const isAct = (term: string): boolean => term.startsWith('@');

/**
 * Whether an article denies what the story told: what its headline denies stands in the story, half of one of the story's headlines in it,
 * and the countries that it opens with are the story's. A charge is not taken back by who was charged.
 */
export function deniesStory({ title = '', text }: Pick<Article, 'title' | 'text'>, story: Story): boolean {
  if (CHARGES.in(story.headline) !== undefined) return false;
  const { titles, all, names } = toldTerms(story);
  const { claim: claimed, who: denying, opens } = claimOf(title);
  // Of a correction the numbers are what is corrected.
  const isKept = ({ term }: Told): boolean => !CORRECTION.test(title) || !AMOUNT.test(term);
  const claim = toldBy(claimed).filter(isKept);
  const isTold = ({ term }: Told): boolean => all.has(term);
  const first = claim.findIndex(isTold);
  if (first < 0 || first > (opens ? WHO_AT_MOST : 0)) return false;
  const denied = claim.slice(first);
  if (!denied.every(isTold) || !namesIn(claimed).every((name) => names.has(name))) return false;
  const named = [...toldBy(denying), ...claim];
  const places = [...termsIn(`${title}\n${text.slice(0, OPENING)}`)].filter(isPlace);
  if (places.length > 0 && [...all].some(isPlace) && !places.some((place) => all.has(place))) return false;
  const terms = new Set(named.map(({ term }) => term));
  const people = namesIn(denying);
  const namedPeople = [...people, ...namesIn(claimed)];
  const shares = titles.map((title) => {
    const known = title.names.filter((name) => namedPeople.includes(name)).length;
    const both = title.terms.filter((term) => terms.has(term)).length;
    return (both + known) / (title.terms.length + known);
  });
  if (!tellEnough(denied) || denied.length < ENOUGH.terms) {
    const rare = named.filter(({ tells }) => tells >= RARE);
    if (first > 0 || !rare.every(isTold) || !people.every((name) => names.has(name))) return false;
    // What was told, word for word, may be told in common words.
    const isWhole = titles.some((title, index) => shares[index] === 1 && title.terms.length >= ENOUGH.terms);
    const persons = people.map((term) => ({ term, tells: NAME_TELLS }));
    if (!isWhole && !tellEnough([...named.filter(isTold), ...persons])) return false;
  }
  return titles.some(
    (title, index) =>
      (shares[index] ?? 0) >= HEADLINE &&
      // Where it is not plain which word is the first of what is denied, what happened must be among them.
      (first === 0 || title.terms.filter(isAct).every((term) => terms.has(term))),
  );
}

function tellEnough(told: readonly Told[]): boolean {
  return told.reduce((sum, { tells }) => sum + tells, 0) >= ENOUGH.tells;
}
