/** Telegram's own parser (TDLib, offline): what a server makes of a message's HTML. */
import { getTdjson } from 'prebuilt-tdlib';
import * as tdl from 'tdl';

tdl.configure({ tdjson: getTdjson(), verbosityLevel: 0 });

export type Judged = {
  readonly text: string;
  /** Kinds of the entities our tags make, in order. */
  readonly ours: readonly string[];
  /** Kinds of what Telegram finds by itself in the text. */
  readonly found: readonly string[];
};

/** Parses as sendMessage would; throws what Telegram would refuse. Clock times, which mean nothing without media, are not counted as found. */
export function judge(html: string): Judged {
  const parsed = tdl.execute({ _: 'parseTextEntities', text: html, parse_mode: { _: 'textParseModeHTML' } });
  if (parsed?._ !== 'formattedText')
    throw new Error(`refused: ${parsed?._ === 'error' ? parsed.message : ''}`);
  const found = tdl.execute({ _: 'getTextEntities', text: parsed.text });
  if (found?._ !== 'textEntities') throw new Error('no entities');
  return {
    text: parsed.text,
    ours: parsed.entities.map((entity) => entity.type._),
    found: found.entities
      .map((entity) => entity.type._)
      .filter((kind) => kind !== 'textEntityTypeMediaTimestamp'),
  };
}
