/** Blocks → messages within Telegram's limits, cut between blocks only. */
import type { DigestPart } from '../digests/digest.ts';
import { MAX_ENTITIES, MAX_UNITS, weigh } from './html.ts';

/** What must not be cut: a story, or a reminder's line. */
export type Block = {
  /** Stands above the first block of its kind in each message. */
  readonly heading: string | undefined;
  readonly html: string;
  /** Between blocks under one heading. */
  readonly gap: '\n' | '\n\n';
  readonly storyIds: readonly number[];
  readonly reminderIds: readonly number[];
};

export type Message = Pick<DigestPart, 'html' | 'storyIds' | 'reminderIds'>;

/** Blocks filled into as few messages as hold them, in order, never cutting one. `tail` ends the last message. */
export function pack(options: {
  readonly head: string;
  readonly nextHead: string | undefined;
  readonly blocks: readonly Block[];
  readonly tail: string | undefined;
}): readonly Message[] {
  const messages: Message[] = [];
  let html = options.head;
  let held: Block[] = [];
  const close = (): void => {
    messages.push({
      html,
      storyIds: held.flatMap((block) => block.storyIds),
      reminderIds: held.flatMap((block) => block.reminderIds),
    });
    held = [];
  };
  const joined = (before: string, block: Block, previous: Block | undefined): string => {
    const sameHeading = previous !== undefined && previous.heading === block.heading;
    const text = block.heading === undefined || sameHeading ? block.html : headed(block.heading, block);
    return before === '' ? text : `${before}${sameHeading ? block.gap : '\n\n'}${text}`;
  };
  for (const block of options.blocks) {
    let longer = joined(html, block, held.at(-1));
    if (held.length > 0 && !fits(longer)) {
      close();
      html = options.nextHead ?? '';
      longer = joined(html, block, undefined);
    }
    html = longer;
    held.push(block);
  }
  if (options.tail !== undefined) {
    const longer = html === '' ? options.tail : `${html}\n\n${options.tail}`;
    if (fits(longer) || held.length === 0) html = longer;
    else {
      close();
      html = options.tail;
    }
  }
  if (html !== '') close();
  return messages;
}

function headed(heading: string, block: Block): string {
  return `${heading}${block.gap}${block.html}`;
}

function fits(html: string): boolean {
  const { units, entities } = weigh(html);
  return units <= MAX_UNITS && entities <= MAX_ENTITIES;
}
