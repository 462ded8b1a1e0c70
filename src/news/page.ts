/** Reading pages away from the main loop, in bounded time. */
import { Worker } from 'node:worker_threads';
import type { ArticleContent } from './article.ts';
import type { PageJob } from './page-worker.ts';

export type PageReading =
  | { readonly kind: 'article'; readonly content: ArticleContent }
  | { readonly kind: 'unreadable'; readonly reason: string };

export type PageReader = {
  /** The article on a page, or why there is none; settles within the deadline and never rejects. */
  read(html: string, url: string | undefined): Promise<PageReading>;
  /** End the thread. What is being read becomes unreadable. */
  close(): Promise<void>;
};

const MAX_CHARACTERS = 5_000_000;
const MAX_DEPTH = 512;
/** A thread costs some 70 MB: it ends when nothing was read for this long. */
const IDLE_MS = 5_000;
const START_MS = 20_000;

/** Elements that have no end tag or end by themselves where the next begins: they nest nothing. */
const FLAT = new Set(
  (
    'area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot ' +
    'option optgroup colgroup'
  ).split(' '),
);
const TAG = /<(?:!--|(\/?)([a-zA-Z][a-zA-Z0-9:-]{0,30}))/gu;

/** Whether elements nest deeper than the limit: one pass over the source, without building anything. */
function tooDeep(html: string): boolean {
  let depth = 0;
  TAG.lastIndex = 0;
  for (let match = TAG.exec(html); match !== null; match = TAG.exec(html)) {
    const name = match[2]?.toLowerCase();
    if (name === undefined) {
      const end = html.indexOf('-->', TAG.lastIndex);
      if (end === -1) return false;
      TAG.lastIndex = end;
    } else if (FLAT.has(name)) {
      // nests nothing
    } else if (match[1] === '/') {
      if (depth > 0) depth -= 1;
    } else if (name === 'script' || name === 'style') {
      const end = html.indexOf(`</${match[2]}`, TAG.lastIndex);
      if (end !== -1) TAG.lastIndex = html.indexOf('>', end) + 1 || html.length;
    } else {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    }
  }
  return false;
}

const unreadable = (reason: string): PageReading => ({ kind: 'unreadable', reason });

/**
 * A reader of HTML pages. Work happens one page at a time in a worker thread; a page that takes longer than
 * `deadlineMs` costs the thread, and the next page gets a new one. The thread never keeps the process alive.
 */
export function createPageReader({ deadlineMs }: { deadlineMs: number }): PageReader {
  let worker: Worker | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let closed = false;
  let abandon: ((reading: PageReading) => void) | undefined;

  const end = async () => {
    const ending = worker;
    worker = undefined;
    await ending?.terminate();
  };

  const work = (job: PageJob): Promise<PageReading> =>
    new Promise((resolve) => {
      clearTimeout(idle);
      const fresh = worker === undefined;
      const thread = worker ?? new Worker(new URL('./page-worker.mjs', import.meta.url));
      worker = thread;
      thread.ref();
      let timer: NodeJS.Timeout | undefined;
      const settle = (reading: PageReading, healthy: boolean) => {
        clearTimeout(timer);
        thread.removeAllListeners();
        // A thread that dies while idle is only replaced.
        thread.on('error', () => undefined);
        abandon = undefined;
        thread.unref();
        if (healthy) idle = setTimeout(() => void end(), IDLE_MS).unref();
        else void end();
        resolve(reading);
      };
      abandon = (reading) => settle(reading, false);
      const send = () => {
        timer = setTimeout(() => settle(unreadable(`not read within ${deadlineMs} ms`), false), deadlineMs);
        thread.postMessage(job);
      };
      thread.on('message', (message: PageReading | 'ready') => {
        if (message !== 'ready') settle(message, true);
        else {
          clearTimeout(timer);
          send();
        }
      });
      thread.on('error', (error: Error) =>
        settle(unreadable(`the page reader failed: ${error.message}`), false),
      );
      thread.on('exit', () => settle(unreadable('the page reader ended'), false));
      if (fresh)
        timer = setTimeout(() => settle(unreadable('the page reader did not start'), false), START_MS);
      else send();
    });

  return {
    read(html, url) {
      if (html.length > MAX_CHARACTERS) return Promise.resolve(unreadable('the page is too large'));
      if (tooDeep(html)) return Promise.resolve(unreadable('the page nests too deep'));
      const reading = queue.then(() =>
        closed ? unreadable('the page reader is closed') : work({ html, url }),
      );
      queue = reading;
      return reading;
    },
    async close() {
      closed = true;
      clearTimeout(idle);
      abandon?.(unreadable('the page reader is closed'));
      await end();
    },
  };
}
