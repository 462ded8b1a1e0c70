/** What Telegram takes for a link: in an href or a button, and by itself in plain text. */
import type { Entity } from './entities.ts';

/** A user named by tg://user?id=…; undefined when the link is another one. */
export function mentionedUser(link: string): number | undefined {
  const match = /^tg:(?:\/\/)?user\/?\?([^#]*)/i.exec(link);
  if (match === null) return undefined;
  for (const parameter of (match[1] ?? '').split('&')) {
    const [key, value] = parameter.split('=', 2);
    if (key?.toLowerCase() !== 'id') continue;
    const id = Number(value);
    return /^\d{1,15}$/.test(value ?? '') && id > 0 ? id : undefined;
  }
  return undefined;
}

const HOST = /^(?:[\w.!$,~*'();&+=\u0080-\u{10ffff}-]|%[0-9a-f]{2})*$/iu;
const USER = /^(?:[\w.!$,~*'();&+=:\u0080-\u{10ffff}-]|%[0-9a-f]{2})*$/iu;

/**
 * The link as Telegram keeps it (scheme and host in small letters, a path always), or undefined when it drops it:
 * http, https, tg, ton and tonsite only, and a host with a dot for the first two.
 */
export function acceptedLink(link: string): string | undefined {
  const own = /^(tg|tonsite|ton):(?:\/\/)?/i.exec(link);
  const rest = own === null ? link : link.slice(own[0].length);
  const scheme = /^([^:/?#@[\]]*):\/\//.exec(rest);
  const protocol = scheme === null ? 'http' : (scheme[1] ?? '').toLowerCase();
  if (protocol !== 'http' && protocol !== 'https') return undefined;
  const body = scheme === null ? rest : rest.slice(scheme[0].length);
  const end = body.search(/[/?#]/);
  const authority = end < 0 ? body : body.slice(0, end);
  const path = pathOf(end < 0 ? '' : body.slice(end));
  const split = splitAuthority(authority);
  if (split === undefined) return undefined;
  const { user, host, port } = split;
  if (own !== null) {
    const name = (own[1] ?? '').toLowerCase();
    if (scheme !== null || user !== '' || port !== 0 || host.startsWith('[')) return undefined;
    if (!(name === 'tonsite' ? /^[\w.-]+$/ : /^[\w-]+$/).test(host)) return undefined;
    return `${name}://${host}${path.startsWith('/?') ? path.slice(1) : path}`;
  }
  if (!host.includes('.') && !host.startsWith('[')) return undefined;
  return `${protocol}://${user === '' ? '' : `${user}@`}${host}${port > 0 ? `:${port}` : ''}${path}`;
}

function splitAuthority(
  authority: string,
): { readonly user: string; readonly host: string; readonly port: number } | undefined {
  const portAt = /:([^:\]@]*)$/.exec(authority);
  let port = 0;
  let rest = authority;
  if (portAt !== null && portAt.index > 0) {
    if (!/^\d{1,9}$/.test(portAt[1] ?? '')) return undefined;
    port = Number(portAt[1]);
    if (port === 0 || port > 65535) return undefined;
    rest = authority.slice(0, portAt.index);
  }
  const at = rest.lastIndexOf('@');
  const user = at < 0 ? '' : rest.slice(0, at);
  const host = rest.slice(at + 1).replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  if (host === '' || host === '.') return undefined;
  const ipv6 = host.startsWith('[') && host.endsWith(']');
  if (ipv6 ? !/^\[[0-9a-f:.]+\]$/.test(host) : !HOST.test(host) || !USER.test(user)) return undefined;
  return { user, host, port };
}

function pathOf(query: string): string {
  const trimmed = query.replace(/[ \t\r\n\v\0]+$/u, '');
  const path = trimmed.startsWith('/') ? trimmed : `/${trimmed}`;
  return path.replace(
    /[^!-\u{10ffff}]/gu,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

const WORD = '[\\p{L}\\p{N}_]';
const TAG_LETTER = '[\\p{L}\\p{Nd}_\\u200c\\u00b7\\u0d80-\\u0dff]';
/** Telegram knows these short names besides the usual four letters and more. */
const SHORT_NAMES: ReadonlySet<string> = new Set(['gif', 'nft', 'pic', 'ufc', 'vid']);

/** The endings a bare domain is taken for a link with: those of countries, and the generic ones in common use. */
const DOMAIN_ENDINGS: ReadonlySet<string> = new Set(
  (
    'ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bv bw by bz ca ' +
    'cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ' +
    'ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm ' +
    'jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq ' +
    'mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa ' +
    're ro rs ru rw sa sb sc sd se sg sh si sj sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn ' +
    'to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw ' +
    'aero agency ai app arab arpa art asia audio bank bar beauty best bet bike bio biz blog boutique build business ' +
    'buzz cafe cam camp capital care cash center chat church city click clinic cloud club coach codes coffee com ' +
    'community company computer consulting cool coop credit date dating deal deals delivery dental design dev digital ' +
    'direct directory dog domains download earth edu education email energy engineer events exchange expert express ' +
    'fail family fan fans farm fashion film finance fish fit fitness flights florist football forum foundation fun ' +
    'fund furniture fyi gallery game games garden gift global gold google gov graphics green group guide guru health ' +
    'help holiday host hosting hotel house how ink institute int international investments jobs kim land law lawyer ' +
    'lease legal life limited link live loan loans love management map market marketing mba media meet mil mobi moda ' +
    'moe money mov movie museum music name net network news ngo ninja now office one ong online onion org page ' +
    'partners parts party pay pet photo photos pics pictures pink pizza place play plus porn post press prime pro ' +
    'productions promo properties pub radio realestate red rent rentals report restaurant review reviews rip rocks ' +
    'run sale school science search security services sex sh shoes shop shopping show site ski social software ' +
    'solar solutions space sport store stream studio study style support surf systems tax taxi team tech technology ' +
    'tel tennis theater tickets tips tires today tools top tours town toys trade trading training travel tube tv ' +
    'university uno vacations ventures vet video villas vin vip vision vote wang watch webcam website wedding wiki ' +
    'win wine work works world wtf xin xxx xyz yoga zip zone ' +
    'ابوظبي ارامكو الاردن البحرين الجزائر السعودية المغرب امارات بارت بازار بيتك تونس سودان سورية شبكة عراق عرب ' +
    'عمان فلسطين قطر كاثوليك كوم مصر مليسيا موريتانيا موقع همراه рф рус онлайн сайт'
  ).split(' '),
);

function isDomainEnding(ending: string): boolean {
  return DOMAIN_ENDINGS.has(ending.toLowerCase());
}

/** Where a link in plain text stops: spaces, angle brackets, quotation marks. */
const PATH = '[^\\s<>"«»\\u2000-\\u200b\\u200e\\u200f\\u2016-\\u206f]';
const DOMAIN = '[\\w~\\u00c0-\\u1fff\\u2070-\\u{10ffff}-]';

const USER_NAME = '[^\\s/\\[\\]{}()\'`<>"@«»\\u2000-\\u200b\\u200e\\u200f\\u2016-\\u206f]';
const HOST_NAME = `(?:${DOMAIN}{1,63}\\.){1,20}${DOMAIN}{1,63}`;
const PORT_AND_PATH = `(?::\\d{1,5})?(?:[/?#]${PATH}*)?`;

type Rule = {
  readonly type: Entity['type'];
  readonly pattern: RegExp;
  /** The part of the match that is the link, or undefined for none. */
  readonly keep: (match: RegExpExecArray) => string | undefined;
};

const RULES: readonly Rule[] = [
  {
    type: 'mention',
    pattern: new RegExp(`(?<!${WORD})@([a-zA-Z0-9_]{2,32})(?!${WORD})`, 'gu'),
    keep: ([whole, name = '']) =>
      name.length >= 4 || SHORT_NAMES.has(name.toLowerCase()) ? whole : undefined,
  },
  {
    type: 'bot_command',
    pattern: new RegExp(
      `(?<!${WORD}|[/<>])/[a-zA-Z0-9_]{1,64}(?![a-zA-Z0-9_])(?:@\\w{3,32})?(?!${WORD}|[/<>])`,
      'gu',
    ),
    keep: ([whole]) => whole,
  },
  {
    type: 'hashtag',
    pattern: new RegExp(`(?<!${TAG_LETTER})#(${TAG_LETTER}{1,256})(?:@\\w{3,32})?(?!${TAG_LETTER}*#)`, 'gu'),
    keep: ([whole, tag = '']) => (/\p{L}/u.test(tag) ? whole : undefined),
  },
  {
    type: 'cashtag',
    pattern: new RegExp(
      `(?<!${TAG_LETTER}|\\$)\\$(?:1INCH|[A-Z]{1,8})(?:@\\w{3,32})?(?!${TAG_LETTER}|\\$)`,
      'gu',
    ),
    keep: ([whole]) => whole,
  },
  {
    type: 'url',
    pattern: new RegExp(`(?:tg|tonsite|ton)://[\\w-]{1,253}(?:[/?#]${PATH}*)?`, 'giu'),
    keep: ([whole]) => withoutTail(whole),
  },
  {
    type: 'email',
    pattern:
      /(?<![\w.+-])[\w+-](?:[\w+.-]{0,100}[\w-])?@(?:[a-z0-9](?:[a-z0-9_-]{0,28}[a-z0-9])?\.){1,6}[a-z]{2,8}(?![\w.-])/giu,
    keep: ([whole]) => whole,
  },
  {
    type: 'url',
    pattern: new RegExp(`(?<!${USER_NAME})${USER_NAME}{1,64}@(${HOST_NAME})${PORT_AND_PATH}`, 'giu'),
    keep: ([whole, host = '']) => (isHost(host, true) ? withoutTail(whole) : undefined),
  },
  {
    type: 'url',
    pattern: new RegExp(`(?:https?|ftp|tonsite)://(?:[\\w.~-]{1,64}@)?(${HOST_NAME})${PORT_AND_PATH}`, 'giu'),
    keep: ([whole, host = '']) => (isHost(host, false) ? withoutTail(whole) : undefined),
  },
  {
    type: 'url',
    pattern: new RegExp(`(?<![\\p{L}\\p{N}_#@/])(${HOST_NAME})${PORT_AND_PATH}`, 'giu'),
    keep: ([whole, host = '']) => (isHost(host, true) ? withoutTail(whole) : undefined),
  },
];

/** Whether a name with dots in it is one that Telegram makes a link of; a bare one needs a known ending. */
function isHost(host: string, bare: boolean): boolean {
  const parts = host.split('.');
  if (parts.length === 4 && parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) < 256)) return true;
  const ending = parts.at(-1) ?? '';
  if (ending.length < 2 || !/[^\d.]/.test(host)) return false;
  if (parts.some((part) => part.endsWith('-')) || /[_-]/.test(ending)) return false;
  if ((parts.at(-2) ?? '').includes('_')) return false;
  return !bare || isDomainEnding(ending);
}

function withoutTail(link: string): string {
  return link.replace(/[.:;,('?!`]+$/, '');
}

/**
 * The links that Telegram's clients and server make of plain text by themselves: names, commands, hashtags, cashtags,
 * addresses. Sorted, never overlapping. Close to Telegram's own, and where it is unsure rather takes more than less.
 */
export function findLinks(text: string): readonly Entity[] {
  const found: Entity[] = [];
  for (const { type, pattern, keep } of RULES) {
    for (const match of text.matchAll(pattern)) {
      const kept = keep(match);
      if (kept !== undefined && kept !== '') found.push({ type, offset: match.index, length: kept.length });
    }
  }
  found.sort((a, b) => a.offset - b.offset || b.length - a.length);
  let end = 0;
  return found.filter((entity) => {
    if (entity.offset < end) return false;
    end = entity.offset + entity.length;
    return true;
  });
}
