/** How grammY's calls are made: by Node's own fetch. */
import type { Api } from 'grammy';

type GrammyFetch = NonNullable<NonNullable<ConstructorParameters<typeof Api>[1]>['fetch']>;

/** The part of grammY's settings that Node's fetch takes. */
type Call = {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream for calls that carry a file. */
  readonly body: string | AsyncIterable<Uint8Array>;
  readonly signal: Pick<AbortSignal, 'aborted' | 'addEventListener'>;
};

/**
 * grammY's own, node-fetch 2, never notices that a connection broke in the middle of an answer: the call would hang until its time is over.
 * Its signals are of another make too. Redirections are not followed: the address holds the token.
 */
export const apiFetch = (async (url: string, { method, headers, body, signal }: Call): Promise<Response> => {
  const ended = new AbortController();
  if (signal.aborted) ended.abort();
  else signal.addEventListener('abort', () => ended.abort(), { once: true });
  return fetch(url, {
    method,
    headers,
    body,
    signal: ended.signal,
    redirect: 'error',
    // What Node asks for beside a stream.
    ...(typeof body === 'string' ? {} : { duplex: 'half' }),
  });
}) as unknown as GrammyFetch;
