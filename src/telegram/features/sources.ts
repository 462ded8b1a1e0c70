/** /sources: whom the bot reads, and who does not answer now. */
import { counted } from '../../arabic/plurals.ts';
import { isOfAState } from '../../news/publishers.ts';
import type { SourceState } from '../../news/source.ts';
import { publishedWhen } from '../dates.ts';
import { outside, outsideName } from '../html.ts';
import { nouns, words } from '../messages.ts';
import type { Turn } from '../turn.ts';

/** One failed visit is a hiccup, unless it was the first. */
const FAILING = 2;
/** Names shown in a list, and in those that say more; together they fill no message. */
const NAMES = 40;
const DETAILED = 10;
const NAME_UNITS = 32;

type Condition = 'working' | 'failing' | 'unread' | 'stopped';

function conditionOf(source: SourceState): Condition {
  if (source.disabled !== undefined) return 'stopped';
  if (source.lastSuccessAt === undefined) return source.failures > 0 ? 'unread' : 'working';
  return source.failures >= FAILING ? 'failing' : 'working';
}

/** The outlets by how they answer; the operator alone, in a private chat, also reads why some fail. */
export async function sources(turn: Turn): Promise<void> {
  const all = await turn.app.sources.list();
  if (all.length === 0) return turn.reply({ html: turn.say.noSources });
  const zone = await turn.zone();
  const those = (condition: Condition): readonly SourceState[] =>
    all.filter((source) => conditionOf(source) === condition);
  const lastRead = (source: SourceState): string =>
    source.lastSuccessAt === undefined
      ? outsideName(source.publisher, NAME_UNITS)
      : turn.say.lastRead(
          outsideName(source.publisher, NAME_UNITS),
          publishedWhen(source.lastSuccessAt, zone, turn.now),
        );
  const working = distinct(those('working'));
  const failing = those('failing').map(lastRead);
  const unread = distinct(those('unread'));
  const stopped = distinct(those('stopped'));
  const paragraphs: string[] = [];
  if (working.length > 0)
    paragraphs.push(turn.say.sourcesRead(counted(working.length, nouns.source), list(working, NAMES)));
  if (failing.length > 0) paragraphs.push(turn.say.sourcesFailing(list(failing, DETAILED)));
  if (unread.length > 0) paragraphs.push(turn.say.sourcesUnread(list(unread, NAMES)));
  if (stopped.length > 0) paragraphs.push(turn.say.sourcesStopped(list(stopped, DETAILED)));
  const ofStates = distinct(all.filter((source) => isOfAState(source.publisher)));
  if (ofStates.length > 0) paragraphs.push(turn.say.sourcesOfStates(list(ofStates, NAMES)));
  await turn.reply({
    html: `${turn.say.sourcesTitle}\n${[...paragraphs, turn.say.sourcesNote].join('\n\n')}`,
  });
  await tellOperator(turn, [...those('failing'), ...those('unread')]);
}

/** Why sources fail is the operator's business. */
async function tellOperator(turn: Turn, failing: readonly SourceState[]): Promise<void> {
  if (!turn.operator || turn.kind !== 'private' || failing.length === 0) return;
  const reasons = failing
    .slice(0, 15)
    .map((source) => `${outside(source.id, 40)}: ${outside(source.lastError ?? '', 180)}`);
  await turn.reply({ html: reasons.join('\n') });
}

/** Outlets, each once, in the order of the file. */
function distinct(all: readonly SourceState[]): readonly string[] {
  return [...new Set(all.map((source) => outsideName(source.publisher, NAME_UNITS)))];
}

function list(names: readonly string[], most: number): string {
  return names.length > most ? `${names.slice(0, most).join('، ')}، ${words.andOthers}` : names.join('، ');
}
