/** Leads that their own outlet does not vouch for: they are told with «غير مؤكد», and never break. */
import { foldedWords, phrases } from './phrases.ts';
import type { Story } from './story.ts';

/** How outlets tell what they do not know. */
const HEDGES = phrases(`
أنباء عن، أنباء أولية، أنباء متضاربة، أنباء متداولة، أنباء غير مؤكدة، أنباء تتحدث، أنباء تفيد
تردد أنباء، ترددت أنباء، تتردد أنباء، تردد أن، يتردد أن، تردد عن، ما تردد، تواتر أنباء، تداول أنباء
تقارير غير مؤكدة، تقارير أولية، تقارير متضاربة، معلومات غير مؤكدة، معلومات أولية، معلومات متضاربة، معلومات متداولة
غير مؤكد، غير مؤكدة، لم يتأكد، لم تتأكد، لم يؤكد بعد، دون تأكيد رسمي، من دون تأكيد رسمي، بلا تأكيد رسمي، لا تأكيد رسميا
لم يتسن التأكد، لم يتسن التحقق، لم يتسن لنا التحقق، تعذر التحقق، تعذر التأكد
شائعات، الشائعات، شائعة عن، شائعة حول، شائعة وفاة، إشاعات، إشاعة، مزاعم عن، مزاعم بشأن، تسريبات، قيل إن، قيل إنه، يقال إن
مصادر مجهولة، مصدر مجهول، مصادر لم تسمها، مصدر لم تسمه، مصادر لم يسمها، مصدر لم يسمه، مصادر لم يكشف، مصدر لم يكشف
مصادر غير رسمية، مصادر مطلعة، مصدر مطلع، مصادر خاصة، مصادر رفضت الكشف، مصدر رفض الكشف، طلب عدم الكشف، طلبت عدم الكشف، طلبوا عدم الكشف`);

/** Who denies a rumour vouches for the denial; an agency's name is no hearsay, nor is that nothing was heard. */
const VOUCHED = phrases(`
نفى، نفت، نفوا، ينفي، تنفي، ينفون، نفي، لا صحة، تكذيب، كذب، كذبت، يكذب، تكذب، عار عن الصحة، عارية عن الصحة، حقيقة
وكالة أنباء عن، وكالات أنباء عن
لا أنباء عن، لا توجد أنباء، لا معلومات أولية، ليست هناك أنباء، ليس هناك أنباء، لم ترد أنباء، دون أنباء عن، بلا أنباء عن`);

/** «مصادر: اتفاق قريب»: of which nothing is said but that there are some. */
const BARE_SOURCES = /^(?:ال)?مصادر(?: ل[^:]{1,30})?:/u;

/** Whether a headline or lead tells something as hearsay: «أنباء عن …», «مصادر مجهولة», and not to deny it. */
export function isHearsay(text: string): boolean {
  if (BARE_SOURCES.test(text.trimStart())) return true;
  const words = foldedWords(text);
  const hedge = HEDGES.among(words);
  if (hedge === undefined) return false;
  const vouched = VOUCHED.among(words);
  return vouched === undefined || vouched > hedge;
}

/** Whether a story's headline or first sentence is hearsay, or most of its outlets' titles are. */
export function isHedged(story: Pick<Story, 'headline' | 'sentences' | 'articles'>): boolean {
  const [lead] = story.sentences;
  if (isHearsay(story.headline) || (lead !== undefined && isHearsay(lead.text))) return true;
  const titles = story.articles.flatMap(({ title }) => title ?? []);
  return titles.length > 0 && titles.filter(isHearsay).length * 2 > titles.length;
}
