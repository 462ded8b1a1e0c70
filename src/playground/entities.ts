/** Formatting entities: their order, and how Telegram untangles those that cross or repeat one another. */

/** Telegram's names for what a stretch of a text is. */
export type EntityType =
  | 'mention'
  | 'hashtag'
  | 'cashtag'
  | 'bot_command'
  | 'url'
  | 'email'
  | 'bold'
  | 'italic'
  | 'underline'
  | 'strikethrough'
  | 'spoiler'
  | 'blockquote'
  | 'expandable_blockquote'
  | 'code'
  | 'pre'
  | 'text_link'
  | 'text_mention'
  | 'custom_emoji'
  | 'date_time';

/** Offsets and lengths in UTF-16 units. */
export type Entity = {
  readonly type: EntityType;
  readonly offset: number;
  readonly length: number;
  readonly url?: string;
  readonly language?: string;
  readonly user_id?: number;
  readonly custom_emoji_id?: string;
  readonly unix_time?: number;
  readonly date_time_format?: string;
};

/** Which of two entities over the same text stands first (tdlib/td, MessageEntity::get_type_priority). */
const PRIORITY: Readonly<Record<EntityType, number>> = {
  blockquote: 0,
  expandable_blockquote: 0,
  pre: 11,
  code: 20,
  date_time: 30,
  text_link: 49,
  text_mention: 49,
  mention: 50,
  hashtag: 50,
  cashtag: 50,
  bot_command: 50,
  url: 50,
  email: 50,
  bold: 90,
  italic: 91,
  underline: 92,
  strikethrough: 93,
  spoiler: 94,
  custom_emoji: 99,
};

/** Styles that may lie over anything: they are cut at the borders of what they cover. */
const STYLES: readonly EntityType[] = ['bold', 'italic', 'underline', 'strikethrough', 'spoiler'];

function isStyle(entity: Entity): boolean {
  return STYLES.includes(entity.type);
}

function isQuote(entity: Entity): boolean {
  return entity.type === 'blockquote' || entity.type === 'expandable_blockquote';
}

/** No style survives inside these. */
function isVerbatim(entity: Entity): boolean {
  return entity.type === 'pre' || entity.type === 'code' || entity.type === 'date_time';
}

function endOf(entity: Entity): number {
  return entity.offset + entity.length;
}

/** By offset, longer ones first, then by kind; equal ones keep their order. */
export function sortEntities(entities: readonly Entity[]): readonly Entity[] {
  return [...entities].sort(
    (a, b) => a.offset - b.offset || b.length - a.length || PRIORITY[a.type] - PRIORITY[b.type],
  );
}

function withoutOverlaps(sorted: readonly Entity[]): readonly Entity[] {
  let end = 0;
  return sorted.filter((entity) => {
    if (entity.offset < end) return false;
    end = endOf(entity);
    return true;
  });
}

function outsideQuoteBorders(entities: readonly Entity[], quotes: readonly Entity[]): readonly Entity[] {
  let next = 0;
  return entities.filter((entity) => {
    let quote = quotes[next];
    while (quote !== undefined && endOf(quote) <= entity.offset) {
      next += 1;
      quote = quotes[next];
    }
    if (quote === undefined) return true;
    const startsInsideOf = entity.offset < quote.offset && quote.offset < endOf(entity);
    return endOf(quote) >= endOf(entity) && !startsInsideOf;
  });
}

/** Cuts the styles at every border of `others`, joining those of one kind that touch within one piece. */
function splitStyles(styles: readonly Entity[], others: readonly Entity[]): readonly Entity[] {
  let pieces: Entity[] = [];
  const running = new Map<EntityType, { begin: number; end: number }>();
  let at = 0;

  function flush(upTo: number): void {
    for (const type of STYLES) {
      const run = running.get(type);
      if (run === undefined || run.begin >= upTo) continue;
      const end = Math.min(run.end, upTo);
      pieces.push({ type, offset: run.begin, length: end - run.begin });
      if (run.end <= upTo) running.delete(type);
      else run.begin = upTo;
    }
  }
  function take(upTo: number): void {
    for (let style = styles[at]; style !== undefined && style.offset < upTo; at += 1, style = styles[at]) {
      const run = running.get(style.type);
      if (run !== undefined && style.offset <= run.end) {
        run.end = Math.max(run.end, endOf(style));
      } else {
        flush(style.offset);
        running.set(style.type, { begin: style.offset, end: endOf(style) });
      }
    }
    flush(upTo);
  }

  const inside: Entity[] = [];
  function moveTo(offset: number): void {
    for (let top = inside.at(-1); top !== undefined && offset >= endOf(top); top = inside.at(-1)) {
      const before = pieces.length;
      take(endOf(top));
      if (isVerbatim(top)) pieces = pieces.slice(0, before);
      inside.pop();
    }
    take(offset);
  }
  for (const other of others) {
    moveTo(other.offset);
    inside.push(other);
  }
  moveTo(Number.MAX_SAFE_INTEGER);
  return pieces;
}

/**
 * The entities as Telegram keeps them: none empty, none crossing, links never inside links, no style inside code,
 * styles cut into pieces at the borders of what they cover (each piece counts towards the limit of a message), and
 * links that were found in the plain text (`found`) added where nothing else stands. What is nested in a valid way
 * and in one piece stays as it is.
 */
export function fixEntities(entities: readonly Entity[], found: readonly Entity[] = []): readonly Entity[] {
  const sorted = sortEntities(entities.filter((entity) => entity.length > 0));
  if (found.length === 0 && areValid(sorted)) return sorted;
  const quotes = withoutOverlaps(sorted.filter(isQuote));
  const given = withoutOverlaps(sorted.filter((entity) => !isStyle(entity) && !isQuote(entity)));
  const firm = outsideQuoteBorders(given, quotes);
  const added = outsideQuoteBorders(found, quotes).filter(
    (link) => !firm.some((entity) => entity.offset < endOf(link) && link.offset < endOf(entity)),
  );
  const others = sortEntities([...firm, ...added, ...quotes]);
  const styles = splitStyles(sorted.filter(isStyle), others);
  return sortEntities([...others, ...styles]);
}

/** Whether nothing needs untangling: then touching pieces of one style are left apart as the sender wrote them. */
function areValid(sorted: readonly Entity[]): boolean {
  const ends = new Map<EntityType, number>();
  const nested: Entity[] = [];
  for (const entity of sorted) {
    while (nested.length > 0 && entity.offset >= endOf(nested.at(-1) ?? entity)) nested.pop();
    const parent = nested.at(-1);
    if (parent !== undefined) {
      if (endOf(entity) > endOf(parent)) return false;
      if (nested.some((outer) => outer.type === entity.type || isStyle(outer))) return false;
      if (isVerbatim(parent)) return false;
      if (isVerbatim(entity) && nested.some((outer) => !isQuote(outer))) return false;
      if (!isStyle(entity) && nested.some((outer) => !isStyle(outer) && !isQuote(outer))) return false;
      if (isQuote(entity) && nested.some(isQuote)) return false;
    }
    if (isStyle(entity)) {
      const end = ends.get(entity.type);
      if (end !== undefined && end >= entity.offset) return false;
      ends.set(entity.type, endOf(entity));
    }
    nested.push(entity);
  }
  return true;
}

/** What Telegram finds in plain text by itself. */
const FOUND: ReadonlySet<EntityType> = new Set([
  'mention',
  'hashtag',
  'cashtag',
  'bot_command',
  'url',
  'email',
]);

/**
 * The entities of a message that are kept when at most `limit` are: first those that are no styles, then the styles
 * (each as one, however many pieces it shows in), as Telegram's clients send them (tdlib/td,
 * get_input_message_entities); then the links found in the text. Custom emoji do not count.
 */
export function limitEntities(
  entities: readonly Entity[],
  limit: number,
): { readonly kept: readonly Entity[]; readonly dropped: number } {
  const free = entities.filter(({ type }) => type === 'custom_emoji');
  const firm = entities.filter(
    (entity) => !isStyle(entity) && !FOUND.has(entity.type) && !free.includes(entity),
  );
  const styles = splitStyles(sortEntities(entities.filter(isStyle)), []);
  const found = entities.filter(({ type }) => FOUND.has(type));
  const counted = [...firm, ...styles, ...found];
  if (counted.length <= limit) return { kept: entities, dropped: 0 };
  const kept = counted.slice(0, limit);
  const links = kept.filter(({ type }) => FOUND.has(type));
  return {
    kept: fixEntities([...free, ...kept.filter((entity) => !links.includes(entity))], links),
    dropped: counted.length - limit,
  };
}
