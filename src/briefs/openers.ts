/** How Arabic news sentences open when they lean on the sentence before them. Folded phrases, without و or ف before them. */
import { fold } from '../arabic/normalize.ts';

type Phrases = ReadonlyMap<string, readonly (readonly string[])[]>;

function phrases(list: string): Phrases {
  const byFirst = new Map<string, string[][]>();
  for (const phrase of list.split(/[،\n]+/u)) {
    const words = fold(phrase).trim().split(/\s+/u);
    const first = words[0];
    if (first === undefined || first === '') continue;
    byFirst.set(
      first,
      [...(byFirst.get(first) ?? []), words].sort((a, b) => b.length - a.length),
    );
  }
  return byFirst;
}

function wordSet(list: string): ReadonlySet<string> {
  return new Set(fold(list).trim().split(/\s+/u));
}

/** Connectives that may go where a verb and a full name follow: the sentence then stands alone. */
const CONNECTIVES = phrases(`
من جهته، من جهتها، من جهتهم، من جهتهما، من جانبه، من جانبها، من جانبهم، من ناحيته، من ناحيتها، من طرفه، من طرفها
بدوره، بدورها، بدورهم، كما، كذلك، أيضا، إلى ذلك، هذا، في المقابل، بالمقابل، في غضون ذلك، في هذه الأثناء، في الأثناء، في السياق
في سياق متصل، في سياق آخر، في سياق ذي صلة، في السياق ذاته، في السياق نفسه، في الإطار ذاته، في الإطار نفسه، في نفس السياق، في نفس الإطار
في هذا السياق، في هذا الإطار، في هذا الصدد، في هذا الشأن، في هذه المناسبة، في الوقت ذاته، في الوقت نفسه، في نفس الوقت، في تطور متصل، في شأن متصل
على صعيد آخر، على صعيد متصل، على الصعيد نفسه، على الصعيد ذاته، من ناحية أخرى، من ناحية ثانية، من جهة أخرى، من جهة ثانية، من جانب آخر، على الجانب الآخر، في الجانب الآخر، في الجانب المقابل، على الجهة المقابلة، في موضوع آخر
في الشأن ذاته، في الشأن نفسه، في السياق عينه، وفي تعليق له، في تصريح له، في وقت لاحق، في وقت سابق`);

/** Openers that never stand alone: contrast, cause, sequence, parts of a whole. */
const LEANING = phrases(`
لكن، لكنه، لكنها، لكنهم، ولكن، إلا أن، إلا أنه، إلا أنها، غير أن، غير أنه، غير أنها، بيد أن، بيد أنه، على أن، مع ذلك، رغم ذلك، رغم هذا، بالرغم من ذلك، على الرغم من ذلك، مع هذا
لذلك، لهذا، لذا، من ثم، من هنا، هكذا، بذلك، بهذا، بالتالي، عليه، بناء عليه، بناء على ذلك، نتيجة لذلك، نتيجة ذلك، لهذا السبب، لأن، لأنه، لأنها، مما، الأمر الذي، وهو ما، ما، أي
بعد ذلك، قبل ذلك، عقب ذلك، إثر ذلك، على إثر ذلك، منذ ذلك، حتى ذلك، عند ذلك، حينها، عندها، عندئذ، آنذاك، حينئذ، يومها، وقتها، ثم، بل، حيث، إذ، إذا، فيما، بينما، في حين
فضلا عن ذلك، فضلا عن هذا، علاوة على ذلك، إضافة إلى ذلك، بالإضافة إلى ذلك، زيادة على ذلك، ناهيك عن، إلى جانب ذلك، خاصة، لا سيما، أما، منها، من بينها، من بين، ردا على سؤال، ردا على ذلك، من أبرزها، من أهمها، من بينهم، من هؤلاء
كما أن، كما أنه، كما أنها، كما كان، كما كانت، كما يمكن، كما لا، كما لم، هو، هي، هم، هما، هنا، هناك، في أحيان أخرى، أحيانا، نعم، كلاهما، جميعها، جميعهم، كلها، كلهم، أحدهم، أحدها، بعضهم، بعضها، معظمهم، معظمها، غالبيتهم، آخرون، الأول، الثاني، الثالث، الأخير، الأخيرة
أو، أم، التي، الذي، الذين، مثل، مثلا، على سبيل المثال، بمعنى، بعبارة أخرى، باختصار، خلاصة، بشكل عام، على كل حال، على أي حال، في النهاية، في الختام، ختاما، أخيرا، أولا، ثانيا، ثالثا، رابعا
وإنما، إنما، وأخيرا، هنالك، جميعها، ولعل، لعل، كل ذلك، كل هذا، وبهذا، بذلك
بهذا الخصوص، بهذا الصدد، بهذا الشأن، حول ذلك، حول هذا، عن ذلك، عن هذا، عن سبب ذلك، كي، يبدو أن، يعني ذلك، يعني هذا`);

/** Openers of background: never the first sentence of a brief. */
const BACKGROUND = phrases(`
يذكر أن، يذكر، يشار إلى، يشار، جدير بالذكر، الجدير بالذكر، من الجدير بالذكر، مما يذكر، يجدر بالذكر، تجدر الإشارة، يجدر الإشارة، تجدر، يجدر، معلوم أن، من المعروف أن، المعروف أن، يعود تاريخ
سبق، كان قد، كانت قد، كانوا قد، كان، كانت، كانوا، يأتي، تأتي، يأتي هذا، تأتي هذه، جاء هذا، جاءت هذه، جاء ذلك، يأتي ذلك، جاءت، للتذكير، في خلفية، تاريخيا، منذ`);

/** Verbs of saying: who speaks must be named for the sentence to stand alone. */
export const SAYING = wordSet(`
قال قالت قالوا أوضح أوضحت أكد أكدت أشار أشارت ذكر ذكرت أعلن أعلنت شدد شددت لفت لفتت كشف كشفت أفاد أفادت صرح صرحت رأى رأت اعتبر اعتبرت أعرب أعربت نفى نفت حذر حذرت دعا دعت طالب طالبت
نوه نوهت اعترف اعترفت أقر أقرت زعم زعمت ادعى ادعت نقل نقلت توقع توقعت أبدى أبدت عبر عبرت وصف وصفت قلل قللت جدد جددت رفض رفضت اتهم اتهمت هدد هددت تعهد تعهدت انتقد انتقدت أبلغ أبلغت أخبر أخبرت
رد ردت علق علقت تحدث تحدثت تساءل تساءلت اقترح اقترحت أعاد أعادت بين أثنى أثنت أشاد أشادت رحب رحبت أدان أدانت ندد نددت يقول تقول يقولون يرى ترى يرون يؤكد تؤكد يشير تشير يوضح توضح يعتقد تعتقد يضيف تضيف
أبان أبانت قالا أكدا ذكروا أشاروا أوضحوا أكدوا أعلنوا صرحوا اتهموا طالبوا استعرض استعرضت أفصح أفصحت روى روت استبعد استبعدت ناشد ناشدت حث حثت طلب طلبت وعد وعدت عزا عزت برر بررت كتب كتبت غرد غردت نشر نشرت قرر قررت أمر أمرت يتوقع تتوقع يخشى تخشى يسعى تسعى`);

/** Verbs that go on with somebody's words: they lean on the sentence before even where a surname follows. */
export const CONTINUING = wordSet(`
أضاف أضافت أضافوا تابع تابعت أردف أردفت استطرد استطردت واصل واصلت استدرك استدركت مضى مضت ختم ختمت اختتم اختتمت خلص خلصت زاد زادت`);

/** Verbs that, right before a preposition or a number, have left their subject in the sentence before. */
export const SUBJECTLESS = wordSet(`
يعتبر تعتبر يعد تعد ولد ولدت توفي توفيت عاش عاشت درس درست حصل حصلت يبلغ تبلغ بلغ بلغت يقع تقع تقدر يقدر يعرف تعرف عرف عرفت يسمى تسمى سمي سميت بدأ بدأت انتقل انتقلت عمل عملت شارك شاركت تم يتم
يتكون تتكون يضم تضم يشمل تشمل يهدف تهدف يتميز تتميز يمتد تمتد ينتشر تنتشر يصل تصل وصل وصلت يعمل تعمل يستخدم تستخدم ترك تركت نال نالت أسس أسست تولى تولت شغل شغلت تخرج تخرجت استمر استمرت
أسفر أسفرت تسبب تسببت يشكل تشكل يمثل تمثل يدعو تدعو يتضمن تتضمن تضمن تضمنت شمل شملت جاء جاءت يؤدي تؤدي أدى أدت يساعد تساعد يحتوي تحتوي يوجد يعود تعود يرجع ترجع اشتهر اشتهرت`);

/** Prepositions and particles that follow a verb whose subject is missing. */
export const AFTER_NOBODY = wordSet(`
أن إن أنه إنه أنها إنها أنهم إنهم بأن بأنه بأنها أنني إنني أننا إننا على إلى عن في من ل لكن خلال حول بعد قبل قائلا قائلة مخاطبا مخاطبة معلقا معلقة متحدثا متحدثة محذرا ردا مستدركا مستطردا مبينا موضحا لافتا معتبرا منوها مشددا متسائلا مضيفا مؤكدا مشيرا أيضا كذلك كما ذلك هذا هذه له لها لهم به بها بهم فيه فيها عليه عليها إليه إليها منه منها عنه عنها معه معها
أمام بين حتى منذ عبر ضد نحو لدى بعدم عدم بحسب وفقا وفق بعدها حينها هنا هناك بالقول بقوله بقولها القول قوله قولها الى ان`);

/** Prepositions with a pronoun: right behind the first verb, they speak of what came before. */
export const ABOUT_IT = wordSet(`
عليه عليها عليهم به بها بهم فيه فيها فيهم له لها لهم منه منها منهم إليه إليها إليهم عنه عنها عنهم معه معها معهم بينهما لديه لديها بعدها بعده قبلها قبله حينها عندها خلالها خلاله إثرها عقبها`);

/** Nouns that stand for somebody named before: the minister, the source, the statement. */
export const ANAPHORIC = wordSet(`
الوزير الوزيرة المسؤول المسئول المسؤولة المصدر المصادر المتحدث المتحدثة الناطق الناطقة البيان التقرير الاتفاق الاتفاقية القرار المشروع الوكالة الصحيفة القناة الشبكة الموقع الدراسة الباحث الباحثة الباحثون الباحثين الخبير الخبراء المحامي السفير النائب المدير الرئيس
الزعيم القائد الضابط الشاهد الشهود المدرب اللاعب الكاتب المؤلف المؤلفة الطبيب العالم المنظمة الشركة الهيئة اللجنة المؤسسة الحزب الحركة الجماعة الفريق المحكمة القاضي الجانبان الطرفان الزعيمان الرئيسان الوزيران البلدان المجلة
الأمير الشيخ الملك الرجل المرأة السيدة السيد الدكتور المعلم الطالب المراسل المبعوث المفوض الأمين الحاكم المحافظ العميد اللواء العقيد الجنرال الفنان الفنانة الممثل الممثلة المطرب النجم النجمة الزوج الزوجة الأب الأم الابن الضحية المتهم المتهمون`);

/** What makes an anaphoric noun name one office after all: the spokesman of, the minister of. */
export const OF_OFFICE = wordSet('باسم لشؤون بشؤون لدى');

/** What is pointed at with no sentence before it: this year, this week. */
export const TIMES = wordSet(
  'العام الأسبوع الشهر السنة المرة الموسم الصيف الشتاء الربيع الخريف اليوم الليلة الصباح المساء القرن العقد الأيام',
);

/** This, that and those, perhaps behind a clitic; folded. */
/** Behind them also و ف ب ل ك, كل and مع. */
export const DEMONSTRATIVES = 'هذا هذه هذان هذين هاتان هاتين هولا ذلك تلك اوليك'.split(' ');
/** A pronoun at the end of a folded word; `NO_PRONOUN` holds words that only look so. */
export const PRONOUN_BEHIND = /^.{3,}(?:ها|هما|هم|هن)$/u;
/** ه is a pronoun here, and never the ة it folds into: تصريحاته، لقائه. */
export const HIS = /^.{2,}(?:اته|ائه|اؤه|ئه|ؤه|يته|رته|مته|لته|عته|دته)$/u;
/** Words that end as a pronoun does and bear none. */
export const NO_PRONOUN = wordSet(
  'تفاهم متهم مساهم درهم براهم تساهم يساهم ساهم أسهم تتهم يتهم اتهم داهم يلهم ملهم إبراهم جيهان أهم الأهم المتهم التفاهم بينها بينهم بينهما',
);

/** How many words at the start of `words` one of the phrases takes; 0 when none does. */
function length(list: Phrases, words: readonly string[], at: number): number {
  for (const phrase of list.get(words[at] ?? '') ?? []) {
    if (phrase.every((word, index) => words[at + index] === word)) return phrase.length;
  }
  return 0;
}

/** How many words of a connective that may go stand at `at`; 0 for none. */
export function connectiveAt(words: readonly string[], at: number): number {
  return length(CONNECTIVES, words, at);
}

/** How many words of an opener that never stands alone stand at `at`; 0 for none. */
export function leaningAt(words: readonly string[], at: number): number {
  return length(LEANING, words, at);
}

/** How many words of an opener of background stand at `at`; 0 for none. */
export function backgroundAt(words: readonly string[], at: number): number {
  return length(BACKGROUND, words, at);
}

/** What these phrases may begin with, by itself or behind و or ف. */
export const JOINING: readonly string[] = [CONNECTIVES, LEANING, BACKGROUND].flatMap((list) => [
  ...list.keys(),
]);
