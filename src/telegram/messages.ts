/** Every sentence the bot says. Verbal nouns, not imperatives: they address everyone alike. HTML where it says so. */
import { isolateForeign } from '../arabic/bidi.ts';
import { counted } from '../arabic/plurals.ts';
import type { Subject } from '../stories/story.ts';
import type { Chat, ChatKind, ChatSettings } from '../subscriptions/chat.ts';

/** What the bot counts. */
export const nouns = {
  story: {
    one: 'خبر',
    dual: { nominative: 'خبران', oblique: 'خبرين' },
    few: 'أخبار',
    many: 'خبرًا',
    single: 'واحد',
  },
  source: {
    one: 'مصدر',
    dual: { nominative: 'مصدران', oblique: 'مصدرين' },
    few: 'مصادر',
    many: 'مصدرًا',
    single: 'واحد',
  },
  item: {
    one: 'مادة',
    dual: { nominative: 'مادتان', oblique: 'مادتين' },
    few: 'مواد',
    many: 'مادة',
    single: 'واحدة',
  },
  day: {
    one: 'يوم',
    dual: { nominative: 'يومان', oblique: 'يومين' },
    few: 'أيام',
    many: 'يومًا',
    single: 'واحد',
  },
  topic: {
    one: 'موضوع',
    dual: { nominative: 'موضوعان', oblique: 'موضوعين' },
    few: 'مواضيع',
    many: 'موضوعًا',
    single: 'واحد',
  },
} as const;

/** Before what outlets say differently. */
const differing: Readonly<Record<Exclude<Subject, 'name'>, string>> = {
  killed: 'الحصيلة تختلف:',
  wounded: 'عدد المصابين يختلف:',
  missing: 'عدد المفقودين يختلف:',
  arrested: 'عدد الموقوفين يختلف:',
  freed: 'عدد المفرج عنهم يختلف:',
  displaced: 'عدد النازحين يختلف:',
  money: 'المبلغ يختلف:',
  share: 'النسبة تختلف:',
  magnitude: 'قوة الزلزال تختلف:',
  score: 'النتيجة تختلف:',
  count: 'العدد يختلف:',
  claimant: 'المتبنّي يختلف:',
};

/** Before the steps of a number that grew. */
const growing: Readonly<Partial<Record<Subject, string>>> = {
  killed: 'عدد القتلى',
  wounded: 'عدد المصابين',
  arrested: 'عدد الموقوفين',
  freed: 'عدد المفرج عنهم',
  displaced: 'عدد النازحين',
};

/** The bot's own words around stories and digests; arguments are HTML. */
export const words = {
  onlySource: 'مصدر واحد حتى الآن',
  /** Before the outlets that have the news from one origin. */
  publishedIn: 'والخبر منشور في:',
  noPublisher: 'لم يُذكر ناشره',
  storyBy: (author: string | undefined) =>
    author === undefined ? 'خبر لم يُذكر ناشره' : `خبر باسم ${author} لم يُذكر ناشره`,
  /** Beside the outlet whose words are shown. */
  textMark: '(النص)',
  andOthers: 'وغيرها',
  undated: 'بلا تاريخ نشر',
  archive: 'من الأرشيف',
  sample: 'عيّنة',
  kinds: {
    news: undefined,
    report: undefined,
    opinion: 'رأي',
    explainer: 'شرح',
    review: 'عرض صحف',
    service: 'خدمة',
    soft: 'منوّعات',
    live: 'مباشر',
    sponsored: 'إعلان',
  },
  more: 'مزيد:',
  /** Opens what is folded in a rich message. */
  unfold: 'التفاصيل',
  /** Behind the outlets. */
  origin: (name: string) => `أصل الخبر: ${name}`,
  /** `bearer` is what bears the name or has the number; '' where the subject says it. */
  differs: (subject: Subject, bearer: string) =>
    subject === 'name' ? `تسمية ${bearer} تختلف:` : bearer === '' ? differing[subject] : `${bearer} تختلف:`,
  course: 'كيف تطوّر الخبر:',
  /** `bearer` is what has the number; '' where the subject says it. */
  grew: (subject: Subject, bearer: string) => (bearer === '' ? (growing[subject] ?? '') : bearer),
  /** Before what was told of a meeting that the story reports, and of anything else. */
  beforeMeeting: 'قبل اللقاء:',
  before: 'قبل الحدث:',
  /** Before what outlets told that the story's headline denies. */
  denied: 'ما نُفي:',
  digests: { morning: 'نشرة الصباح', noon: 'نشرة الظهيرة', evening: 'نشرة المساء', night: 'نشرة الليل' },
  preview: (digest: string) => `معاينة ${digest}`,
  previewAlone: 'معاينة',
  continued: (digest: string) => `تتمّة ${digest}`,
  next: (when: string, zone: string) => `النشرة التالية: ${when} ${zone}`,
  missed: (day: string) => `ربما لم تصلك في نشرة ${day}:`,
  /** Told by itself, not in a digest. */
  missedAtOnce: (day: string) => `ربما لم تصلك يوم ${day}:`,
  /** Under a card that a reader sends elsewhere: the link into the bot. */
  allOfIt: 'الخبر كاملًا في موجز',
  /** خبر واحد، خبران، 3 أخبار; with `more` than are shown «أحدث 5 أخبار». */
  stories: (count: number, more = false) => {
    if (!more) return counted(count, nouns.story);
    // «أحدث» takes what follows it in the genitive: أحدث خبر، أحدث خبرين.
    return `أحدث ${count === 1 ? nouns.story.one : counted(count, nouns.story, 'oblique')}`;
  },
  // reading
  /** Behind a headline that its outlet does not vouch for. */
  unconfirmed: 'غير مؤكد',
  /** In place of a headline, and of sentences, that nobody should meet unasked. */
  hard: 'خبر فيه تفاصيل قاسية',
  hidden: 'تفاصيل قاسية، تُعرض عند الضغط',
  hiddenInSource: 'تفاصيل قاسية، في المصدر',
  breaking: 'خبر عاجل: ',
  update: 'جديد الخبر: ',
  correction: 'تصحيح: ',
  /** By the outlet that had told it otherwise. */
  correctionOf: (publisher: string) => `تصحيح من ${publisher}: `,
  toldBefore: 'الخبر السابق:',
  /** Under all the outlets of a story when there is one. */
  foundHereOnly: 'لم أجده حتى الآن إلا في هذا المصدر من بين ما أتابعه.',
  moreSources: (sources: string) => `وغيرها: ${sources}`,
} as const;

/** Where what is said is meant; a thread of a group is a chat of its own. */
export type Where = ChatKind | 'thread';

const here: Readonly<Record<Where, string>> = {
  private: 'هذه المحادثة',
  group: 'هذه المجموعة',
  channel: 'هذه القناة',
  thread: 'هذا القسم من المجموعة',
};

/** On buttons; three in a row hold about 14 characters each. */
export const labels = {
  latest: 'آخر الأخبار',
  allTopics: 'كل المواضيع',
  back: 'رجوع',
  more: 'المزيد',
  share: 'مشاركة',
  settings: 'إعدادات النشرة',
  stop: 'إيقاف النشرات',
  resume: 'استئناف',
  follow: (topic: string) => `متابعة ${topic}`,
  unfollow: (topic: string) => `إلغاء متابعة ${topic}`,
  search: (words: string) => `بحث عن «${words}»`,
  // Words of one's own
  ownWords: (words: string) => `«${words}»`,
  followWords: (words: string) => `متابعة عبارة «${words}»`,
  mute: 'كتم',
  unmute: 'إلغاء الكتم',
  rename: 'تسمية',
  leave: 'إلغاء المتابعة',
  itsNews: 'آخر أخباره',
  files: 'ملفات',
  weather: (city: string) => `طقس ${city}`,
  openBot: 'فتح موجز',
  // the first minute
  later: 'لاحقًا',
  done: 'تمّ',
  morning: 'صباحًا 8:00',
  evening: 'مساءً 8:00',
  breakingOnly: 'العاجل فقط',
  /** Under the field of a private chat, with `latest`. */
  mine: 'متابعاتي',
  digest: 'نشرتي',
  find: 'بحث',
  // reading
  story: (number: string) => `الخبر ${number}`,
  details: 'تفاصيل الخبر',
  nextStory: 'الخبر التالي',
  views: 'رأي ومنوّعات',
  news: 'الأخبار',
  previous: 'السابق',
  // channels
  channelSetup: 'إعداد القناة',
  channelTopics: 'المواضيع',
  channels: 'قنواتي',
  addChannel: 'إضافة إلى قناة',
  footer: 'التذييل',
  changeFooter: 'تغيير التذييل',
  dropFooter: 'حذف التذييل',
  tags: 'الوسوم',
  preview: 'معاينة',
  begin: 'بدء النشرات',
  // settings
  preset: (preset: ChatSettings['preset']) => ({ flash: 'خاطفة', short: 'قصيرة', full: 'كاملة' })[preset],
  times: 'المواعيد',
  bothTimes: 'صباحًا ومساءً',
  otherTimes: 'مواعيد أخرى',
  days: 'الأيام',
  everyDay: 'كل يوم',
  workdays: 'أيام العمل',
  weekend: (weekend: Chat['weekend']) =>
    ({ same: 'كسائر الأيام', late: 'من 10 ص', none: 'بلا نشرات' })[weekend],
  city: 'المدينة',
  otherCity: 'مدينة أخرى',
  quiet: 'ساعات الهدوء',
  quietOff: 'بلا ساعات هدوء',
  quietHours: (from: string, to: string) => `${from} – ${to}`,
  quietOther: 'ساعات أخرى',
  moreSettings: 'تفاصيل',
  digits: (digits: ChatSettings['digits']) => ({ latn: 'أرقام 123', arab: 'أرقام ١٢٣' })[digits],
  language: (language: ChatSettings['language']) => ({ ar: 'العربية', en: 'English' })[language],
  silent: (silent: ChatSettings['silent']) =>
    ({ never: 'بصوت', night: 'صامتة ليلًا', always: 'صامتة' })[silent],
  breaking: (breaking: ChatSettings['breaking']) =>
    ({ off: 'بلا عاجل', two: 'عاجلان يوميًا', all: 'كل عاجل' })[breaking],
  hijri: 'التاريخ الهجري',
  rich: 'رسائل غنية',
  rest: 'استراحة أسبوع',
  endRest: 'قطع الاستراحة',
  ramadanMove: 'نقل',
  ramadanReturn: 'إعادة',
  ramadanKeep: 'كما هي',
  // trust
  why: 'لماذا؟',
  less: 'أقلّ من هذا',
  lessOf: (name: string) => `أقلّ من ${name}`,
  lessReports: 'تقارير أقلّ',
  lessened: 'ما قُلّل منه',
  undo: 'تراجع',
  report: 'إبلاغ',
  wrong: 'خبر خاطئ',
  repeated: 'مكرّر',
  notNews: 'ليس خبرًا',
  otherwise: 'شيء آخر',
  hide: 'إخفاء المصدر',
  show: 'إظهار المصدر',
  hidden: (name: string) => `مخفيّ: ${name}`,
  next: 'التالي',
  takeAlong: (where: Where) => (where === 'private' ? 'نسخة بياناتي' : 'نسخة البيانات'),
  forget: (where: Where) => (where === 'private' ? 'حذف بياناتي' : 'حذف البيانات'),
} as const;

/** A command, or one with Latin arguments: a run of its own, or its slash would jump to the other end in a line of Arabic. */
const command = (text: string): string => `\u2068${text}\u2069`;

/** Beside each command in Telegram's menu. */
export const menu = {
  latest: 'آخر الأخبار',
  topic: `أخبار موضوع: ${command('/topic')} إيران`,
  topics: 'كل المواضيع، ومتابعة ما يهمّ منها',
  digest: 'معاينة النشرة التالية',
  subscriptions: 'المواضيع المتابَعة',
  subscribe: `متابعة موضوع: ${command('/subscribe')} لبنان`,
  unsubscribe: 'إلغاء متابعة موضوع',
  time: `مواعيد النشرة: ${command('/time 8:00 19:30')}`,
  timezone: 'المدينة التي يُضبط عليها الوقت',
  settings: 'إعدادات النشرة',
  search: 'بحث في الأخبار',
  why: 'لماذا جاءت هذه الأخبار',
  sources: 'المصادر وحالها',
  channels: 'قنواتي: إعداد نشرة قناة',
  privacy: 'ما أحفظه، ونسخة منه، وحذفه',
  export: 'نسخة مما أحفظه هنا',
  forget: 'حذف كل ما أحفظه هنا',
  language: `لغة الأزرار والردود: عربي أو ${command('English')}`,
  stop: 'إيقاف النشرات مع حفظ المتابعات',
  start: 'بداية أو استئناف',
  help: 'مساعدة',
} as const;

const list = (names: readonly string[]): string => names.join('، ');

const known = (parts: readonly string[]): readonly string[] => parts.filter((part) => part !== '');

const noSubscriptions = 'لا متابعات بعد، ففي النشرة أهم الأخبار.';
const notStarted = `لم تبدأ النشرات بعد: ${command('/start')}`;
const schedule = (times: readonly string[], zone: string): string =>
  `${times.length === 1 ? 'موعد' : 'مواعيد'} النشرة: ${joined(times)} ${zone}.`;

/** «8:00 ص و8:00 م». */
const joined = (times: readonly string[]): string =>
  times.map((time, index) => `${index > 0 ? 'و' : ''}${time}`).join(' ');

/** «الجمعة والسبت». */
const joinedWords = (names: readonly string[]): string => names.join(' و');

/** Arguments are HTML already (escaped by the caller) unless they are numbers. */
export const messages = {
  start: 'أقرأ المواقع الإخبارية العربية، وأجمع ما نشرته عن الحدث الواحد في موجز قصير بمصادره.',
  startQuestion: 'ما الذي يهمّك؟',
  startShared: 'بدأت النشرات هنا.',
  startSchedule: (times: readonly string[], zone: string) => `النشرة كل يوم: ${joined(times)} ${zone}.`,
  startTop: (times: readonly string[], zone: string) =>
    `النشرة كل يوم: ${joined(times)} ${zone}، وفيها أهم الأخبار ما لم تُختر مواضيع بعينها.`,
  citySet: (city: string) => `ضُبط التوقيت على ${isolateForeign(city)}.`,
  askOtherCity: 'ما اسم المدينة؟ تكفي كتابته هنا، مثل: مسقط',
  askTopics: 'ما الذي يهمّك؟ ضغطة على الموضوع للمتابعة، وأخرى لإلغائها.',
  askHour: 'متى تصل النشرة؟',
  done: 'تمّ.',
  firstNext: (next: string) => `النشرة الأولى: ${next}.`,
  onlyBreaking: 'يصل العاجل وحده: خبران في اليوم على الأكثر.',
  newsNow: 'وهذه آخر الأخبار:',
  noNewsNow: 'لا جديد الآن في المواضيع المتابَعة.',
  askLanguage: 'بأي لغة تكون الأزرار والردود؟ الأخبار نفسها عربية.',
  languageSet: 'تمّ. الأزرار والردود الآن بالعربية.',
  /** To who chooses what is chosen already. */
  languageIs: 'الأزرار والردود بالعربية.',
  resumed: (next: string) => `عادت النشرات. النشرة التالية: ${next}.`,
  notPaused: 'النشرات مستمرة.',
  groupWelcome: `السلام عليكم. أقرأ المواقع الإخبارية العربية، وأجمع ما نشرته عن الحدث الواحد في موجز قصير بمصادره.\n\nلأخبار موضوع: ${command('/topic')} إيران، ولآخر الأخبار: ${command('/latest')}.\nوتبدأ النشرات حين يختار المشرفون مواضيع المجموعة:`,
  help: [
    '<b>ما أجيب عنه</b>',
    'اسم موضوع وحده – مثل: إيران، أخبار لبنان، نفط',
    `${command('/latest')} – آخر الأخبار، و${command('/latest 3')} لثلاثة منها`,
    `${command('/topic')} إيران – أخبار موضوع`,
    `${command('/search')} سد النهضة – بحث في الأخبار`,
    'وفي أي محادثة: اسم البوت ثم كلمة، لمشاركة خبر فيها',
    '',
    '<b>النشرة</b>',
    `${command('/topics')} – المواضيع، بأزرار للمتابعة`,
    `${command('/subscribe')} لبنان – متابعة موضوع، أو كلمات: سد النهضة -إثيوبيا`,
    `${command('/unsubscribe')} لبنان – إلغاء متابعته`,
    `${command('/subscriptions')} – المواضيع المتابَعة`,
    `${command('/settings')} – إعدادات النشرة، بأزرار`,
    `${command('/time 8:00 19:30')} – مواعيد النشرة`,
    `${command('/timezone')} القاهرة – التوقيت`,
    `${command('/digest')} – معاينة النشرة التالية`,
    `${command('/stop')} – إيقاف النشرات، و${command('/start')} استئنافها`,
    '',
    `${command('/channels')} – نشرة في قناة: إعدادها من هنا`,
    `${command('/sources')} – المصادر وحالها`,
    `${command('/why')} – لماذا جاءت أخبار النشرة`,
    `${command('/privacy')} – ما أحفظه، و${command('/export')} نسخة منه، و${command('/forget')} حذفه`,
    `${command('/language')} – لغة الأزرار والردود`,
    '',
    'والكلمات العربية تكفي: آخر الأخبار، متابعاتي، نشرتي، المصادر، تابع لبنان، الموعد 8 مساءً.',
    '',
    'الجمل كما نشرتها مصادرها، وما فيها من أوصاف يعود إليها؛ عناويننا لا تتبنّى وصفًا.',
  ].join('\n'),

  latestTitle: '<b>آخر الأخبار</b>',
  storiesShown: (count: number, more: boolean) => words.stories(count, more),
  /** With `others` that are no news. */
  storiesBeside: (news: number, others: number, more: boolean) => {
    const items = more ? 'مواد أخرى' : counted(others, nouns.item);
    if (news > 0) return `${counted(news, nouns.story)} و${items}`;
    return more ? `أحدث ${counted(others, nouns.item, 'oblique')}` : items;
  },
  viewsTitle: (topic: string) => `<b>${topic}</b> · رأي ومنوّعات`,
  viewsPage: (topic: string, page: string) => `<b>${topic}</b> · رأي ومنوّعات · صفحة ${page}`,
  topicTitle: (topic: string, stories: string) => `<b>${topic}</b> · ${stories}`,
  topicPage: (topic: string, page: string) => `<b>${topic}</b> · صفحة ${page}`,
  undated: '<i>مواد بلا تاريخ نشر</i>',
  // reading
  latestPage: (page: string) => `<b>آخر الأخبار</b> · صفحة ${page}`,
  storyGone: 'لم يعد هذا الخبر عندي.',
  digestGone: 'لم تعد هذه النشرة عندي.',
  nothingYet: 'لا أخبار عندي بعد. أقرأ المصادر كل بضع دقائق؛ لنجرّب بعد قليل.',
  nothingOnTopic: (topic: string) => `لا جديد عندي في «${topic}».`,
  noMore: (topic: string) => `لا مزيد عندي في «${topic}».`,
  nothingSince: (topic: string, day: string) => `لا جديد في «${topic}» منذ ${day}.`,
  meant: (asked: string, topic: string) => `لا موضوع باسم «${asked}»؛ المقصود على الأرجح «${topic}».`,
  nearTopic: (asked: string, topic: string) =>
    `لا موضوع باسم «${asked}»، وهذا أقرب المواضيع إليه: «${topic}».`,
  didYouMean: (asked: string, topics: readonly string[]) =>
    `لا موضوع باسم «${asked}». المقصود ${topics.map((topic) => `«${topic}»`).join(' أو ')}؟`,
  searchTitle: (words: string, stories: string) => `<b>بحث: «${words}»</b> · ${stories}`,
  nothingFound: (words: string) => `لا نتائج لـ«${words}».`,
  nothingFoundMended: (words: string, mended: string) => `لا نتائج لـ«${words}». أقرب ما وجدته: «${mended}».`,
  nothingFoundShown: (words: string, topic: string) =>
    `لا نتائج لـ«${words}». وهذا أقرب المواضيع: «${topic}».`,
  nothingFoundNearest: (words: string, topics: readonly string[]) =>
    `لا نتائج لـ«${words}». أقرب المواضيع: ${list(topics.map((topic) => `«${topic}»`))}.`,
  askTopic: `أي موضوع؟ مثلًا: ${command('/topic')} إيران. وهذه كل المواضيع:`,
  askSearch: 'عمّ البحث؟ تكفي كلمة أو كلمتان، مثل: سد النهضة',
  searchHint: 'كلمة أو كلمتان',
  searchTooVague: 'كلمة أدلّ تكفي، مثل اسم بلد أو شخص.',

  /** `none`: what is said where nothing is followed. */
  topicsTitle: (followed: number, none: string) =>
    followed === 0
      ? `<b>المواضيع</b>\n${none}`
      : `<b>المواضيع</b>\nالمتابَع: ${counted(followed, nouns.topic)}.`,
  groupLine: (group: string, topics: readonly string[]) => `<b>${group}</b>: ${list(topics)}`,
  groupTitle: (group: string) => `<b>${group}</b>\nضغطة على الموضوع للمتابعة، وأخرى لإلغائها.`,
  followed: (topic: string) => `بدأت متابعة «${topic}».`,
  alreadyFollowed: (topic: string) => `متابعة «${topic}» قائمة من قبل.`,
  unfollowed: (topic: string) => `أُلغيت متابعة «${topic}».`,
  notFollowed: (topic: string) => `لا متابعة لـ«${topic}» حتى تُلغى.`,
  // Words of one's own
  wordsAre: (wanted: readonly string[], unwanted: readonly string[]) =>
    unwanted.length === 0
      ? `الأخبار التي فيها: ${list(wanted)}.`
      : `الأخبار التي فيها: ${list(wanted)}، وليس فيها: ${list(unwanted)}.`,
  wordsMended: (asked: string, mended: string) => `لم أجد «${asked}» في الأخبار. المقصود «${mended}»؟`,
  wordsVague: (asked: string) => `«${asked}» في كثير من الأخبار. كلمة أدلّ تكفي، مثل اسم شخص أو مكان.`,
  wordsLong: 'للمتابعة تكفي بضع كلمات، مثل: سد النهضة',
  wordsFull: (most: number) =>
    `متابعات الكلمات بلغت حدّها، وهو ${most}. إلغاء واحدة منها يفسح لغيرها: ${command('/subscriptions')}`,
  topicsFull: (most: number) =>
    `المتابعات بلغت حدّها، وهو ${most}. إلغاء واحدة منها يفسح لغيرها: ${command('/subscriptions')}`,
  tapFollowed: 'ضغطة على متابعة لكتمها أو إلغائها أو رؤية أخبارها.',
  isMuted: 'مكتومة: لا تدخل النشرة.',
  mutedMark: (topic: string) => `${topic} (مكتوم)`,
  allMuted: 'كل المتابعات مكتومة، فلا نشرة حتى يُلغى كتم واحدة منها.',
  muted: (topic: string) => `كُتمت متابعة «${topic}»: تبقى في القائمة ولا تدخل النشرة.`,
  unmuted: (topic: string) => `عادت متابعة «${topic}» إلى النشرة.`,
  askName: 'ما الاسم الجديد؟ كلمة أو بضع كلمات، حتى 30 حرفًا.',
  nameHint: 'اسم قصير',
  badName: 'الاسم كلمة أو بضع كلمات، حتى 30 حرفًا.',
  named: (name: string) => `صار الاسم «${name}».`,
  followedGone: 'هذه المتابعة أُلغيت.',
  filesTitle: '<b>ملفات</b>\nأسماء وقضايا تُتابَع بكلماتها: ضغطة للمتابعة، وأخرى لإلغائها.',

  allUnfollowed: 'أُلغيت كل المتابعات، ففي النشرة أهم الأخبار.',
  lastUnfollowed: 'لم تبق متابعات، ففي النشرة أهم الأخبار.',
  askSubscribe: `متابعة أي موضوع؟ الأزرار تكفي، أو الاسم: ${command('/subscribe')} إيران، أو أي كلمات: ${command('/subscribe')} سد النهضة`,
  askUnsubscribe: 'إلغاء متابعة أي موضوع؟',
  askUnsubscribeName: (topics: readonly string[]) =>
    `إلغاء متابعة أي موضوع؟ مثلًا: ${command('/unsubscribe')} ${topics[0] ?? ''}\nالمتابَع: ${list(topics)}.`,
  subscriptions: (topics: readonly string[]) => `المتابَع: ${list(topics)}.`,
  noSubscriptions,
  /** Where no digest has begun either. */
  noTopics: 'لا متابعات بعد.',
  notStarted,

  schedule,
  scheduleSet: (set: string, next: string | undefined) =>
    next === undefined ? `تمّ. ${set}` : `تمّ. ${set} النشرة التالية: ${next}.`,
  next: (next: string) => `النشرة التالية: ${next}.`,
  paused: 'النشرات موقوفة، والمتابعات محفوظة.',
  askTime: 'في أي ساعة؟ مثلًا: 8:00 ص و7:30 م، أو: 7 ونصف صباحًا',
  badTime: (words: string) => `لم أفهم الموعد «${words}». يُكتب هكذا: 8:00 ص، أو 19:30، أو 7 ونصف صباحًا.`,
  timeHint: '8:00 ص',
  prayerTime: 'المواعيد عندي بالساعة لا بالصلاة. مثلًا: 5:30 ص بعد الفجر، أو 7:00 م بعد المغرب.',
  tooManyTimes: 'أكثر ما أرسله 6 نشرات في اليوم.',
  askCity: 'في أي مدينة؟ لضبط التوقيت وعطلة الأسبوع وأسماء الشهور.',
  cityHint: 'القاهرة',
  unknownCity: (words: string) =>
    `لم أعرف مدينة باسم «${words}». تكفي أكبر مدينة في البلد نفسه، أو اسم المنطقة الزمنية مثل \u2068Europe/Paris\u2069.`,

  emptyDigest: 'لا جديد للنشرة التالية حتى الآن.',

  sourcesTitle: '<b>المصادر</b>',
  noSources: 'لا مصادر عندي بعد.',
  sourcesHow: 'ضغطة على المصدر لحاله أو لإخفائه هنا.',
  sourcesNote:
    'تختلف البلدان في عدد ما لها من مصادر هنا، فقد يكون «مصدر واحد حتى الآن» لأن الخبر من بلد قليل المصادر عندي.',

  // trust
  sourcesOf: (count: number) => counted(count, nouns.source),
  storiesOf: (count: number) => counted(count, nouns.story),
  itemsOf: (count: number) => counted(count, nouns.item),
  /** After a preposition. */
  daysOf: (count: number) => counted(count, nouns.day, 'oblique'),
  whyFollowed: (topic: string, whom: 'private' | 'group' | 'channel') =>
    ({
      private: `وصلك لأنك تتابع «${topic}»`,
      group: `وصل لأن هذه المجموعة تتابع «${topic}»`,
      channel: `وصل لأن هذه القناة تتابع «${topic}»`,
    })[whom],
  whyTop: (whom: 'private' | 'group' | 'channel') =>
    `${whom === 'private' ? 'وصلك' : 'وصل'} لأنه من أهم الأخبار`,
  whyBroke: (whom: 'private' | 'group' | 'channel') =>
    `${whom === 'private' ? 'وصلك' : 'وصل'} عاجلًا كما في الإعدادات`,
  /** `when` is '' where nobody knows, here and of one source; its name is '' where it has none. */
  whySources: (why: string, sources: string, when: string) =>
    `${why}، ونشره ${known([sources, when]).join(' ')}.`,
  whyAlone: (why: string, source: string, when: string) =>
    `${why}. لم أجده حتى الآن إلا في هذا المصدر من بين ما أتابعه${source + when === '' ? '' : `: ${list(known([source, when]))}`}.`,
  whyCopied: (sources: string) => `والمستقلّ منها: ${sources}.`,
  whyOrigin: (origin: string) => `أصل الخبر: ${origin}.`,
  whyMuch: (items: string) => `مجموع ما نُشر عنه: ${items}.`,
  between: (from: string, to: string) => `بين ${from} و${to}`,
  onDay: (day: string, between: string) => `${day} ${between}`,
  /** `topic`: the followed one that brings it; undefined for the top news. */
  whyComing: (topic: string | undefined, whom: 'private' | 'group' | 'channel') => {
    const follower = { private: 'لأنك', group: 'لأن هذه المجموعة', channel: 'لأن هذه القناة' }[whom];
    const why = topic === undefined ? 'لأنه من أهم الأخبار' : `${follower} تتابع «${topic}»`;
    return `لم يصل بعد، وهو في النشرة التالية، ما لم يأت أهم منه، ${why}`;
  },
  whyNot: (why: string) => `لم يصل في نشرة: ${why}.`,
  whyHindered: {
    told: 'وصل من قبل',
    old: 'أقدم مما تحمله نشرة',
    hidden: 'مصدره مخفيّ هنا',
    lesser: 'في النشرة ما هو أهم منه',
    lessened: 'هو مما قُلّل منه هنا',
    topic: 'لموضوعه في النشرة ما يكفي',
    voice: 'لمصدره وحده ما يكفي فيها',
    event: 'الحدث نفسه في خبر آخر وصل',
    elsewhere: 'ليس من المواضيع المتابَعة هنا',
    genre: 'رأي أو شرح أو خدمة، والنشرة للأخبار والتقارير',
    undated: 'بلا تاريخ نشر',
    later: 'جاء أو اتّسع بعد النشرة',
  },
  digests: words.digests,
  whyTitle: (digest: string, day: string) => `<b>لماذا هذه الأخبار؟</b> · ${digest}، ${day}`,
  whyNextTitle: '<b>لماذا هذه الأخبار؟</b> · النشرة التالية',
  whyOthers: '<b>ما لم يصل فيها</b>',
  whyOther: (why: string, stories: string, example: string) => `${why}: ${stories}، مثل «${example}»`,
  whyOtherOne: (why: string, example: string) => `${why}: «${example}»`,
  whyNotBegun: `لم تبدأ النشرات هنا بعد: ${command('/start')}`,
  askLess: (headline: string) =>
    `<b>${headline}</b>\nأقلّ ممَّ؟ ما يشبهه يتأخّر في النشرات هنا، وما كان أهم يصل.`,
  lessDone: (name: string) => `تمّ: أقلّ من «${name}» في النشرات هنا، وما كان أهم يصل.`,
  lessMost: (name: string) => `تمّ: أقلّ من «${name}» في النشرات هنا، وهذا أقلّ ما يكون.`,
  lessUndone: (name: string) => `أُلغي التقليل من «${name}» في النشرات هنا.`,
  lessNothing: 'لم يُقلّل من شيء هنا. يكون ذلك بزرّ «أقلّ من هذا» مع كل خبر.',
  lessTitle: '<b>ما قُلّل منه هنا</b>\nضغطة على أحدها تعيده إلى مكانه.',
  lessKinds: 'التقارير',
  askReport: (headline: string) => `<b>${headline}</b>\nما المشكلة فيه؟ يصل البلاغ إلى مشغّل البوت.`,
  reportTaken: 'شكرًا، وصل البلاغ.',
  reportRepeated: 'وصل هذا البلاغ من قبل. شكرًا.',
  reportFull: 'وصلت اليوم بلاغات كثيرة من هنا. لنعد إلى هذا البلاغ غدًا.',
  sourcesHidden: (names: readonly string[]) => `المخفيّ هنا: ${list(names)}.`,
  sourcesSilent: (sources: string) => `${sources}، ولا يُقرأ شيء الآن.`,
  sourcesCounted: (sources: string, working: string) => `${sources}، والمقروء منها الآن: ${working}.`,
  sourceOfState: 'إعلام حكومي',
  sourceHidden: 'مخفيّ هنا',
  sourceNewest: (when: string) => `آخر ما نشره: ${when}`,
  sourceState: {
    working: 'يُقرأ',
    failing: 'متعثّر الآن',
    unread: 'لم أصل إليه بعد',
    stopped: 'موقوف',
  },
  sourceRead: (when: string) => `آخر قراءة: ${when}`,
  sourceFresh: (items: string) => `في آخر 24 ساعة: ${items}`,
  sourceNoFresh: 'لا جديد منه في آخر 24 ساعة',
  sourcePage: (page: string, pages: string) => `صفحة ${page} من ${pages}`,
  hidingRule: (where: Where) =>
    `المصدر المخفيّ كأنه لا يُقرأ في ${here[where]}: ما ينشره وحده لا يصل، وما ينشره معه غيره يصل بكلام غيره.`,
  sourceHid: (name: string) => `أُخفي المصدر «${name}» هنا.`,
  sourceShown: (name: string) => `عاد المصدر «${name}» إلى الظهور هنا.`,
  privacy: (where: Where, days: string) =>
    [
      `<b>ما أحفظه عن ${here[where]}</b>`,
      'رقم المحادثة في تلغرام، واسم المجموعة أو القناة دون أسماء القرّاء، والمتابعات والمواعيد والإعدادات، والقنوات التي تُعدّ منها، وما أُخفي أو قُلّل منه، والبلاغات، وما وصل في النشرات كي لا يتكرّر.',
      'ما يُكتب لي لا أحفظ نصّه، إلا ما صار متابعة أو إعدادًا.',
      '',
      `ما وصل في النشرات يُحذف وحده بعد ${days}. والباقي يبقى إلى أن يُحذف.`,
      'لا يُعطى شيء من ذلك لأحد. وقد يبقى في نسخ احتياطية قديمة عند مشغّل البوت إلى أن تُستبدل.',
      '',
      `نسخة منه كله: ${command('/export')}`,
      `حذفه كله في الحال: ${command('/forget')}`,
    ].join('\n'),
  nothingKept: (where: Where) => `لا أحفظ شيئًا عن ${here[where]}.`,
  exported: (where: Where) => `كل ما أحفظه عن ${here[where]}.`,
  exportElsewhere: 'نسخة بيانات القناة تُطلب من المحادثة الخاصة معي، كي لا تُنشر هنا.',
  askForget: (where: Where) =>
    `حذف كل ما أحفظه عن ${here[where]}؟ تُحذف المتابعات والمواعيد والإعدادات وسجلّ ما وصل، في الحال وبلا رجعة.`,
  askForgetHere: `حذف كل ما أحفظه عن هذه القناة، في الحال وبلا رجعة؟ للتأكيد: ${command('/forget')} نعم`,
  forgotten: (where: Where) => `حُذف كل ما كان محفوظًا عن ${here[where]}. بداية جديدة: ${command('/start')}`,

  stopped: 'أوقفتُ النشرات، والمتابعات محفوظة.',
  adminsOnly: 'إعداد المجموعة للمشرفين فقط.',
  adminsUnknown: 'لا أستطيع معرفة المشرفين هنا: أحتاج إلى أن أكون مشرفًا.',
  channelAdminsOnly: 'إعداد القناة للمشرفين فقط.',
  nothingChanged: 'لم يتغيّر شيء.',

  // settings
  settingsTitle: '<b>إعدادات النشرة</b>',
  presetLine: (preset: ChatSettings['preset']) =>
    ({
      flash: 'النشرة خاطفة: 5 عناوين.',
      short: 'النشرة قصيرة: 5 أخبار، لكلٍّ منها جملة.',
      full: 'النشرة كاملة: 7 أخبار بموجزها.',
    })[preset],
  everyDay: 'الأيام: كل يوم.',
  onDays: (days: readonly string[]) => `الأيام: ${list(days)}.`,
  noDays: 'الأيام: لا يوم، فلا نشرات.',
  weekendLine: (weekend: Exclude<Chat['weekend'], 'same'>, days: readonly string[]) =>
    `${joinedWords(days)}: ${{ late: 'لا نشرة قبل 10:00 ص', none: 'بلا نشرات' }[weekend]}.`,
  feastLine: 'في أول يومين من العيد: نشرة واحدة في اليوم، عند آخر مواعيده.',
  quietLine: (from: string, to: string) => `ساعات الهدوء: من ${from} إلى ${to}.`,
  noQuiet: 'بلا ساعات هدوء.',
  heldLine: (time: string, end: string) =>
    `الموعد ${time} داخل ساعات الهدوء، فتصل نشرته عند نهايتها: ${end}.`,
  breakingLine: (breaking: ChatSettings['breaking']) =>
    ({
      off: 'الأخبار العاجلة لا تصل.',
      two: 'الأخبار العاجلة: خبران في اليوم على الأكثر.',
      all: 'الأخبار العاجلة: كلها.',
    })[breaking],
  restingLine: (until: string) => `استراحة من النشرات حتى ${until}، ثم تعود وحدها.`,
  breakingAlone: 'لا نشرات مجدولة، ويصل العاجل وحده.',
  noNext: 'لا نشرة تالية: لم يبقَ لها يوم.',
  timesHow: 'ضغطة على الساعة تضيفها، وأخرى تحذفها؛ 6 مواعيد على الأكثر. ولغير رأس الساعة: «مواعيد أخرى».',
  oneTimeLeft: 'لا بدّ من موعد واحد على الأقل. لإيقاف النشرات زر في الإعدادات.',
  daysHow: 'أي أيام للنشرة؟',
  weekendHow: (days: readonly string[]) => `وفي عطلة الأسبوع، ${joinedWords(days)}؟`,
  cityTitle: '<b>المدينة</b>',
  quietTitle: '<b>ساعات الهدوء</b>',
  quietHow: 'لا يصل فيها شيء من تلقاء نفسه، وما حان موعده فيها يصل عند نهايتها.',
  quietFrom: 'من أي ساعة؟',
  quietTo: (from: string) => `من ${from}. وإلى أي ساعة؟`,
  detailsTitle: '<b>تفاصيل</b>',
  digitsLine: (digits: ChatSettings['digits']) => ({ latn: 'الأرقام: 123.', arab: 'الأرقام: ١٢٣.' })[digits],
  silentLine: (silent: ChatSettings['silent']) =>
    ({
      never: 'النشرات بصوت.',
      night: 'النشرات بلا صوت ليلًا.',
      always: 'النشرات بلا صوت.',
    })[silent],
  ramadanMove: (time: string) => `رمضان قريب: نقل النشرة إلى ما بعد الإفطار (${time}) حتى العيد؟`,
  ramadanReturn: (times: readonly string[]) =>
    `نُقلت النشرة في رمضان: إعادتها إلى مواعيدها السابقة (${joined(times)})؟`,
  richLine: 'النشرات رسائل غنية، تفاصيلها مطويّة: لا تظهر إلا في الإصدارات الحديثة من تلغرام.',
  hijriLine: (shown: boolean) =>
    shown ? 'التاريخ الهجري في رأس النشرة، بحسب أم القرى.' : 'التاريخ في رأس النشرة ميلادي.',
  enough: 'إيقاف النشرات؟ المتابعات تبقى محفوظة.',
  thanks: 'على الرحب والسعة.',
  hello: 'أهلًا وسهلًا. ما الموضوع؟ تكفي كلمة مثل: إيران، أو: آخر الأخبار.',
  salam: 'وعليكم السلام. ما الموضوع؟ تكفي كلمة مثل: إيران، أو: آخر الأخبار.',
  unknownCommand: `لا أعرف هذا الأمر. الأوامر كلها في ${command('/help')}، وتكفي كتابة اسم موضوع مثل: إيران.`,
  notText: 'أقرأ النصوص فقط. تكفي كتابة اسم موضوع مثل: إيران، أو: آخر الأخبار.',
  empty: 'ما الموضوع؟ تكفي كلمة مثل: إيران، أو: آخر الأخبار.',
  tooFast: 'وصلتني رسائل كثيرة دفعة واحدة. لنجرّب بعد دقيقة.',
  failed: 'تعذّر الجواب الآن. لنجرّب بعد قليل.',
  // channels
  channelAdded: (title: string) =>
    `أُضفتُ إلى قناة «${title}». لا أنشر فيها شيئًا قبل إعدادها: المواضيع والمواعيد من هنا.`,
  channelBack: (title: string, next: string) =>
    `عدتُ إلى قناة «${title}»، وإعدادها كما كان. النشرة التالية: ${next}.`,
  channelBackPaused: (title: string) => `عدتُ إلى قناة «${title}»، وإعدادها كما كان.`,
  channelMute: (title: string) => `لا أستطيع النشر في قناة «${title}»: أحتاج إلى إذن «نشر الرسائل».`,
  channelMuted: 'لا أستطيع النشر في القناة: أحتاج إلى إذن «نشر الرسائل».',
  groupMute: (title: string) => `لا أستطيع الكتابة في مجموعة «${title}»: أحتاج إلى إذن «إرسال الرسائل».`,
  channelAway: 'لا أصل إلى هذه القناة: أحتاج إلى أن أكون مشرفًا فيها.',
  channelNotStarted: 'لم تبدأ النشرات بعد: تبدأ باختيار موضوع، أو بزر «بدء النشرات».',
  channelFooter: (footer: string) => `التذييل: ${footer}`,
  noFooter: 'بلا تذييل تحت النشرة.',
  channelsTitle: '<b>قنواتي</b>',
  noChannels: `لا قنوات عندي بعد. الخطوة الأولى: إضافتي إلى القناة مشرفًا بإذن «نشر الرسائل»، ثم يصل إعدادها إلى هنا. وإن كنتُ فيها من قبل، فرابط إعدادها يظهر حين يُكتب فيها: ${command('/channels')}`,
  channelsHere: 'إعداد القنوات في محادثتي الخاصة.',
  askFooter: 'ما الذي يُكتب تحت كل نشرة؟ من سطر إلى ثلاثة، حتى 200 حرف، وتصحّ فيها الروابط.',
  footerHint: 'اسم القناة ورابطها',
  footerTooLong: 'التذييل 200 حرف على الأكثر، في ثلاثة أسطر.',
  /** `name`: of the command that brings such buttons anew. */
  staleButton: (name: keyof typeof menu) => `هذا الزر قديم، والجديد في ${command(`/${name}`)}.`,
} as const;
