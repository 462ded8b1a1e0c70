/** /sources: whom the bot reads, and who does not answer now. */
import { counted } from '../../arabic/plurals.ts';
import type { SourceState } from '../../news/source.ts';
import { publishedWhen } from '../dates.ts';
import { outside, outsideName } from '../html.ts';
import { messages } from '../messages.ts';
import type { Turn } from '../turn.ts';

/** One failed visit is a hiccup. */
const FAILING = 2;
/** Names shown in one list; a message holds this many with room to spare. */
const NAMES = 60;
const NAME_UNITS = 32;

export async function sources(turn: Turn): Promise<void> {
  const all = await turn.app.sources.list();
  if (all.length === 0) return turn.reply({ html: messages.noSources });
  const stopped = all.filter((source) => source.disabled !== undefined);
  const failing = all.filter((source) => source.disabled === undefined && source.failures >= FAILING);
  const working = all.filter((source) => source.disabled === undefined && source.failures < FAILING);
  const zone = await turn.zone();
  const since = (source: SourceState): string => {
    const name = outsideName(source.publisher, NAME_UNITS);
    const seen =
      source.lastSuccessAt === undefined
        ? messages.neverRead
        : messages.lastRead(publishedWhen(source.lastSuccessAt, zone, turn.now));
    return `${name} (${seen})`;
  };
  const lines: string[] = [messages.sourcesTitle];
  const names = distinct(working);
  if (names.length > 0)
    lines.push(`${messages.sourcesCount(counted(names.length, messages.sourceNoun))} ${list(names)}.`);
  if (failing.length > 0) lines.push('', messages.sourcesFailing(list(failing.slice(0, 15).map(since))));
  if (stopped.length > 0) lines.push('', messages.sourcesStopped(list(distinct(stopped).slice(0, 15))));
  lines.push('', messages.sourcesNote);
  await turn.reply({ html: lines.join('\n') });
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

function list(names: readonly string[]): string {
  return names.length > NAMES ? `${names.slice(0, NAMES).join('، ')}، وغيرها` : names.join('، ');
}
