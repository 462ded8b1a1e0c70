/** /language, and «English», «عربي»: what the bot speaks here. News are Arabic in every language. */
import type { ChatSettings } from '../../subscriptions/chat.ts';
import { button, type Keyboard } from '../keyboards.ts';
import { languages } from '../languages.ts';
import type { Turn } from '../turn.ts';
import { languageNamed } from '../words.ts';

/** Taps that choose a language: `lang:en`. */
export const LANGUAGE = 'lang';

/** `argument`: a language's name; without one of ours, both as buttons. */
export async function language(turn: Turn, argument: string): Promise<void> {
  const chosen = languageNamed(argument);
  if (chosen === undefined) return turn.reply({ html: turn.say.askLanguage, keyboard: await choices(turn) });
  if (!(await turn.mayChange())) return;
  await speak(turn, chosen, () => turn.reply({ html: turn.say.languageSet, menu: true }));
}

/** A tap on one of the two. */
export async function languageTapped(turn: Turn, [value]: readonly string[]): Promise<boolean> {
  const chosen = languages.find((one) => one === value);
  if (chosen === undefined) return false;
  if (!(await turn.mayChange())) return true;
  if (chosen === (await spoken(turn))) {
    await turn.redraw(await choices(turn));
    await turn.note(turn.say.languageIs);
    return true;
  }
  await speak(turn, chosen, async () => {
    await turn.redraw(await choices(turn));
    // Its keyboard speaks the new language too.
    await turn.reply({ html: turn.say.languageSet, menu: true });
  });
  return true;
}

/** From here on the chat is spoken to in this language: first by `answer`, then by its command menu. */
export async function speak(
  turn: Turn,
  chosen: ChatSettings['language'],
  answer: () => Promise<void>,
): Promise<void> {
  const before = await spoken(turn);
  await turn.app.chats.setSettings((await turn.chat()).id, { language: chosen });
  await turn.chat();
  await answer();
  if (before !== 'ar' || chosen !== 'ar') await turn.showMenu(chosen);
}

async function spoken(turn: Turn): Promise<ChatSettings['language']> {
  return (await turn.known())?.settings.language ?? 'ar';
}

async function choices(turn: Turn): Promise<Keyboard> {
  const now = await spoken(turn);
  return [
    languages.flatMap((one) =>
      button(`${one === now ? '✅ ' : ''}${turn.labels.language(one)}`, {
        kind: 'own',
        code: LANGUAGE,
        values: [one],
      }),
    ),
  ];
}
