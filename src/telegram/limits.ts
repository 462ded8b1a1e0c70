/** How much one reader may ask for in a burst. */

/** A reader who taps through a list of topics stays below; a flood does not. */
const BURST = 20;
/** Requests that come back each second. */
const PER_SECOND = 1;
/** After a warning, the next one only when this many are free again. */
const CALM = 10;
/** Readers remembered at once; the longest silent are forgotten first. */
const READERS = 10_000;

type Bucket = { free: number; at: number; warned: boolean };

/** `allow`: answer. `warn`: say once that it is too fast. `ignore`: say nothing. */
export type Verdict = 'allow' | 'warn' | 'ignore';

/** A token bucket for each reader (by any number that names one); `now` in epoch ms. */
export function createLimiter(): (reader: number, now: number) => Verdict {
  const buckets = new Map<number, Bucket>();
  return (reader, now) => {
    const known = buckets.get(reader) ?? { free: BURST, at: now, warned: false };
    const free = Math.min(BURST, known.free + (Math.max(0, now - known.at) / 1000) * PER_SECOND);
    const warned = known.warned && free < CALM;
    const allowed = free >= 1;
    buckets.delete(reader);
    buckets.set(reader, { free: allowed ? free - 1 : free, at: now, warned: warned || !allowed });
    if (buckets.size > READERS) for (const oldest of buckets.keys()) if (buckets.delete(oldest)) break;
    if (allowed) return 'allow';
    return warned ? 'ignore' : 'warn';
  };
}
