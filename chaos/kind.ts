/** What a message is, by how it begins: what goes through the outbox, as against answers to readers. */
import { words } from '../src/telegram/messages.ts';

export type MessageKind = 'digest' | 'breaking' | 'update' | 'correction' | 'again';

/** Before what may not have arrived. */
export const AGAIN = 'ربما لم تصلك';

const BEGINNINGS: readonly (readonly [MessageKind, RegExp])[] = [
  ['digest', /^(?:تتمّة )?نشرة /u],
  ['breaking', new RegExp(`^${words.breaking}`, 'u')],
  ['update', new RegExp(`^${words.update}`, 'u')],
  ['correction', /^تصحيح(?: من [^:]+)?: /u],
  ['again', new RegExp(`^${AGAIN}`, 'u')],
];

/** The kind of a message, as readers see it without tags; undefined for an answer. */
export function kindOf(text: string): MessageKind | undefined {
  return BEGINNINGS.find(([, beginning]) => beginning.test(text))?.[0];
}
