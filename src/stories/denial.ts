/** Headlines that take back what was told, and whether a story told it. */
import { keptFor } from '../arabic/kept.ts';
import { fold } from '../arabic/normalize.ts';
import { tokens } from '../arabic/words.ts';
import { phrases } from './phrases.ts';
import type { Story, StoryArticle } from './story.ts';
import { meaning } from './terms.ts';

const DENIALS = phrases(`
نفى، نفت، نفوا، نفيا، نفتا، ينفي، تنفي، ينفون، ينفيان، تنفيان، نفي
لا صحة، عار عن الصحة، عار من الصحة، عارية عن الصحة، عارية من الصحة، عار تماما عن الصحة، لا أساس له من الصحة، لا أساس لها من الصحة
خبر غير صحيح، أنباء غير صحيحة، تكذيب، يكذب خبر، تكذب خبر، يكذب أنباء، تكذب أنباء، شائعة وفاة، تسحب خبر، سحب خبر`);

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
  const at = DENIALS.in(title);
  if (at === undefined || NOT_DENIED.in(title) !== undefined) return false;
  const defence = DEFENCES.in(title);
  return defence === undefined || defence < at || defence > at + DEFENCE_REACH;
}

/** The newest of a story's articles whose headline denies; undefined where none does. */
export const denialIn: (story: Story) => StoryArticle | undefined = keptFor((story: Story) =>
  story.articles.findLast(({ title }) => title !== undefined && isDenial(title)),
);

/** A text's terms, and how much each tells: ln(1 / its share of texts). */
type Terms = ReadonlyMap<string, number>;

/** Words of denying and of hearsay, which no event is told by. */
const EMPTY: ReadonlySet<string> = new Set(
  'نفي نفت ينفي تنفي انباء شايعه شايعات اشاعه خبر اخبار صحه تردد تداول متداول تقارير بشان حول حقيقه تصحيح عاجل رسميا بيان'.split(
    ' ',
  ),
);

function termsIn(text: string): Terms {
  const found = new Map<string, number>();
  for (const token of tokens(text)) {
    const { term, tells } = meaning(token);
    if (term !== undefined && term !== '@deny' && !EMPTY.has(fold(token.text))) found.set(term, tells);
  }
  return found;
}

/** What a story told before anybody denied it. */
const toldTerms = keptFor((story: Story) => {
  const denying = new Set(
    story.articles.flatMap(({ id, title }) => (title !== undefined && isDenial(title) ? [id] : [])),
  );
  const sentences = story.sentences.filter(({ articleId }) => !denying.has(articleId));
  const titles = story.articles.filter(({ id }) => !denying.has(id)).map(({ title }) => title ?? '');
  return {
    titles: titles.map(termsIn),
    all: termsIn([...sentences.map(({ text }) => text), ...titles].join('\n')),
  };
});

/** Shares of the denial's headline that what was told holds, and the other way round; and what the shared words tell. */
const LEAST = { claim: 0.6, headline: 0.5, tells: 8, terms: 2 };

/**
 * Whether `denial`, an article's headline, denies what the story told: nearly all that it names stands in the story, and at least half of
 * one of the story's headlines in it. A charge is not taken back by who was charged.
 */
export function deniesStory(denial: string, story: Story): boolean {
  const { titles, all } = toldTerms(story);
  if (CHARGES.in(story.headline) !== undefined) return false;
  const named = termsIn(denial);
  const shared = [...named].filter(([term]) => all.has(term));
  const tells = shared.reduce((sum, [, one]) => sum + one, 0);
  if (shared.length < LEAST.terms || tells < LEAST.tells) return false;
  // Who denies need not have been spoken of.
  const unshared = named.size - shared.length;
  if (shared.length < (named.size - Math.min(1, unshared)) * LEAST.claim) return false;
  return titles.some((title) => {
    const told = [...title.keys()];
    const denied = told.filter((term) => named.has(term));
    return denied.length >= LEAST.terms && denied.length >= told.length * LEAST.headline;
  });
}
