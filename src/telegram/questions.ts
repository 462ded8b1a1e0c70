/** The bot's questions that are answered in words: told apart by their sentence. */
import { languages, textsOf } from './languages.ts';

const names = ['askCity', 'askOtherCity', 'askTime', 'askSearch', 'askName', 'askFooter'] as const;

/** As messages.ts calls their sentences. */
export type QuestionName = (typeof names)[number];

/** The question that stands in this text or HTML of the bot's, in whichever language; undefined where none does. */
export function questionIn(said: string): QuestionName | undefined {
  return names.find((name) => languages.some((language) => said.includes(textsOf(language).messages[name])));
}

/** The question of this name; undefined for one that a former version asked. */
export function questionNamed(name: string): QuestionName | undefined {
  return names.find((one) => one === name);
}
