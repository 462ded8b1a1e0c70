/** What the bot says to those who run it: what is wrong, what is over, and how it fares. HTML where it says so. */
import { counted, type Noun } from '../arabic/plurals.ts';
import type { Alert, AlertReport, ReportCounts } from '../operator/alerts.ts';
import type { JobState } from '../operator/jobs.ts';
import { isFailing, type Operations, type Sends, STOPPED_BY_OPERATOR } from '../operator/operations.ts';
import { type ReportReason, reportReasons } from '../subscriptions/reports.ts';
import { publishedWhen } from './dates.ts';
import { bold, outside, outsideName, rtlLines } from './html.ts';

/** How times are shown. */
type View = {
  /** IANA zone. */
  readonly zone: string;
  /** Epoch ms. */
  readonly now: number;
};

/** Lines of one kind in one message: together they fill no message. */
const LINES = 10;
/** Of an outlet’s name and of a reason, in UTF-16 units. */
const NAME_UNITS = 40;
const WHY_UNITS = 120;

const nouns = {
  message: noun('رسالة', 'رسالتان', 'رسالتين', 'رسائل', 'رسالة', 'واحدة'),
  article: noun('مادة', 'مادتان', 'مادتين', 'مواد', 'مادة', 'واحدة'),
  digest: noun('نشرة', 'نشرتان', 'نشرتين', 'نشرات', 'نشرة', 'واحدة'),
  chat: noun('محادثة', 'محادثتان', 'محادثتين', 'محادثات', 'محادثة', 'واحدة'),
  report: noun('بلاغ', 'بلاغان', 'بلاغين', 'بلاغات', 'بلاغًا', 'واحد'),
  minute: noun('دقيقة', 'دقيقتان', 'دقيقتين', 'دقائق', 'دقيقة', 'واحدة'),
  hour: noun('ساعة', 'ساعتان', 'ساعتين', 'ساعات', 'ساعة', 'واحدة'),
  day: noun('يوم', 'يومان', 'يومين', 'أيام', 'يومًا', 'واحد'),
};

function noun(
  one: string,
  nominative: string,
  oblique: string,
  few: string,
  many: string,
  single: string,
): Noun {
  return { one, dual: { nominative, oblique }, few, many, single };
}

const JOBS: Readonly<Record<string, string>> = {
  ingest: 'قراءة المصادر',
  summarize: 'كتابة الموجزات',
  breaking: 'العاجل والتصحيحات',
  compose: 'إعداد النشرات',
  deliver: 'الإرسال',
  tidy: 'حذف القديم',
  alerts: 'التنبيهات',
  samples: 'العيّنات',
};

function jobName(name: string): string {
  return JOBS[name] ?? outside(name, NAME_UNITS);
}

/** «45 دقيقة»، «3 ساعات»، «يومين», after «منذ». */
function span(ms: number): string {
  const minutes = Math.max(1, Math.round(ms / 60_000));
  if (minutes < 90) return counted(minutes, nouns.minute, 'oblique');
  const hours = Math.round(minutes / 60);
  return hours < 48
    ? counted(hours, nouns.hour, 'oblique')
    : counted(Math.floor(hours / 24), nouns.day, 'oblique');
}

/** «312 ميغابايت»، «1.4 غيغابايت». */
function size(bytes: number): string {
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} ميغابايت` : `${(bytes / 1e9).toFixed(1)} غيغابايت`;
}

/** Errors are English: a run of their own at a line's end. */
function because(why: string | undefined): string {
  return why === undefined ? '' : `: \u2068${outside(why, WHY_UNITS)}\u2069`;
}

function sourceName(alert: Alert): string {
  return `${outsideName(alert.name, NAME_UNITS)} (\u2068${outside(alert.subject, NAME_UNITS)}\u2069)`;
}

function begunLine(alert: Alert, { now }: View): string {
  const since = `منذ ${span(now - alert.since)}`;
  switch (alert.kind) {
    case 'source':
      return `مصدر لا يُقرأ ${since}: ${sourceName(alert)}${because(alert.why)}`;
    case 'network':
      return `لا يُقرأ أي مصدر ${since}؛ لعلّه اتصال الجهاز بالشبكة${because(alert.why)}`;
    case 'disk':
      return `المساحة الباقية على القرص قليلة: ${size(alert.amount)}`;
    case 'job':
      return `عمل متأخر ${since}: ${jobName(alert.name)}${because(alert.why)}`;
    case 'articles':
      return `مواد تنتظر الموجز ${since}: ${alert.amount}`;
    case 'digests':
      return `نشرات تأخر إعدادها ${since}: ${alert.amount}`;
    case 'parts':
      return `رسائل تنتظر ولا يخرج منها شيء ${since}: ${alert.amount}`;
    case 'database':
      return `قاعدة البيانات لا تعمل${because(alert.why)}`;
  }
}

function endedLine(alert: Alert): string {
  switch (alert.kind) {
    case 'source':
      return `عادت قراءة المصدر: ${sourceName(alert)}`;
    case 'network':
      return 'عادت قراءة المصادر';
    case 'disk':
      return 'المساحة على القرص تكفي الآن';
    case 'job':
      return `عاد العمل: ${jobName(alert.name)}`;
    case 'articles':
      return 'لا مواد متأخرة الآن';
    case 'digests':
      return 'لا نشرات متأخرة الآن';
    case 'parts':
      return 'عاد خروج الرسائل';
    case 'database':
      return 'قاعدة البيانات تعمل';
  }
}

function sendLines({ uncertain, refused, plain, stale, refusal, malformed }: Sends): readonly string[] {
  return [
    uncertain > 0
      ? `لا يُعرف هل وصلت: ${counted(uncertain, nouns.message)}. تأتي أخبارها عناوين في النشرة التالية`
      : '',
    refused > 0 ? `رفضها تلغرام: ${counted(refused, nouns.message)}${because(refusal)}` : '',
    plain > 0
      ? `رفض تلغرام تنسيقها فأُرسلت نصًّا بلا تنسيق: ${counted(plain, nouns.message)}${because(malformed)}`
      : '',
    stale > 0 ? `فات وقتها فلم تُرسل: ${counted(stale, nouns.message)}` : '',
  ].filter((line) => line !== '');
}

const REASONS: Readonly<Record<ReportReason, string>> = {
  wrong: 'خبر خاطئ',
  repeated: 'مكرّر',
  'not-news': 'ليس خبرًا',
  other: 'شيء آخر',
};

/** «3 بلاغات من القرّاء: خبر خاطئ (2)، مكرّر (1). التفاصيل: mujaz reports». */
function reportLines(counts: ReportCounts): readonly string[] {
  const all = reportReasons.flatMap((reason) => {
    const count = counts[reason] ?? 0;
    return count === 0 ? [] : [{ count, named: `${REASONS[reason]} (${count})` }];
  });
  if (all.length === 0) return [];
  const sum = all.reduce((total, { count }) => total + count, 0);
  const named = all.map((one) => one.named).join('، ');
  return [`${counted(sum, nouns.report)} من القرّاء: ${named}. التفاصيل: \u2068mujaz reports\u2069`];
}

function some(lines: readonly string[]): readonly string[] {
  const shown = lines.slice(0, LINES).map((line) => `• ${line}`);
  return lines.length > LINES ? [...shown, `• وغيرها: ${lines.length - LINES}`] : shown;
}

/** The alerts of one hour as one message, in HTML. */
export function alertText(report: AlertReport, view: View): string {
  const begun = [
    ...report.begun.map((alert) => begunLine(alert, view)),
    ...sendLines(report.sends),
    ...reportLines(report.reports),
  ];
  const ended = report.ended.map(endedLine);
  const parts = [
    ...(begun.length > 0 ? [[bold('تنبيه للمشغّل'), ...some(begun)].join('\n')] : []),
    ...(ended.length > 0 ? [[bold('انتهى ما نُبّه إليه'), ...some(ended)].join('\n')] : []),
  ];
  return rtlLines(parts.join('\n\n'));
}

/** What /status shows: all that is known, and what became of messages in the last 24 hours. */
export type Status = Operations & {
  readonly sends: Sends;
  readonly version: string;
};

function jobLine(job: JobState, { zone, now }: View): string {
  const last =
    job.lastSuccessAt === undefined
      ? 'لم يكتمل بعد'
      : `آخر مرة ${publishedWhen(job.lastSuccessAt, zone, now)}`;
  const running = job.runningSince === undefined ? '' : `، يجري منذ ${span(now - job.runningSince)}`;
  return `${jobName(job.name)}: ${last}${running}${job.failure === undefined ? '' : `، تعثّر${because(job.failure)}`}`;
}

function count(number: number, of: Noun): string {
  return number === 0 ? `0 ${of.one}` : counted(number, of);
}

/** The state of the bot as one message, in HTML. */
export function statusText(status: Status, zone: string): string {
  const { snapshot, sends, now } = status;
  const view = { zone, now };
  const failing = snapshot.sources.filter((source) => isFailing(source, STOPPED_BY_OPERATOR));
  const stopped = snapshot.sources.filter(({ disabled }) => disabled === STOPPED_BY_OPERATOR).length;
  const working = snapshot.sources.length - failing.length - stopped;
  const free = status.freeBytes === undefined ? '' : `، والباقي على القرص ${size(status.freeBytes)}`;
  const lines = [
    bold('حال البوت'),
    `الإصدار ${outside(status.version, 20)}، يعمل منذ ${span(now - status.startedAt)}`,
    '',
    bold('الأعمال'),
    ...status.jobs.map((job) => `• ${jobLine(job, view)}`),
    '',
    bold('المصادر'),
    `• تُقرأ: ${working}، متعثّرة: ${failing.length}، موقوفة: ${stopped}`,
    ...some(
      failing.map(({ id, publisher, lastError, disabled }) => {
        const name = `${outsideName(publisher, NAME_UNITS)} (\u2068${outside(id, NAME_UNITS)}\u2069)`;
        return `${name}${because(disabled ?? lastError)}`;
      }),
    ),
    '',
    bold('ما ينتظر'),
    `• للموجز: ${count(snapshot.articles.waiting, nouns.article)}`,
    `• حان وقتها ولم تُعدّ: ${count(snapshot.digests.late, nouns.digest)}`,
    `• للإرسال: ${count(snapshot.parts.waiting, nouns.message)}`,
    '',
    bold('في آخر 24 ساعة'),
    `• أُرسلت: ${count(sends.sent, nouns.message)}`,
    `• لا يُعرف هل وصلت: ${count(sends.uncertain, nouns.message)}`,
    `• رفضها تلغرام: ${count(sends.refused, nouns.message)}${because(sends.refusal)}`,
    `• أُرسلت بلا تنسيق لأن تلغرام رفضه: ${count(sends.plain, nouns.message)}${because(sends.malformed)}`,
    `• فات وقتها: ${count(sends.stale, nouns.message)}`,
    '',
    `${bold('المحادثات')}: ${count(snapshot.chats.all, nouns.chat)}، تصل النشرات منها إلى ${snapshot.chats.active}`,
    `${bold('قاعدة البيانات')}: ${size(snapshot.databaseBytes)}${free}`,
  ];
  return rtlLines(lines.join('\n'));
}
