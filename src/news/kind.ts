/** What kind of text an article is: digests tell news and reports, the rest only on request. */
import { once } from '../arabic/kept.ts';
import { mayMatch } from '../arabic/needles.ts';
import { fold } from '../arabic/normalize.ts';
import { countWords } from '../arabic/words.ts';
import type { ArticleKind } from './article.ts';
import {
  ANSWERED,
  ASKS,
  ASKS_WHAT,
  DATED,
  DOUBTFUL_HEADLINES,
  GRAVE,
  HEADLINES,
  LEADS,
  PRIVATE,
  type Sign,
  STUDY,
  TIMELESS_LEADS,
  TOLD_OVER,
  tellsAct,
  VOICES,
} from './kind-signs.ts';

/** Words in a path or a section's name, and the kind they mean. The first that matches wins. */
const SECTIONS: ReadonlyArray<readonly [RegExp, ArticleKind]> = [
  [
    /^(?:sponsored|partner(?:s| content)?|advertorials?|paid content|promoted|native|brand(?:ed)? content|برعايه|محتوي مدفوع|محتوي ترويجي|اعلان تحريري)$/u,
    'sponsored',
  ],
  [/^(?:live|live ?blog|live ?updates?|live ?news|مباشر|بث مباشر|تغطيه (?:مباشره|حيه|مستمره))$/u, 'live'],
  [
    /^(?:opinions?|blogs?|columns?|columnists?|editorials?|op ?eds?|voices|articles opinion|analysis|views|viewpoints?|راي|ارا|الراي|مقالات|مقالات راي|مدونات|كتاب|كتاب وارا|كتاب الراي|وجهات نظر|تحليل|تحليلات|افكار)$/u,
    'opinion',
  ],
  [/^(?:press ?review|press|عرض الصحف|اقوال الصحف|جوله الصحافه|صحافه)$/u, 'review'],
  [
    /^(?:explainers?|what we know|fact ?check(?:s|ing)?|infographics?|encyclopedia|موسوعه|انفوغراف|انفوغرافيك|انفوجراف|تدقيق|تحقق|تقصي الحقايق|شرح|شروحات|في العمق|سوال وجواب)$/u,
    'explainer',
  ],
  [
    /^(?:prices|gold prices|currency|currencies|weather|horoscopes?|astrology|prayer times|jobs|obituaries|frequencies|طقس|الطقس|ابراج|الابراج|حظك اليوم|اسعار|اسعار العملات|اسعار الذهب|وظايف|ترددات|خدمات|مواقيت الصلاه|وفيات)$/u,
    'service',
  ],
  [
    /^(?:style|fashion|celebrit(?:y|ies)|entertainment|lifestyle|beauty|cooking|recipes?|celebs|galler(?:y|ies)|photos?|photo ?galler(?:y|ies)|pictures|videos?|podcasts?|funny|variety|varieties|miscellaneous|misc|videoclub|health wellness|wellness|woman|منوعات|مشاهير|لايف ستايل|ستايل|ازيا|موضه|جمال|صحه وجمال|صور|فيديو|مطبخ|المراه|غرايب|طرايف)$/u,
    'soft',
  ],
  [
    /^(?:reports?|investigations?|in depth|features?|long ?form|تقارير|تحقيقات|تقارير وتحقيقات|قصص خاصه)$/u,
    'report',
  ],
];

/** Lines that say of themselves that they are somebody's opinion, an advertisement, or a service. */
const TEXTS: ReadonlyArray<readonly [RegExp, ArticleKind]> = [
  [
    /الارا الوارده|(?:هذا )?المقال (?:لا )?يعبر|تعبر (?:فقط )?عن راي (?:ال)?كاتب|لا تعبر بالضروره|كاتب (?:و\S+ )?(?:صحفي|سعودي|مصري|لبناني|عراقي|اردني|فلسطيني|سوري|كويتي) ?$|نقلا عن صفحه الكاتب/u,
    'opinion',
  ],
  [
    /(?:هذا )?(?:المحتوي|المقال|الماده|التقرير) (?:برعايه|مدفوع|ترويجي|اعلاني)|^(?:ماده|محتوي) (?:اعلانيه|اعلاني|ترويجيه|ترويجي)/u,
    'sponsored',
  ],
];

/** Words without which none of these lines can be there, as written: folding costs more than this look. */
const SPEAKS_OF_ITSELF = /ر[أا]ي|[آا]را|كاتب|مقال|برعاي|مدفوع|ترويج|[إا]علان/u;

/** The folders of an address and its first host label; its last part is the article's own words. */
function folders(url: string | undefined): string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { pathname, hostname } = new URL(url);
  return [...pathname.split('/').slice(1, 8).slice(0, -1), hostname.split('.')[0] ?? ''].map((part) => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
}

/** What the kind is told by. */
export type KindSignals = {
  readonly url: string | undefined;
  readonly title: string | undefined;
  readonly text: string;
  /** Notices to the reader that were taken out of the text. */
  readonly notices: readonly string[];
};

/** The kind that a page's sections mean, by their names or the folders of an address; undefined when they say nothing. */
export function sectionKind(names: readonly string[]): ArticleKind | undefined {
  const places = names.map((name) => fold(name).replace(/[-_+]/gu, ' ').trim());
  return SECTIONS.find(([pattern]) => places.some((place) => pattern.test(place)))?.[1];
}

/** A text of more words is told at length, whatever its headline. */
const REPORT_WORDS = 700;

/** So much of a headline and of a text's opening is read for signs, in characters. */
const MAX_READ = 300;

/** What a character does to segments. */
const APART = 1;
const ENDS = 2;
const ASKED = 3;
/** Two of them, or one before a space, end a segment. */
const STOP = 4;
/** Ends one before a space. */
const COLON = 5;
/** Ends one between spaces. */
const DASH = 6;

const segmenting = new Uint8Array(0x10000);
for (const [does, characters] of [
  [APART, '«»"“”„\'‘’()[]\t\n\v\f\r \u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff'],
  [APART, '\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a'],
  [ENDS, '…|؛،!'],
  [ASKED, '؟?'],
  [STOP, '.'],
  [COLON, ':'],
  [DASH, '-–—'],
] as const)
  for (const character of characters) segmenting[character.charCodeAt(0)] = does;

/** Undefined before a text and past its end. */
function doesAt(text: string, at: number): number | undefined {
  return segmenting[text.charCodeAt(at)];
}

const isGap = (does: number | undefined) => does === APART || does === ASKED;

/** Whether a stop, colon or dash between these two is of a word: 1.5, 20:30, ابن-سينا. */
function isOfAWord(does: number | undefined, before: number | undefined, next: number | undefined): boolean {
  if (does === STOP && (before === STOP || next === STOP)) return false;
  if (does === STOP || does === COLON) return next !== undefined && !isGap(next);
  return does === DASH && !(isGap(before) && isGap(next));
}

/** Text cut into segments, as the signs read it. Linear. */
function segmented(text: string): string {
  const folded = fold(text);
  let out = '|';
  let ended = true;
  let from = 0;
  for (let at = 0; at < folded.length; at += 1) {
    const does = segmenting[folded.charCodeAt(at)] ?? 0;
    if (does === 0 || isOfAWord(does, doesAt(folded, at - 1), doesAt(folded, at + 1))) continue;
    if (at > from) {
      out += ` ${folded.slice(from, at)}`;
      ended = false;
    }
    from = at + 1;
    if (does === ASKED) {
      out += ' ؟';
      ended = false;
    }
    if (does !== APART && !ended) {
      out += ' |';
      ended = true;
    }
  }
  if (from === folded.length) return ended ? out : `${out} |`;
  return `${out} ${folded.slice(from)} |`;
}

/** Where the first sentence of a text ends. */
function sentenceEnd(text: string): number {
  const end = /[.؟!](?=\s)|\n/u.exec(text);
  return end === null ? text.length : end.index + 1;
}

/** Finds the first of these signs that a text bears; most texts hold no word that any of them needs. */
function finder(signs: readonly Sign[]): (text: string) => ArticleKind | undefined {
  const looked = once(() => mayMatch(signs.map(([pattern]) => pattern)));
  return (text) => {
    const may = looked()(text);
    return may === 0
      ? undefined
      : signs.find(([pattern], at) => (may & (1 << at)) !== 0 && pattern.test(text))?.[1];
  };
}

const ofHeadline = finder(HEADLINES);
const ofDoubtfulHeadline = finder(DOUBTFUL_HEADLINES);
const ofLead = finder(LEADS);
const ofTimelessLead = finder(TIMELESS_LEADS);
const ofVoice = finder(VOICES);
const ofText = finder(TEXTS);
const ofPrivateLife = finder([[PRIVATE, 'soft']]);
const ofColumn = finder([[TOLD_OVER, 'opinion']]);

const QUOTED = /«[^«»]*»|"[^"]*"|“[^“”]*”/gu;

/** Segmented text without what it quotes; `whole` is the same with it. */
function unquoted(text: string, whole: string): string {
  const bare = /[«"“]/u.test(text) ? text.replace(QUOTED, ' ') : text;
  return bare.length === text.length ? whole : segmented(bare);
}

/** Whether a first sentence that tells an event outdoes a headline that looked like another kind. */
function outdoes(kind: ArticleKind, headline: string, act: boolean, dated: boolean): boolean {
  if (kind === 'soft') return act || dated || GRAVE.test(headline);
  if (kind === 'explainer' && (ASKS_WHAT.test(headline) || ANSWERED.test(headline))) return act;
  return act && dated;
}

/** The kind that headline and first sentence mean; undefined where they speak for news or say nothing. */
function toldKind(title: string, text: string): ArticleKind | undefined {
  const end = sentenceEnd(text);
  const first = text.slice(0, end);
  const headline = segmented(title);
  const lead = segmented(first);
  const sure =
    ofHeadline(headline) ??
    ofLead(end < text.length ? `${lead}${segmented(text.slice(end)).slice(1)}` : lead) ??
    ofColumn(text) ??
    ofPrivateLife(headline);
  const light = sure === 'service' || sure === 'soft';
  if (sure !== undefined && !(light && GRAVE.test(headline))) return sure;
  if (STUDY.test(lead)) return undefined;
  const said = unquoted(first, lead);
  if (said.includes('؟') && ASKS.test(said)) return 'explainer';
  const act = tellsAct(lead);
  const doubtful = ofDoubtfulHeadline(headline);
  if (doubtful !== undefined)
    return outdoes(doubtful, headline, act, DATED.test(lead)) ? undefined : doubtful;
  if (act) return undefined;
  const voice = ofVoice(said);
  if (voice !== undefined) return voice;
  const timeless = ofTimelessLead(said);
  return timeless === undefined || DATED.test(lead) ? undefined : timeless;
}

/**
 * The kind of an article by its address, its headline, its first sentence and what it says of itself; news when nothing
 * speaks against it.
 */
export function articleKind({ url, title, text, notices }: KindSignals): ArticleKind {
  const section = sectionKind(folders(url));
  if (section !== undefined && section !== 'report' && section !== 'review') return section;
  const told = toldKind((title ?? '').slice(0, MAX_READ), text.slice(0, MAX_READ).trimStart());
  // Press pages hold reviews of many papers, and single columns told over.
  if (section === 'review') return told === 'opinion' ? told : section;
  if (told !== undefined) return told;
  const edges = [text.slice(0, 300), text.slice(-500), ...notices].join('\n').slice(0, 4000);
  if (SPEAKS_OF_ITSELF.test(edges)) {
    for (const line of fold(edges).split('\n')) {
      const kind = ofText(line);
      if (kind !== undefined) return kind;
    }
  }
  if (section !== undefined) return section;
  return (text.length > REPORT_WORDS * 4 && countWords(text) > REPORT_WORDS) ||
    /^\s*(?:تقرير|تحقيق)(?=[\s:|])/u.test(title ?? '')
    ? 'report'
    : 'news';
}
