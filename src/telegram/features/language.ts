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
  await speak(turn, chosen);
  await turn.reply({ html: turn.say.languageSet, menu: true });
}

/** A tap on one of the two. */
export async function languageTapped(turn: Turn, [value]: readonly string[]): Promise<boolean> {
  const chosen = languages.find((one) => one === value);
  if (chosen === undefined) return false;
  if (!(await turn.mayChange())) return true;
  await speak(turn, chosen);
  await turn.redraw(await choices(turn));
  // Its keyboard speaks the new language too.
  await turn.reply({ html: turn.say.languageSet, menu: true });
  return true;
}

async function speak(turn: Turn, chosen: ChatSettings['language']): Promise<void> {
  await turn.app.chats.setSettings((await turn.chat()).id, { language: chosen });
  await turn.chat();
}

async function choices(turn: Turn): Promise<Keyboard> {
  const spoken = (await turn.known())?.settings.language ?? 'ar';
  return [
    languages.flatMap((one) =>
      button(`${one === spoken ? '✅ ' : ''}${turn.labels.language(one)}`, {
        kind: 'own',
        code: LANGUAGE,
        values: [one],
      }),
    ),
  ];
}
