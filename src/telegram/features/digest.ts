/** /digest: what the next digest would hold, without spending it. */
import type { Digest } from '../../digests/digest.ts';
import type { Chat } from '../../subscriptions/chat.ts';
import { renderDigest } from '../render.ts';
import { whenLine } from '../settings.ts';
import type { Answer, Turn } from '../turn.ts';

/** A part (from 1) of the preview, for a tap that brings it back; undefined where there is none any more. */
export async function previewAnswer(turn: Turn, part: number): Promise<Answer | undefined> {
  const chat = await turn.known();
  const preview = chat && (await turn.app.previewDigest(chat, turn.now));
  return preview && previewAnswers(turn, chat, preview)[part - 1];
}

/** The preview, or a sentence when there is nothing to tell yet; both say when the next one comes, that all is paused, or that nothing has begun. */
export async function digest(turn: Turn): Promise<void> {
  const chat = await turn.chat();
  const preview = await turn.app.previewDigest(chat, turn.now);
  const when = whenLine(turn, chat);
  if (preview === undefined) return turn.reply({ html: `${turn.say.emptyDigest}\n${when}` });
  for (const answer of previewAnswers(turn, chat, preview)) await turn.reply(answer);
}

/** The preview's messages; the last says when the digest comes. */
function previewAnswers(turn: Turn, chat: Chat, preview: Digest): readonly Answer[] {
  const parts = renderDigest(preview, { preview: true, username: turn.username });
  return parts.map(({ html, buttons }, index) => ({
    html: index === parts.length - 1 ? `${html}\n\n${whenLine(turn, chat)}` : html,
    keyboard: buttons,
  }));
}
