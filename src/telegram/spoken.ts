/** What readers say in words of their own: the phrases, in Arabic, its dialects and English, and what each asks for. */
import type { ChatSettings } from '../subscriptions/chat.ts';

/** The commands that readers have, in Telegram's form. */
export const COMMANDS = [
  'start',
  'help',
  'latest',
  'topic',
  'topics',
  'subscribe',
  'unsubscribe',
  'subscriptions',
  'channels',
  'time',
  'timezone',
  'digest',
  'settings',
  'search',
  'sources',
  'stop',
  'why',
  'privacy',
  'export',
  'forget',
  'language',
] as const;

/** One of them. */
export type CommandName = (typeof COMMANDS)[number];

/** Phrases that are a command when they stand alone. */
export const WHOLE: Readonly<Partial<Record<CommandName, string>>> = {
  latest:
    'شو في|شكو ماكو|أخبار جديدة|إيش فيه|وش فيه|شن فيه|اش كاين|واش كاين|اش كاين جديد|واش كاين جديد|news|latest|latest news|top news|akhbar|akher akhbar|akher el akhbar',
  topics: 'المواضيع|الموضوعات|مواضيع|موضوعات|الأقسام|أقسام|كل المواضيع|topics|all topics',
  subscriptions:
    'متابعاتي|مواضيعي|موضوعاتي|اشتراكاتي|المتابعات|متى النشرة|متى تصل النشرة|متى تأتي النشرة|متى النشرة التالية|متى النشرة القادمة|متى نشرتي|وين النشرة|وين نشرتي|أين النشرة|أين نشرتي|لا تصلني النشرة|ما تصلني النشرة|ما وصلتني النشرة|لم تصل النشرة|لم تصلني النشرة|my topics|subscriptions|my subscriptions',
  channels: 'قنواتي|القنوات|إعداد قناة|إعداد القناة|channels|my channels',
  digest:
    'نشرتي|النشرة|نشرة|نشرة الأخبار|نشرة الصباح|نشرة المساء|موجزي|موجز|الموجز|آخر نشرة|أرسل النشرة|أرسل لي النشرة|أرسل النشرة الآن|أرسل لي النشرة الآن|digest|my digest',
  settings:
    'إعدادات|الإعدادات|إعداداتي|إعدادات النشرة|إعدادات البوت|ضبط النشرة|تفضيلات|التفضيلات|العاجل فقط|تفعيل العاجل|فعل العاجل|إيقاف العاجل|أوقف العاجل|بلا عاجل|تغيير المواعيد|تغيير الموعد|settings',
  sources:
    'المصادر|مصادر|مصادرك|ما مصادرك|ما هي مصادرك|من أين الأخبار|من أين تأتي الأخبار|من وين الأخبار|sources',
  stop: 'إيقاف|وقف|توقف|أوقف|إيقاف النشرات|وقف النشرات|أوقف النشرات|إيقاف النشرة|وقف النشرة|أوقف النشرة|كيف أوقف النشرة|كيف أوقف النشرات|اسكت|stop',
  why: 'لماذا|ليش|ليه|لم|لماذا هذا|لماذا هذه الأخبار|ليش هذا|why',
  privacy: 'الخصوصية|خصوصية|سياسة الخصوصية|privacy',
  export: 'بياناتي|نسخة بياناتي|تصدير بياناتي|export',
  forget: 'حذف بياناتي|احذف بياناتي|امسح بياناتي|إمسح بياناتي|انسني|forget me|delete my data',
  start: 'ابدأ|بداية|البداية|استئناف|استأنف|استئناف النشرات|start',
  help: 'مساعدة|المساعدة|ساعدني|ساعديني|تعليمات|الأوامر|أوامر|كيف أستخدمك|من أنت|مين أنت|مين انت|ما هذا|ما هذا البوت|شو هذا|help|help me',
  subscribe: 'متابعة|تابع|كيف أتابع|كيف أتابع موضوع|كيف أتابع موضوعا|كيف أشترك|اشترك|اشتراك|ضيف|أضف',
  unsubscribe: 'إلغاء|ألغ|ألغي|إلغاء المتابعة|إلغاء متابعة|إلغاء الاشتراك|احذف|شيل',
  search: 'بحث|ابحث|البحث|search',
  time: 'الموعد|المواعيد|الوقت|مواعيدي|موعد النشرة|مواعيد النشرة|تغيير الموعد|غير الموعد|تغيير المواعيد|تغيير الوقت|غير الوقت|كيف أغير الوقت|كيف أغير الموعد|كيف أغير موعد النشرة|time',
  timezone: 'المدينة|مدينتي|التوقيت|المنطقة الزمنية|تغيير المدينة|غير المدينة|تغيير التوقيت|غير التوقيت|city',
  language: 'اللغة|لغة|تغيير اللغة|غير اللغة|language',
};

/** Words that ask for nothing. */
export const COURTESIES = {
  thanks: 'شكرا|شكرا لك|شكرا لكم|شكرا جزيلا|مشكور|مشكورين|تسلم|يعطيك العافية|thanks|thank you',
  hello:
    'مرحبا|أهلا|هلا|أهلا وسهلا|صباح الخير|صباح النور|مساء الخير|مساء النور|كيف حالك|كيفك|كيف الحال|شلونك|ازيك|hello|hi',
  salam: 'السلام عليكم|سلام عليكم|السلام عليكم ورحمة الله|سلام',
  /** Nothing to answer but what can be asked. */
  empty: 'تمام|نعم|أي نعم|أيوه|ايه|طيب|ماشي|حسنا|أوك|أوكي|ok|okay|yes',
  /** Perhaps no more digests are wished for. */
  enough:
    'كفاية|كفى|يكفي|خلاص|لا ترسل لي|لا ترسل|لا ترسلوا|لا ترسلوا لي|لا تزعجني|ما بدي|مش عايز|ما أبغى|لا أريد',
} as const;

/** Words that open a command; what follows is its argument. The longer ones first. */
export const OPENING: readonly (readonly [CommandName, string])[] = [
  [
    'unsubscribe',
    'لا أريد متابعة|إلغاء متابعة|إلغاء الاشتراك في|إلغاء اشتراك|ألغ متابعة|ألغي متابعة|وقف متابعة|إيقاف متابعة|احذف متابعة|لا أريد|ما بدي|مش عايز|ما أبغى|ما أبي|ألغ|ألغي|احذف|unfollow|unsubscribe from|unsubscribe',
  ],
  [
    'subscribe',
    'تابع لي|تابع|تابعي|أتابع|اشترك في|اشتراك في|اشترك|اشتراك|أضف|أضيف|follow|subscribe to|subscribe',
  ],
  [
    'search',
    'ابحث لي عن|ابحث عن|ابحث في|البحث عن|بحث عن|دور على|دور عن|دورلي على|فتش عن|فتش على|ابحث|بحث|search for|search',
  ],
  ['time', 'الموعد|المواعيد|موعد النشرة|مواعيد النشرة|الوقت|موعد|time'],
  [
    'timezone',
    'مدينتي|المدينة|توقيت|التوقيت|أنا في|أنا من|أعيش في|أسكن في|ساكن في|ساكنة في|مقيم في|مقيمة في|city|timezone|i live in',
  ],
];

/** The same where the word opens many a headline too («إلغاء حفل»، «ضيف الشرف»): what follows must name a topic. */
export const OPENING_TOPICS: readonly (readonly [CommandName, string])[] = [
  ['unsubscribe', 'إلغاء|شيل'],
  ['subscribe', 'متابعة|ضيف|زيد'],
];

/** Wishes that say nothing about what is wished for. */
export const WISHES =
  'من فضلك|لو سمحت|رجاء|أريد|أريد أن أعرف|أبغى|أبغى أعرف|بدي|بدي أعرف|عايز|عايز أعرف|عايزة|عايزة أعرف|هات|هاتي|أعطني|اعطيني|ورني|وريني|ممكن|خبرني|قل لي';

/** The same at the end of a question. */
export const COURTEOUS_END = 'لو سمحت|لو سمحتي|لو سمحتم|من فضلك|من فضلكم|رجاء|شكرا|الله يخليك|بليز|please';
/** Words for the present, there too. */
export const PRESENT_END = 'اليوم|هاليوم|الآن|حاليا|هلق|هلأ|الحين|دلوقتي|النهارده|هسه|الليلة|today|now';

/** «ماذا يحدث في X»: a question word, a verb of `HAPPENS`, a preposition; without the last two words it asks for the latest. */
export const WHAT = 'شو|ايش|وش|ايه|شنو|ماذا|ما الذي|شو اللي|وش اللي|ايه اللي';
/** The verbs of such a question. */
export const HAPPENS = 'صار|صاير|يصير|بيصير|عم يصير|عم بيصير|حصل|يحصل|بيحصل|حدث|يحدث|جرى|يجري';
/** «ما آخر أخبار X»: perhaps one of these, a word of `NEWS`, perhaps a preposition; without X it asks for the latest. */
export const ANY =
  '|ما|ما هي|ما هو|ماهي|ماهو|شو|شو في|ايش|وش|ايه|شنو|عندك|هل عندك|لديك|هل لديك|هل من|هل هناك|في|فيه';
/** Words for news. */
export const NEWS =
  'أخبار|الأخبار|آخر أخبار|آخر الأخبار|جديد|الجديد|مستجدات|المستجدات|آخر مستجدات|آخر المستجدات|تطورات|التطورات|آخر تطورات|آخر التطورات';
/** Other words before a topic. */
export const ABOUT =
  'أبي أخبار|وين أخبار|عندك شي عن|عندك شيء عن|في شي عن|ماذا عن|موضوع|عن|akhbar|akhbar an|news|news of|news in|news from|news on|news about|latest on|latest in|latest from|what is new in|what is happening in|what happened in|about';

/** Answers a question of the bot's with yes. */
export const AGREEMENTS = 'نعم|أجل|موافق|تأكيد|أؤكد|yes';
/** Takes such a question back. */
export const REFUSALS = 'إلغاء|ألغ|ألغي|لا|لا شيء|لا أريد|رجوع|خلاص|cancel|no';

/** All topics that are followed. */
export const EVERYTHING =
  'الكل|كلها|كل شيء|كل شي|كل المتابعات|جميع المتابعات|المتابعات كلها|متابعاتي|كل متابعاتي|كل المواضيع|جميع المواضيع|كل الاشتراكات|all';

type Spoken = {
  /** What asks for the language by itself. */
  readonly alone: string;
  /** What names it besides, behind /language: alone, «العربية» is an outlet. */
  readonly named: string;
};

/** What readers call the languages. */
export const LANGUAGES: Readonly<Record<ChatSettings['language'], Spoken>> = {
  ar: { alone: 'عربي|بالعربي|بالعربية|اللغة العربية|arabic', named: 'ar|عربية|العربية' },
  en: {
    alone: 'English|إنجليزي|انكليزي|الإنجليزية|بالإنجليزية|بالإنجليزي|english please',
    named: 'en|إنجليزية|الإنكليزية',
  },
};
