/** What HTTP headers say of time, by the server's own clock. Pure. */

/** A header's value by its lower-case name. */
export type Header = (name: string) => string | undefined;

/** Seconds as HTTP writes them, at most a year. */
function seconds(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,10}$/.test(text.trim())
    ? Math.min(Number(text), 31_536_000) * 1000
    : undefined;
}

/** An HTTP date against the server's own Date header, so that no clock of ours is needed. */
function fromDate(text: string | undefined, header: Header): number | undefined {
  const from = Date.parse(header('date') ?? '');
  const until = Date.parse(text ?? '');
  return Number.isNaN(from) || Number.isNaN(until) ? undefined : Math.max(0, until - from);
}

/** How long Retry-After asks to wait, in ms. */
export function retryAfter(header: Header): number | undefined {
  const value = header('retry-after');
  return seconds(value) ?? fromDate(value, header);
}

/** How long the answer is fresh, in ms, by RFC 9111, 4.2.1: max-age less Age, else Expires less Date. */
export function freshFor(header: Header): number | undefined {
  const control = header('cache-control') ?? '';
  if (/\bno-(?:cache|store)\b/i.test(control)) return undefined;
  const maxAge = seconds(/\bmax-age\s*=\s*"?(\d+)/i.exec(control)?.[1]);
  if (maxAge !== undefined) return Math.max(0, maxAge - (seconds(header('age')) ?? 0));
  return fromDate(header('expires'), header);
}
