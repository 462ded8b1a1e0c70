/** What each site's robots.txt allows (RFC 9309), asked once a day. */
import robotsParser from 'robots-parser';
import { DAY, HOUR } from '../durations.ts';
import type { Fetcher } from './fetch.ts';

export interface Robots {
  /** Whether the page may be fetched. A site whose robots.txt cannot be had for now allows nothing; one that has none, everything. */
  allows(url: string, now: number, signal?: AbortSignal): Promise<boolean>;
}

/** The package is CommonJS: at run time its import is the function that its types call `default`. */
const parseRobots = robotsParser as unknown as typeof robotsParser.default;

type Rules = (url: string) => boolean;
type Known = { readonly rules: Promise<Rules>; readonly until: number };

/** RFC 9309: rules are kept no longer than a day (2.4), and at least 500 KiB of them are read (2.5). */
const KEPT_MS = DAY;
const MAX_CHARACTERS = 512 * 1024;
/** Until an unreachable site is asked again. */
const RETRY_MS = HOUR;
/** Sites whose rules are kept; the oldest goes first. */
const MAX_SITES = 1_000;

/** Matching costs rules × wildcards × length of the path: more than honest files need is left out. */
function honestLines(text: string): string {
  const lines = text.slice(0, MAX_CHARACTERS).split(/\r\n?|\n/, 10_000);
  return lines.filter((line) => line.length <= 500 && line.split('*').length <= 6).join('\n');
}

/** @param product the name that robots.txt files would call us by: the first word of the User-Agent. */
export function createRobots({ fetcher, product }: { fetcher: Fetcher; product: string }): Robots {
  const sites = new Map<string, Known>();

  async function ask(origin: string, signal: AbortSignal | undefined): Promise<Rules | undefined> {
    const address = `${origin}/robots.txt`;
    const outcome = await fetcher.fetch(address, { accept: 'text/plain,*/*;q=0.5', signal });
    if (outcome.kind === 'ok') {
      const parsed = parseRobots(address, honestLines(Buffer.from(outcome.bytes).toString('utf8')));
      return (url) => parsed.isAllowed(url, product) ?? true;
    }
    const status = outcome.kind === 'gone' ? 410 : outcome.kind === 'failed' ? (outcome.status ?? 0) : 0;
    // 2.3.1.3: no file, no rules. 2.3.1.4: an error of the server or the network forbids all. 429 is such an error.
    return status >= 400 && status < 500 && status !== 429 ? () => true : undefined;
  }

  return {
    async allows(url, now, signal) {
      if (!URL.canParse(url) || url.length > 2_000) return false;
      const { origin } = new URL(url);
      const known = sites.get(origin);
      if (known !== undefined && known.until > now) return (await known.rules)(url);
      sites.delete(origin);
      const oldest = sites.size >= MAX_SITES ? sites.keys().next().value : undefined;
      if (oldest !== undefined) sites.delete(oldest);
      const asked = ask(origin, signal);
      sites.set(origin, { rules: asked.then((rules) => rules ?? (() => false)), until: now + KEPT_MS });
      const rules = await asked;
      if (rules !== undefined) return rules(url);
      // What we broke off ourselves says nothing of the site.
      if (signal?.aborted === true) sites.delete(origin);
      else sites.set(origin, { rules: Promise.resolve(() => false), until: now + RETRY_MS });
      return false;
    },
  };
}
