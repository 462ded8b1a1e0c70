/** The thread that reads pages: a hostile page can hang it, and then it is ended from outside. */
import { parentPort } from 'node:worker_threads';
import { readPage } from './extract.ts';

/** A page to be read; without its address links stay as they are. */
export type PageJob = { readonly html: string; readonly url: string | undefined };

parentPort?.on('message', ({ html, url }: PageJob) => {
  parentPort?.postMessage(readPage(html, url));
});
parentPort?.postMessage('ready');
