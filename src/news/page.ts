/** Reading pages away from the main loop, in bounded time. */
import { Worker } from 'node:worker_threads';
import type { ArticleContent } from './article.ts';
import type { Removal } from './clean.ts';
import type { PageJob } from './page-worker.ts';

/** The article of a page, or why there is none. */
export type PageReading =
  | {
      readonly kind: 'article';
      readonly content: ArticleContent;
      /** What the cleaning took from the text that the extractor found. */
      readonly why: readonly Removal[];
    }
  | {
      readonly kind: 'unreadable';
      readonly reason: string;
      /** It took all of its time, and others waited. */
      readonly overran?: boolean;
    };

/** Reads pages in a thread of its own. */
export type PageReader = {
  /** The article on a page, or why there is none; settles within the deadline and never rejects. */
  read(html: string, url: string | undefined): Promise<PageReading>;
  /** End the thread. What is being read becomes unreadable. */
  close(): Promise<void>;
};

/** A longer page is told as unreadable. */
const MAX_CHARACTERS = 5_000_000;
/** A thread costs some 70 MB: it ends when nothing was read for this long. */
const IDLE_MS = 5_000;
/** How long a thread may take to start, on a machine that is busy: no page is to blame for that. */
const START_MS = 20_000;
/**
 * A page that needs more ends its thread, not the process. What is young is collected early: left to itself the engine lets a
 * page of 3 MB take 50 MB more.
 */
const MAX_HEAP_MB = 192;
const MAX_YOUNG_MB = 16;

const unreadable = (reason: string): Extract<PageReading, { kind: 'unreadable' }> => ({
  kind: 'unreadable',
  reason,
});

/**
 * A reader of HTML pages. Work happens one page at a time in a worker thread; a page that takes longer than
 * `deadlineMs` costs the thread, and the next page gets a new one. The thread never keeps the process alive.
 */
export function createPageReader({ deadlineMs }: { deadlineMs: number }): PageReader {
  let thread: Worker | undefined;
  let queue: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;
  let closed = false;
  /** Settles the page in hand. */
  let settle: ((reading: PageReading) => void) | undefined;

  const end = async () => {
    const ending = thread;
    thread = undefined;
    await ending?.terminate();
  };

  const start = (ready: () => void): Worker => {
    const worker = new Worker(new URL('./page-worker.mjs', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: MAX_YOUNG_MB },
    });
    worker.on('message', (message: PageReading | 'ready') => {
      if (message === 'ready') ready();
      else if (worker === thread) settle?.(message);
    });
    const lost = (reason: string) => {
      if (worker !== thread) return;
      thread = undefined;
      settle?.(unreadable(reason));
    };
    worker.on('error', (error: Error) => lost(`the page reader failed: ${error.message}`));
    worker.on('exit', () => lost('the page reader ended'));
    return worker;
  };

  const work = (job: PageJob): Promise<PageReading> =>
    new Promise((resolve) => {
      clearTimeout(idle);
      let timer: NodeJS.Timeout | undefined;
      settle = (reading) => {
        settle = undefined;
        clearTimeout(timer);
        thread?.unref();
        idle = setTimeout(() => void end(), IDLE_MS).unref();
        resolve(reading);
      };
      const giveUp = (reason: string) => {
        void end();
        settle?.({ ...unreadable(reason), overran: true });
      };
      const send = (worker: Worker) => {
        clearTimeout(timer);
        timer = setTimeout(() => giveUp(`not read within ${deadlineMs} ms`), deadlineMs);
        worker.postMessage(job);
      };
      if (thread !== undefined) {
        thread.ref();
        send(thread);
        return;
      }
      const worker = start(() => {
        if (worker === thread) send(worker);
      });
      thread = worker;
      timer = setTimeout(() => giveUp('the page reader did not start'), START_MS);
    });

  return {
    read(html, url) {
      if (html.length > MAX_CHARACTERS) return Promise.resolve(unreadable('the page is too large'));
      const reading = queue.then(() =>
        closed ? unreadable('the page reader is closed') : work({ html, url }),
      );
      queue = reading;
      return reading;
    },
    async close() {
      closed = true;
      const ending = end();
      settle?.(unreadable('the page reader is closed'));
      clearTimeout(idle);
      await ending;
    },
  };
}
