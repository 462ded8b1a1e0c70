/** /digest: what the next digest would hold, without spending it. */
import { renderDigest } from '../render.ts';
import { whenLine } from '../settings.ts';
import type { Turn } from '../turn.ts';

/** The preview, or a sentence when there is nothing to tell yet; both say when the next one comes, that all is paused, or that nothing has begun. */
export async function digest(turn: Turn): Promise<void> {
  const chat = await turn.chat();
  const preview = await turn.app.previewDigest(chat, turn.now);
  const when = whenLine(turn, chat);
  if (preview === undefined) return turn.reply({ html: `${turn.say.emptyDigest}\n${when}` });
  const parts = renderDigest(preview, { preview: true, username: turn.username });
  for (const [index, part] of parts.entries())
    await turn.reply({
      html: index === parts.length - 1 ? `${part.html}\n\n${when}` : part.html,
      keyboard: part.buttons,
    });
}
