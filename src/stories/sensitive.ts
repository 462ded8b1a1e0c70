/** What nobody should meet unasked: told where a reader asks for it, never in a digest's visible text nor in a push. */
import { foldedWords, type Phrases, phrases } from './phrases.ts';
import type { Story } from './story.ts';

/** Bodies, above all of children, and how they were treated. */
const BODIES = phrases(`
جثث أطفال، جثة طفل، جثة طفلة، جثة رضيع، جثة رضيعة، جثتي طفلين، جثتا طفلين، جثامين أطفال، جثمان طفل، جثث رضع، جثث الأطفال، أشلاء
الأشلاء، رأس مقطوع، رؤوس مقطوعة، مقطوع الرأس، مقطوعة الرأس، مقطوعي الرأس، قطع رأس، قطع رأسه، قطع رأسها، قطع رؤوس، فصل رأسه، فصل رأسها، فصل رأس
جثة متحللة، جثث متحللة، جثة متفحمة، جثث متفحمة، جثة محترقة، جثث محترقة، جثة مقطعة، جثث مقطعة، تقطيع جثة، تقطيع جثته، تقطيع جثتها، قطع جثة، قطع جثته، قطع جثتها، التمثيل بجثة، التمثيل بالجثث، مثل بجثته، مثلوا بجثته، تمثيل بجثث، نبش جثة، سحل جثة
ذبح طفل، ذبح طفلة، ذبح أطفاله، ذبح أطفالها، ذبح طفله، ذبح طفلته، ذبح زوجته، ذبح والدته، نحر طفل، أحرق طفله، أحرق طفلته، أحرق أطفاله`);

/** A death by one's own hand … */
const SUICIDE = phrases(
  'انتحر، انتحرت، ينتحر، تنتحر، انتحار، الانتحار، انتحاره، انتحارها، منتحرا، منتحرة، أنهى حياته، أنهت حياتها، ينهي حياته، تنهي حياتها، إنهاء حياته، إنهاء حياتها، وضع حدا لحياته، وضعت حدا لحياتها',
);
/** … and the way of it, which others follow. */
const METHODS = phrases(`
شنقا، مشنوقا، مشنوقة، بالشنق، حبل، حبلا، بحبل، برصاصة، رصاصة، بالرصاص، مسدسه، سلاحه، جرعة زائدة، أقراص، حبوب، حبة الغلة، حبة غلة، حبوب الغلة، سما، السم، مادة سامة، بالسم، مبيدا، مبيد
قفز من، قفزت من، بالقفز، قفزا، رمى بنفسه، رمت بنفسها، ألقى بنفسه، ألقت بنفسها، ألقى نفسه، ألقت نفسها، إلقاء نفسه، إلقاء نفسها، غرقا، من الطابق، من أعلى، تحت عجلات، أمام القطار، شرايين، شريان، شرايينه، شرايينها، بسكين، طعن نفسه، طعنت نفسها`);
/** These say both at once. */
const BY_OWN_HAND = phrases(
  'شنق نفسه، شنقت نفسها، أطلق النار على نفسه، أطلقت النار على نفسها، أطلق الرصاص على نفسه، أضرم النار في نفسه، أضرم النار بنفسه، أضرمت النار في نفسها، أضرمت النار بنفسها، أحرق نفسه، أحرقت نفسها، إحراق نفسه، إحراق نفسها، إضرام النار في نفسه، طعن نفسه حتى، قطع شرايينه، قطعت شرايينها',
);

/** Violence that marks whoever suffered it … */
const ABUSE = phrases(
  'اغتصب، اغتصبوا، يغتصب، اغتصاب، الاغتصاب، اغتصابه، اغتصابها، اعتداء جنسي، اعتداءات جنسية، اعتدى جنسيا، اعتداء جنسيا، استغلال جنسي، تحرش، التحرش، تحرشه، هتك عرض، هتك عرضه، هتك عرضها',
);
/** … and somebody who can be told by it. A land and a power are usurped in the same word. */
const VICTIMS = phrases(
  'طفل، الطفل، طفلا، طفلة، الطفلة، طفلته، طفله، طفلتين، أطفاله، أطفال، قاصر، قاصرا، قاصرة، قاصرات، قاصرين، رضيع، رضيعة، ابنته، ابنتيه، ابنه، ابنة زوجته، شقيقته، القاصر، القاصرات، تلميذ، تلميذة، تلميذات، تلاميذ، طالبة، فتى، فتاة، فتيات، مراهق، مراهقة، شابة، سيدة، امرأة، زوجته، خادمة، ضحية، الضحية، ضحيته، ضحاياه، سائحة، ممرضة',
);

/** Whether a text shows what is hard to bear, teaches it, or lays bare who suffered it. */
export function isSensitive(text: string): boolean {
  const words = foldedWords(text);
  const has = (list: Phrases): boolean => list.among(words) !== undefined;
  return has(BODIES) || has(BY_OWN_HAND) || (has(SUICIDE) && has(METHODS)) || (has(ABUSE) && has(VICTIMS));
}

/** Whether a story cannot be told unasked: its headline or first sentence is so. */
export function isSensitiveStory(story: Pick<Story, 'headline' | 'sentences'>): boolean {
  const [lead] = story.sentences;
  return isSensitive(story.headline) || (lead !== undefined && isSensitive(lead.text));
}
