/** Events that all outlets tell within minutes, each in words of its own: they break; what becomes of some is told later. */
import { mark } from './mark.ts';

const MINUTE = 60_000;
/** One event in so many. */
const LOUD = 5;
/** What becomes of an event has a number of its own, so much above the event's. */
const LATER = 100_000;

/** What becomes of a loud event. */
type Course = 'stays' | 'grows' | 'denied';
const COURSES: readonly Course[] = ['grows', 'stays', 'denied'];
/** When it is told, in ms after the event. News of one story is not pushed again within three hours. */
const LATER_MS: Readonly<Record<Course, number>> = {
  stays: 0,
  grows: 200 * MINUTE,
  denied: 70 * MINUTE,
};

const TOWNS = 'النخيل الزيتون السدرة الربوة العيون الصفصاف الغدير القنطرة المنارة البيادر الوادي'.split(' ');
/** What happened, and how. */
const MATTERS: readonly (readonly [what: string, how: string])[] = [
  ['انفجار', 'انفجر خزان للمذيبات قرب البوابة'],
  ['حريق', 'امتدت النيران من غرفة إلى أخرى قبل الفجر'],
  ['انهيار سقف', 'هوى السقف العلوي على من كانوا تحته'],
  ['تسرب غاز', 'تصدع أنبوب تحت أرض القاعة'],
  ['سقوط رافعة', 'انكسر ذراع الآلة في الريح'],
];
/** As many as share no factor with the others: two events are alike in all after months only. */
const PLACES =
  'مصنع الدهانات|سوق الأقمشة|مدرسة الصيادين|مخزن القطن|محطة الحافلات|معصرة الزيت|ورشة السفن|مطحنة القمح|مسرح الأطفال'.split(
    '|',
  );

/** Whether all outlets tell the event. */
export function isLoud(event: number): boolean {
  return event % LOUD === 0;
}

function courseOf(event: number): Course {
  return COURSES[(event / LOUD) % COURSES.length] ?? 'stays';
}

/** Whether this is a loud event, or what became of one: more than one article may tell it, and more than one story. */
export function isOfMany(event: number): boolean {
  return event >= LATER || isLoud(event);
}

/** Without the events of which what became is told too. */
export function withoutFormer(events: readonly number[]): readonly number[] {
  return events.filter((event) => !events.includes(event + LATER));
}

/** An article about a loud event. */
export type LoudArticle = {
  /** The event, or what became of it. */
  readonly event: number;
  /** Ms after the event. */
  readonly afterMs: number;
  readonly title: string;
  readonly lines: readonly string[];
};

/** What the outlet (0 to 3) tells of the event; of one that is not loud, nothing. */
export function loudArticles(event: number, outlet: number): readonly LoudArticle[] {
  if (!isLoud(event)) return [];
  const [what, how] = MATTERS[(event / LOUD) % MATTERS.length] ?? ['', ''];
  const where = PLACES[(event / LOUD) % PLACES.length] ?? '';
  const town = TOWNS[(event / LOUD) % TOWNS.length] ?? '';
  const scene = `${what} في ${where} لشركة ${mark(event)}`;
  const dead = 4 + (event % 3);
  const about: About = { scene, town, how, dead };
  const later = laterArticle(outlet, about, { course: courseOf(event), number: mark(event + LATER) });
  const course = courseOf(event);
  return [
    { event, afterMs: outlet * 3 * MINUTE, ...firstArticle(outlet, about) },
    ...(later === undefined
      ? []
      : [{ event: event + LATER, afterMs: LATER_MS[course] + outlet * MINUTE, ...later }]),
  ];
}

type About = {
  readonly scene: string;
  readonly town: string;
  readonly how: string;
  readonly dead: number;
};
type Told = Pick<LoudArticle, 'title' | 'lines'>;

function firstArticle(outlet: number, { scene, town, how, dead }: About): Told {
  const titles = [
    `مقتل ${dead} أشخاص في ${scene} ببلدة ${town}`,
    `${scene} في بلدة ${town} يودي بحياة ${dead} أشخاص`,
    `${dead} قتلى إثر ${scene} في ${town}`,
    `قتلى في ${scene} ببلدة ${town}`,
  ];
  const leads = [
    `قتل ${dead} أشخاص وأصيب آخرون في ${scene} ببلدة ${town} حين ${how}.`,
    `أودى ${scene} في بلدة ${town} بحياة ${dead} أشخاص بعد أن ${how}.`,
    `لقي ${dead} أشخاص مصرعهم في ${scene} في بلدة ${town} عندما ${how}.`,
    `${how}، وأدى ${scene} في بلدة ${town} إلى مقتل ${dead} أشخاص.`,
  ];
  const more = [
    'ووصلت سيارات الإسعاف إلى المكان بعد دقائق ونقلت المصابين إلى المستشفى القريب.',
    'وقال شاهد من سكان الحي إن الناس هرعوا إلى الشارع حين سمعوا الصوت.',
    'وأخلت الشرطة البيوت المحيطة وأغلقت الطريق أمام السيارات.',
    'وبدأ خبراء الدفاع المدني التحقيق في الأسباب وتفتيش ما بقي من المبنى.',
  ];
  return {
    title: titles[outlet] ?? '',
    lines: [leads[outlet] ?? '', more[outlet] ?? '', `والشركة تعمل في ${town} منذ ${outlet + 3} أعوام.`],
  };
}

function laterArticle(
  outlet: number,
  { scene, town, dead }: About,
  { course, number }: { readonly course: Course; readonly number: string },
): Told | undefined {
  if (course === 'grows' && outlet < 2)
    return {
      title: `ارتفاع عدد قتلى ${scene} ببلدة ${town} إلى ${dead * 3} شخصا بحسب لجنة ${number}`,
      lines: [
        `ارتفع عدد قتلى ${scene} ببلدة ${town} إلى ${dead * 3} شخصا.`,
        'وانتشلت فرق الإنقاذ ضحايا آخرين خلال الليل.',
      ],
    };
  if (course === 'denied' && outlet === 2)
    return {
      title: `هيئة ${number} تنفي وقوع ${scene} ببلدة ${town}`,
      lines: [
        `نفت هيئة ${number} وقوع ${scene} ببلدة ${town} أو مقتل أحد فيه.`,
        'وقالت إن ما تداولته مواقع عن قتلى لا صحة له.',
      ],
    };
  return undefined;
}
