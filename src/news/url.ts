/** Addresses: made absolute, made canonical, made the key of an article. Pure. */
import { createHash } from 'node:crypto';

/** Query parameters that only tell who sent the reader: exact names, or beginnings ending in `*`. */
const TRACKING: readonly string[] = [
  // Google Analytics and its kin (Urchin, Matomo, Piwik, AT Internet, Webtrekk)
  'utm_*',
  'mtm_*',
  'matomo_*',
  'pk_*',
  'piwik_*',
  'at_*',
  'xtor',
  'wt_mc',
  'wt_zmc',
  'wt.mc_*',
  '_ga',
  '_gl',
  '_hsenc',
  '_hsmi',
  // advertising clicks
  'gclid',
  'gclsrc',
  'dclid',
  'gbraid',
  'wbraid',
  'msclkid',
  'yclid',
  'twclid',
  'ttclid',
  'gad_*',
  'srsltid',
  'li_fat_id',
  'sccid',
  'dicbo',
  'outbrainclickid',
  'tblci',
  // social networks and mail
  'fbclid',
  'fb_action_ids',
  'fb_action_types',
  'fb_ref',
  'fb_source',
  'igshid',
  'igsh',
  'mibextid',
  'sfnsn',
  'mc_cid',
  'mc_eid',
  'mkt_tok',
  'elqtrack*',
  'vero_id',
  // outlets' own campaign marks
  'ocid',
  'ito',
  'ncid',
  'cmpid',
  'cmp',
  'icid',
  'intcmp',
  'maca',
  'traffic_source',
  'ref_src',
  'ref_url',
  'spm',
  'srnd',
  'ns_*',
  'guccounter',
  'guce_referrer*',
];

/** Parameters that ask for another layout of the same page, with the values that do. */
const LAYOUT: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    amp: ['', '1', 'true'],
    output: ['amp'],
    outputtype: ['amp', 'amp-type'],
    view: ['amp'],
    print: ['', '1', 'true', 'yes', 'print'],
    format: ['amp', 'print'],
    m: ['1'],
  }),
);

const EXACT = new Set(TRACKING.filter((name) => !name.endsWith('*')));
const BEGINNINGS = TRACKING.filter((name) => name.endsWith('*')).map((name) => name.slice(0, -1));

/** An absolute http(s) address, as written where it already is one; undefined when it cannot be. */
export function absoluteUrl(written: string | undefined, base: string | undefined): string | undefined {
  const text = written?.trim() ?? '';
  if (text === '' || text.length > 4000 || !URL.canParse(text, base)) return undefined;
  const url = new URL(text, base);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  return /^https?:\/\/[^\s<>"\\]+$/i.test(text) ? text : url.href;
}

/**
 * The address of an article without what does not belong to it: tracking parameters, fragment, default port, credentials,
 * and the marks of AMP and print layouts. Opens the same article. What is no http(s) URL comes back as it was.
 */
export function canonicalUrl(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = fromAmpCache(new URL(address));
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return address;
  // A client-side route (#!/…) is the address itself.
  if (!url.hash.startsWith('#!')) url.hash = '';
  url.username = '';
  url.password = '';
  url.hostname = url.hostname.replace(/\.$/, '');
  for (const name of [...url.searchParams.keys()]) {
    const low = name.toLowerCase();
    const layout = LAYOUT.get(low)?.includes((url.searchParams.get(name) ?? '').toLowerCase()) ?? false;
    if (layout || EXACT.has(low) || BEGINNINGS.some((beginning) => low.startsWith(beginning)))
      url.searchParams.delete(name);
  }
  if (url.search === '') url.search = '';
  const path = url.pathname.replace(/\/{2,}/g, '/');
  url.pathname =
    path
      .replace(/\/(?:amp|print)\/?$/i, (suffix) => (suffix.endsWith('/') ? '/' : ''))
      .replace(/\.amp(?=(?:\.html?)?$)/i, '') || '/';
  return url.href;
}

/** https://outlet-example.cdn.ampproject.org/c/s/outlet.example/page → https://outlet.example/page */
function fromAmpCache(url: URL): URL {
  if (!url.hostname.endsWith('.cdn.ampproject.org')) return url;
  const inner = /^\/[a-z]\/(s\/)?(.+)$/.exec(url.pathname);
  if (inner === null) return url;
  const address = `${inner[1] === undefined ? 'http' : 'https'}://${inner[2] ?? ''}${url.search}`;
  return URL.canParse(address) ? new URL(address) : url;
}

/**
 * What two addresses of one article share: canonical, and without scheme, www./m./mobile./amp. and a last slash. Throws
 * for what is no URL.
 */
export function addressKey(address: string): string {
  const url = new URL(canonicalUrl(address));
  const host = url.host.replace(/^(?:(?:www\d?|m|mobile|amp)\.)+(?=[^.]+\.[^.])/, '');
  return `${host}${url.pathname.replace(/\/$/, '')}${url.search}${url.hash}`;
}

/** What tells whether an entry is one that is known. */
export type Identity = {
  /** The entry's own id (guid); left out where the feed gives several entries the same. */
  readonly id: string | undefined;
  readonly url: string | undefined;
  readonly title: string | undefined;
  readonly text: string;
  /** Within which ids are unique: the source, or the host. */
  readonly scope: string | undefined;
};

/**
 * What makes an article the same one at the next visit. An id that is an address or a URN stands for itself, any other
 * only within its scope; then the address; then the words themselves.
 */
export function articleKey({ id, url, title, text, scope }: Identity): string {
  const named = id?.trim() ?? '';
  if (/^https?:\/\//i.test(named) && URL.canParse(named)) return addressKey(named);
  if (/^(?:tag|urn):\S/i.test(named)) return named;
  if (named !== '' && scope !== undefined) return `${scope} ${named}`;
  if (url !== undefined && /^https?:\/\//i.test(url) && URL.canParse(url)) return addressKey(url);
  return `sha256:${createHash('sha256')
    .update(`${title ?? ''}\n${text}`)
    .digest('hex')}`;
}
