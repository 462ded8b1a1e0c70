/** /digest: what the next digest would hold, without spending it. */
import { messages } from '../messages.ts';
import { renderDigest } from '../render.ts';
import { nextWords } from '../settings.ts';
import type { Turn } from '../turn.ts';

/** The preview, or a sentence when there is nothing to tell yet; both say when the next one comes or that all is paused. */
export async function digest(turn: Turn): Promise<void> {
  const chat = await turn.chat();
  const preview = await turn.app.previewDigest(chat, turn.now);
  const next = chat.nextDigestAt === undefined ? undefined : nextWords(turn, chat);
  const when = chat.paused !== undefined ? messages.paused : next && messages.next(next);
  if (preview === undefined) {
    return turn.reply({
      html: when === undefined ? messages.emptyDigest : `${messages.emptyDigest}\n${when}`,
    });
  }
  const parts = renderDigest(preview, { preview: true, username: turn.username });
  for (const part of parts) await turn.reply({ html: part.html, keyboard: part.buttons });
}
