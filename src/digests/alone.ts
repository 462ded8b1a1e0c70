/** What the compose job and the at-once job do with one store, one after the other: what they read of it holds until they wrote. */
import type { DigestStore } from './digest.ts';

const last = new WeakMap<object, Promise<unknown>>();

/**
 * Does `work` once all that was asked for on this store before is done, and returns what it returns or throws. Not to be asked for within
 * such work, which would wait for itself.
 */
export function aloneOn<T>(store: Partial<DigestStore>, work: () => Promise<T>): Promise<T> {
  const before = last.get(store) ?? Promise.resolve();
  const done = before.then(work, work);
  last.set(store, done);
  return done;
}
