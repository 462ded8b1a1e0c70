/** Headlines that take back what was told. */
import { keptFor } from '../arabic/kept.ts';
import { foldedWords, phrases } from './phrases.ts';
import type { Story, StoryArticle } from './story.ts';

const DENIALS = phrases(`
نفى، نفت، نفوا، نفيا، نفتا، ينفي، تنفي، ينفون، ينفيان، تنفيان، نفي
لا صحة، عار عن الصحة، عار من الصحة، عارية عن الصحة، عارية من الصحة، عار تماما عن الصحة، لا أساس له من الصحة، لا أساس لها من الصحة
خبر غير صحيح، أنباء غير صحيحة، تكذيب، يكذب خبر، تكذب خبر، يكذب أنباء، تكذب أنباء، شائعة وفاة، تسحب خبر، سحب خبر`);

/** «خبر وفاته غير صحيح»: with what is denied in between. */
const NEWS_WORD =
  /^[وفبل]?(?:ال)?(?:خبر|انبا|اخبار|شايعه|شايعات|تردد|يتردد|اشيع|يشاع|تداول|يتداول|متداول|نشر|ينشر|حديث)$/u;
const NOT_TRUE = phrases('غير صحيح، غير صحيحة، ليس صحيحا، ليست صحيحة، لا أساس له، لا أساس لها');
/** Words between the two. */
const NOT_TRUE_REACH = 8;

/** Where (counted in words) a headline denies; undefined where it does not. */
export function denialAt(title: string): number | undefined {
  const words = foldedWords(title);
  const at = DENIALS.among(words);
  if (at !== undefined) return at;
  const end = NOT_TRUE.among(words);
  if (end === undefined) return undefined;
  const before = words.slice(Math.max(0, end - NOT_TRUE_REACH), end);
  return before.some((word) => NEWS_WORD.test(word)) ? end : undefined;
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

/** An outlet's own correction says so before anything else. */
const CORRECTION = /^[\s«"“(|]*(?:تصحيح|تنويه|استدراك)[\s»"”)]*[:|–—-]/u;

/** Whether a headline says that it corrects what its outlet told. */
export const isCorrection = (title: string): boolean => CORRECTION.test(title);

/** Whether a headline denies what was told elsewhere, or corrects what its outlet told. */
export function isDenial(title: string): boolean {
  if (isCorrection(title)) return true;
  const at = denialAt(title);
  if (at === undefined || NOT_DENIED.in(title) !== undefined) return false;
  const defence = DEFENCES.in(title);
  return defence === undefined || defence < at || defence > at + DEFENCE_REACH;
}

/** Whether an article's headline denies. */
export const denies = ({ title }: Pick<StoryArticle, 'title'>): boolean =>
  title !== undefined && isDenial(title);

/** The newest of a story's articles whose headline denies; undefined where none does. */
export const denialIn: (story: Story) => StoryArticle | undefined = keptFor((story: Story) =>
  story.articles.findLast(denies),
);
