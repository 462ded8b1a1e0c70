/** Blocks → messages within Telegram's limits, cut between blocks only. */
import { lastAsked } from '../arabic/kept.ts';
import type { DigestPart } from '../digests/digest.ts';
import { MAX_WEIGHT, type Weight, weigh } from './html.ts';

/** What must not be cut: a story, or a reminder's line. */
export type Block = {
  /** Stands above the first block of its kind in each message. */
  readonly heading: string | undefined;
  readonly html: string;
  /** Between blocks under one heading. */
  readonly gap: '\n' | '\n\n';
  readonly storyIds: readonly number[];
  /** What each of them stands under. */
  readonly topics: readonly string[];
  readonly reminderIds: readonly number[];
};

/** A message that is being filled. */
export type Message = Pick<DigestPart, 'html' | 'storyIds' | 'topics' | 'reminderIds'>;

/** A story stands in the digests of many chats. */
const weighed = lastAsked<string, Weight>(4_000);
const always = (): boolean => true;
const weightOf = (html: string): Weight => weighed(html, always, () => weigh(html));

/** Blocks filled into as few messages as hold them, in order, never cutting one. `tail` ends the last message. */
export function pack(options: {
  readonly head: string;
  readonly nextHead: string | undefined;
  readonly blocks: readonly Block[];
  /** A short line: what stays below the limit leaves room for it. */
  readonly tail: string | undefined;
}): readonly Message[] {
  const messages: Message[] = [];
  let held: Block[] = [];
  let html = options.head;
  let weight = weigh(html);
  const close = (): void => {
    messages.push({
      html,
      storyIds: held.flatMap((block) => block.storyIds),
      topics: held.flatMap((block) => block.topics),
      reminderIds: held.flatMap((block) => block.reminderIds),
    });
  };
  for (const block of options.blocks) {
    let between = before(block, held.at(-1), html);
    let heavier = sum(sum(weight, weigh(between)), weightOf(block.html));
    if (held.length > 0 && tooHeavy(heavier)) {
      close();
      held = [];
      html = options.nextHead ?? '';
      between = before(block, undefined, html);
      heavier = sum(weigh(html + between), weightOf(block.html));
    }
    html += between + block.html;
    weight = heavier;
    held.push(block);
  }
  if (options.tail !== undefined) html += html === '' ? options.tail : `\n\n${options.tail}`;
  close();
  return messages;
}

/** What stands before a block after the one before it: its heading only where another one ends. */
function before(block: Block, previous: Block | undefined, html: string): string {
  const sameHeading = previous !== undefined && previous.heading === block.heading;
  const gap = html === '' ? '' : sameHeading ? block.gap : '\n\n';
  return gap + (block.heading === undefined || sameHeading ? '' : block.heading + block.gap);
}

/** Weights add up, since no tag spans two blocks. */
function sum(one: Weight, other: Weight): Weight {
  return {
    units: one.units + other.units,
    entities: one.entities + other.entities,
    bytes: one.bytes + other.bytes,
  };
}

/** What stands between two blocks. */
const GAP: Weight = { units: 2, entities: 0, bytes: 2 };

/** Whether blocks of HTML, with a blank line between each two, may be one message. */
export function fits(...blocks: readonly string[]): boolean {
  return !tooHeavy(blocks.map(weightOf).reduce((all, one) => sum(sum(all, GAP), one)));
}

function tooHeavy({ units, entities, bytes }: Weight): boolean {
  return units > MAX_WEIGHT.units || entities > MAX_WEIGHT.entities || bytes > MAX_WEIGHT.bytes;
}
