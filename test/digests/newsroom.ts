/** A bot without commands: outlets report, its jobs run when told to, and the strict local Bot API takes what it sends. */
import { onTestFinished } from 'vitest';
import { summarizePending } from '../../src/briefs/summarize.ts';
import { type DeliverReport, deliverDue } from '../../src/delivery/deliver.ts';
import { createPace } from '../../src/delivery/pace.ts';
import { type AtOnceReport, createAtOnce } from '../../src/digests/at-once.ts';
import { type ComposeReport, composeDue } from '../../src/digests/compose.ts';
import type { Addressee, Notice } from '../../src/digests/notice.ts';
import type { NewArticle } from '../../src/news/article.ts';
import type { ChatMessage } from '../../src/playground/view.ts';
import type { Store } from '../../src/storage/store.ts';
import type { Chat, ChatSchedule, ChatSettings } from '../../src/subscriptions/chat.ts';
import { nextMoment, scheduleOf } from '../../src/subscriptions/due.ts';
import { renderNotice } from '../../src/telegram/at-once.ts';
import { renderDigest } from '../../src/telegram/render.ts';
import { createSender } from '../../src/telegram/send.ts';
import { newArticle } from '../support/articles.ts';
import { startTestApi, TEST_TOKEN } from '../support/bot-api.ts';
import { listeningLog, testStore, ZONE } from '../support/outbox.ts';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
/** Monday, 23 November 2026, 12:00 in Riyadh. */
export const NOON = Date.UTC(2026, 10, 23, 9);

export type Report = Partial<NewArticle> & { readonly title: string; readonly text: string };

/** What a chat wants that is opened for a test; breaking news of two a day when nothing is said. */
type Reader = Partial<ChatSettings> &
  Partial<ChatSchedule> & {
    readonly topics?: readonly string[];
    readonly telegramId?: number;
    readonly threadId?: number;
    readonly kind?: Chat['kind'];
  };

export type Newsroom = Awaited<ReturnType<typeof newsroom>>;

export async function newsroom(options: { readonly store?: Store } = {}) {
  const clock = { now: NOON };
  const api = await startTestApi({ now: () => clock.now });
  const store = options.store ?? testStore();
  const log = listeningLog();
  const send = createSender({ token: TEST_TOKEN, apiRoot: api.url });
  onTestFinished(async () => {
    await send.close();
    await api.close();
  });
  const running = new AbortController().signal;
  const answer = (notice: Notice, to: Addressee) => renderNotice(notice, to, 'mujaz_bot');
  const deps = { ...store, render: answer, defaultZone: ZONE, log };
  /** A bot that starts has no memory. */
  let sendAtOnce = createAtOnce(deps);
  const pace = createPace({
    delay: async (ms) => {
      clock.now += ms;
    },
  });

  const room = {
    api,
    clock,
    store,
    log,
    /** Outlets report, each `ago` before now where it says nothing else, and the bot reads it. */
    async report(...articles: readonly Report[]): Promise<void> {
      const { now } = clock;
      const made = articles.map((article) => newArticle({ publishedAt: now, ...article }));
      await store.articles.add(made, now);
      await summarizePending({ ...store, log }, now);
    },
    async reader(about: Reader = {}): Promise<Chat> {
      const { topics = [], telegramId, threadId = 0, kind = 'private', ...chosen } = about;
      const id = telegramId ?? api.addUser({ firstName: 'سلمى', started: true });
      const { now } = clock;
      const opened = await store.chats.open({ telegramId: id, threadId }, { kind, title: undefined }, now);
      for (const topic of topics) await store.chats.subscribe(opened.id, topic, now);
      await store.chats.setSettings(opened.id, { breaking: 'two', ...chosen });
      const schedule = { zone: ZONE, times: ['08:00', '20:00'], ...chosen };
      const whole = { ...opened, ...schedule };
      const nextDigestAt = nextMoment(scheduleOf(whole, ZONE), now)?.at;
      await store.chats.setSchedule(opened.id, { ...schedule, nextDigestAt }, now);
      const chat = await store.chats.byId(opened.id);
      if (chat === undefined) throw new Error('the chat was not kept');
      return chat;
    },
    async atOnce(): Promise<AtOnceReport> {
      return sendAtOnce(clock.now, running);
    },
    async compose(): Promise<ComposeReport> {
      const digests = { ...deps, render: renderOne, renderNotice: answer };
      return composeDue(digests, clock.now, running);
    },
    async deliver(): Promise<DeliverReport> {
      return deliverDue({ deliveries: store.deliveries, send, pace, log }, () => clock.now, running);
    },
    /** What breaks is found and sent. */
    async breakNews(): Promise<AtOnceReport> {
      const report = await room.atOnce();
      await room.deliver();
      return report;
    },
    /** The next digests, at the local hour that they are due at. */
    async digestAt(time: number): Promise<void> {
      clock.now = time;
      await room.compose();
      await room.deliver();
    },
    restart(): void {
      sendAtOnce = createAtOnce(deps);
    },
    got(chat: Pick<Chat, 'telegramId'>): readonly ChatMessage[] {
      return api.messages(chat.telegramId).filter((message) => message.fromBot);
    },
  };
  return room;
}

const renderOne: Parameters<typeof composeDue>[0]['render'] = (digest) =>
  renderDigest(digest, { username: 'mujaz_bot' });

/** One event as four outlets of four houses tell it, in words of their own. */
export const BLAST: readonly Report[] = [
  {
    publisher: 'صحيفة الميناء',
    title: 'مقتل 12 شخصا في انفجار بمصفاة الزاوية الليبية',
    text: 'قتل 12 شخصا على الأقل وأصيب أربعون آخرون، الاثنين، في انفجار هز مصفاة الزاوية غرب العاصمة الليبية طرابلس، وفق وزارة الصحة الليبية.\nوقال المتحدث باسم الوزارة عامر الهاشمي إن فرق الإسعاف نقلت المصابين إلى ثلاثة مستشفيات.',
  },
  {
    publisher: 'قناة الأفق',
    title: '12 قتيلا وعشرات الجرحى بانفجار مصفاة الزاوية في ليبيا',
    text: 'أعلنت السلطات الليبية مقتل 12 شخصا وجرح العشرات بعد انفجار وقع صباح الاثنين داخل مصفاة الزاوية، أكبر مصافي غرب ليبيا.\nوأوضح رئيس بلدية الزاوية سالم الفيتوري أن النيران امتدت إلى خزانين للوقود قبل السيطرة عليها.',
  },
  {
    publisher: 'موقع الساحة',
    title: 'انفجار يهز مصفاة الزاوية غربي طرابلس ويوقع 12 قتيلا',
    text: 'هز انفجار عنيف مصفاة الزاوية غربي طرابلس اليوم الاثنين وأسفر عن سقوط 12 قتيلا، بحسب جهاز الإسعاف والطوارئ في ليبيا.\nوأغلقت الشرطة الطريق الساحلي المؤدي إلى المصفاة فيما تتواصل عمليات الإنقاذ.',
  },
  {
    publisher: 'إذاعة الوادي',
    title: 'ليبيا: 12 قتيلا في حريق وانفجار بمصفاة نفط الزاوية',
    text: 'لقي 12 عاملا مصرعهم في انفجار أعقبه حريق بمصفاة نفط الزاوية الليبية الاثنين، كما أفادت المؤسسة الوطنية للنفط.\nوعلقت المؤسسة الإنتاج في المصفاة حتى انتهاء التحقيق.',
  },
];

/** The blast as it is told later, with another number of dead. */
export function later(dead: number, about: Partial<Report> = {}): Report {
  return {
    publisher: 'قناة الأفق',
    title: `ارتفاع عدد قتلى انفجار مصفاة الزاوية في ليبيا إلى ${dead}`,
    text: `ارتفعت حصيلة انفجار مصفاة الزاوية غربي ليبيا إلى ${dead} قتيلا، بحسب ما أعلنت وزارة الصحة الليبية.\nوانتشلت فرق الإنقاذ جثثا من تحت أنقاض المصفاة التي وقع فيها الانفجار صباح الاثنين.`,
    ...about,
  };
}

/** Another three events, told by three outlets each. */
export const RESIGNATION: readonly Report[] = [
  {
    publisher: 'صحيفة الميناء',
    title: 'استقالة رئيس الوزراء الأردني نبيل الحوراني',
    text: 'قدم رئيس الوزراء الأردني نبيل الحوراني استقالته إلى الملك، الاثنين، بعد خلاف على مشروع الموازنة، كما أعلن الديوان الملكي في عمّان.',
  },
  {
    publisher: 'قناة الأفق',
    title: 'رئيس الوزراء الأردني يستقيل على خلفية الموازنة',
    text: 'استقال رئيس الحكومة الأردنية نبيل الحوراني اليوم الاثنين، وقبل الملك الاستقالة وكلفه تصريف الأعمال، وفق بيان للديوان الملكي الأردني.',
  },
  {
    publisher: 'موقع الساحة',
    title: 'الأردن: الحوراني يستقيل من رئاسة الوزراء',
    text: 'أعلن في عمّان الاثنين قبول استقالة نبيل الحوراني من رئاسة الوزراء الأردنية، وهي الأولى منذ تشكيل حكومته قبل عام، وجاءت بعد رفض النواب الموازنة.',
  },
];

export const QUAKE: readonly Report[] = [
  {
    publisher: 'صحيفة الميناء',
    title: 'زلزال بقوة 6.8 درجات يضرب سواحل تشيلي',
    text: 'ضرب زلزال قوته 6.8 درجات على مقياس ريختر سواحل تشيلي الشمالية الاثنين، وقال مركز الرصد الزلزالي في سانتياغو إن مركزه يقع قبالة مدينة أنتوفاغاستا.',
  },
  {
    publisher: 'قناة الأفق',
    title: 'تشيلي تصدر إنذارا من تسونامي بعد زلزال قبالة أنتوفاغاستا',
    text: 'أصدرت البحرية في تشيلي إنذارا من موجات مد عقب زلزال بلغت شدته 6.8 درجات وقع الاثنين قبالة أنتوفاغاستا، وبدأ إخلاء الأحياء القريبة من البحر.',
  },
  {
    publisher: 'موقع الساحة',
    title: 'زلزال قوي يهز شمال تشيلي وانقطاع الكهرباء في أنتوفاغاستا',
    text: 'هز زلزال قوي شمال تشيلي صباح الاثنين وانقطعت الكهرباء عن أحياء في أنتوفاغاستا، ولم يُعرف بعد إن كان هناك مصابون، كما ذكرت هيئة الدفاع المدني التشيلية.',
  },
];

export const CRASH: readonly Report[] = [
  {
    publisher: 'صحيفة الميناء',
    title: 'تحطم طائرة شحن عقب إقلاعها من مطار نيروبي',
    text: 'تحطمت طائرة شحن بعد دقائق من إقلاعها من مطار جومو كينياتا في نيروبي الاثنين، وأكدت هيئة الطيران الكينية أن على متنها خمسة من أفراد الطاقم.',
  },
  {
    publisher: 'قناة الأفق',
    title: 'كينيا: سقوط طائرة شحن قرب مطار جومو كينياتا',
    text: 'سقطت طائرة شحن في حقل يبعد كيلومترين عن مطار جومو كينياتا بالعاصمة الكينية الاثنين، وشوهد الدخان يتصاعد من حطامها، وفق الشرطة الكينية.',
  },
  {
    publisher: 'موقع الساحة',
    title: 'طائرة شحن تتحطم في ضواحي نيروبي بعد دقائق من الإقلاع',
    text: 'قالت سلطات الطيران المدني في كينيا إن طائرة شحن من طراز قديم تحطمت الاثنين في ضواحي نيروبي بعيد الإقلاع من مطار جومو كينياتا متجهة إلى مقديشو.',
  },
];
