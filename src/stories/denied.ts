/** Whether what a headline denies is what a story told. */
import { keptFor } from '../arabic/kept.ts';
import { isGivenName } from '../arabic/names.ts';
import { fold } from '../arabic/normalize.ts';
import { type Token, tokens } from '../arabic/words.ts';
import type { Article } from '../news/article.ts';
import { denialAt, denies, isCorrection } from './denial.ts';
import { phrases } from './phrases.ts';
import type { Story } from './story.ts';
import { meaning } from './terms.ts';

/** Denials of which what is denied stands behind the verb, perhaps with who denies it between: «نفت وزارة الصحة تسجيل إصابات». */
const VERBS = phrases('نفى، نفت، نفوا، نفيا، نفتا، ينفي، تنفي، ينفون، ينفيان، تنفيان');

/** Told as a charge or a rumour: who was charged denies, and nothing of what was told is taken back. */
const CHARGES = phrases(
  'اتهم، اتهمت، يتهم، تتهم، يتهمون، اتهام، اتهامات، تحمل، يحمل، حملت، زعم، زعمت، يزعم، تزعم، ادعى، ادعت، يدعي، تدعي، مزاعم، ادعاءات',
);

/** Words that no event is told by: of denying, of hearsay, of happening, and of kin who speak for somebody. */
const EMPTY: ReadonlySet<string> = new Set(
  [
    'نفي نفت ينفي تنفي تكذيب كذب كذبت يكذب تكذب صحيح صحيحه صحيحا اساس كاذب كاذبه عار عاريه',
    'تصحيح رسميا رسمي بيان عاجل',
    'اعلن اعلنت يعلن تعلن توصل التوصل احدي',
    'انبا خبر اخبار شايعه شايعات اشاعه تردد تداول متداول تقارير بشان حول حقيقه',
    'وقوع حدوث حصول وجود صدور تسجيل محيطه محيطها داخله داخلها قربه قربها',
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
  ['@power', 'كهربا كهربايي كهربايه تيار'],
  ['@ban', 'منع حظر تمنع يمنع تحظر يحظر'],
];
const sameActs = new Map(SAME_ACTS.flatMap(([act, words]) => words.split(' ').map((word) => [word, act])));

/** A word's term, and how much it tells: ln(1 / its share of texts). */
type Told = { readonly term: string; readonly tells: number };

function toldBy(words: readonly Token[]): Told[] {
  return words.flatMap((given, index) => {
    const word = withoutPronoun(given);
    const { term, tells } = meaning(word);
    const folded = fold(word.text);
    const bare = folded.replace(/^[وفبل](?=\p{L}{3})/u, '');
    const isEmpty = term === undefined || term === '@deny' || EMPTY.has(bare) || EMPTY.has(folded);
    if (isEmpty || isOfTruth(folded, words[index - 1])) return [];
    const act = sameActs.get(folded) ?? sameActs.get(bare) ?? sameActs.get(bare.replace(/^ا?ل/u, ''));
    return { term: act ?? term, tells };
  });
}

/** «إلغائه» is إلغاء, which its stem does not tell. */
function withoutPronoun(word: Token): Token {
  const text = word.text.replace(/ا[ئؤ](?:ه|ها|هم|هما)$/u, 'اء');
  return text === word.text ? word : (tokens(text)[0] ?? word);
}

/** The word of «لا صحة لـ…» and «عارية عن الصحة», which elsewhere is health. */
function isOfTruth(folded: string, before: Token | undefined): boolean {
  return /^(?:ال)?صحه$/u.test(folded) && /^(?:لا|ما|عن|من)$/u.test(fold(before?.text ?? ''));
}

/** A surname as it is written; some fold to a particle: إمام, which is no أمام. */
const PARTICLE_NAME = /^(?:إمام|الإمام|علي|علىّ|علّي)$/u;

/** People's names by their first two words, folded: «عادل إمام», «محمد علي». */
function namesIn(words: readonly Token[]): readonly string[] {
  return words.flatMap((word, index) => {
    const next = words[index + 1];
    if (next === undefined || /^\p{Nd}/u.test(next.text)) return [];
    const folded = fold(word.text);
    const given = folded.length > 4 && isGivenName(folded.slice(1)) ? folded.replace(/^[ولب]/u, '') : folded;
    // «على» is no علي, nor the age in «عن عمر ناهز» a name.
    const isFirst = isGivenName(given) && word.text !== 'على' && fold(words[index - 1]?.text ?? '') !== 'عن';
    const isSurname =
      PARTICLE_NAME.test(next.text) || isGivenName(fold(next.text)) || meaning(next).tells >= RARE;
    return isFirst && isSurname ? `${given} ${fold(next.text)}` : [];
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
/** Who speaks for others, and what people are called beside their names. */
const SPEAKERS: ReadonlySet<string> = new Set(
  [
    'مكتب مصدر مصادر متحدث متحدثه ناطق ناطقه باسم مسوول مسوولون مسوولين مقرب مقربون مقربين اداره هييه نقابه نقيب وزاره شركه نادي اتحاد تربيه نيابه ديوان سفاره',
    'فنان فنانه ممثل ممثله مطرب مطربه مغني مغنيه نجم نجمه لاعب مدرب اعلامي اعلاميه صحفي صحفيه كاتب شاعر شيخ دكتور سيد سيده',
  ].flatMap((words) => words.split(' ')),
);
const isSpeaker = ({ text }: Token): boolean => SPEAKERS.has(fold(text).replace(/^[وفبل]?ال(?=..)/u, ''));

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
  const isKept = ({ term }: Told): boolean => !isCorrection(title) || !AMOUNT.test(term);
  const claim = toldBy(claimed).filter(isKept);
  const isTold = ({ term }: Told): boolean => all.has(term);
  const deniedPeople = namesIn(claimed);
  const first = claim.findIndex(isTold);
  if (first < 0 || first > (opens ? WHO_AT_MOST : 0)) return false;
  const denied = claim.slice(first);
  if (!denied.every(isTold) || !deniedPeople.every((name) => names.has(name))) return false;
  const named = [...toldBy(denying), ...claim];
  const places = [...termsIn(`${title}\n${text.slice(0, OPENING)}`)].filter(isPlace);
  if (places.length > 0 && [...all].some(isPlace) && !places.some((place) => all.has(place))) return false;
  const terms = new Set(named.map(({ term }) => term));
  const people = namesIn(denying);
  const namedPeople = [...people, ...deniedPeople];
  const shares = titles.map((title) => {
    const known = title.names.filter((name) => namedPeople.includes(name)).length;
    const both = title.terms.filter((term) => terms.has(term)).length;
    return (both + known) / (title.terms.length + known);
  });
  const whole = (people: readonly string[]): Told[] => people.map((term) => ({ term, tells: NAME_TELLS }));
  const told = [...denied, ...whole(deniedPeople)];
  if (!tellEnough(told) || told.length < ENOUGH.terms) {
    // «وزير الصحة ينفي استقالته» is not of another minister's.
    const subjects = toldBy(denying.filter((word) => !isSpeaker(word)));
    if (claim.length === 1 && !subjects.every(isTold)) return false;
    const rare = [...subjects, ...claim].filter(({ tells }) => tells >= RARE);
    if (first > 0 || !rare.every(isTold) || !people.every((name) => names.has(name))) return false;
    // «فنان ينفي وفاته»: of whom, the article says.
    const everybody = namesIn(tokens(`${title}\n${text.slice(0, OPENING)}`));
    const toldOf = titles.flatMap((one) => one.names);
    if (toldOf.length > 0 && !everybody.some((name) => names.has(name))) return false;
    // What was told, word for word, may be told in common words.
    const isWhole = titles.some((one, index) => shares[index] === 1 && one.terms.length >= ENOUGH.terms);
    if (!isWhole && !tellEnough([...named.filter(isTold), ...whole(people)])) return false;
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
