/** What topics, their groups and the ready-made words are called in each of the bot's languages. */
import { groupsInEnglish } from '../topics/catalogue.ts';
import { files } from '../topics/files.ts';
import type { Topic } from '../topics/topic.ts';

/** What things are called in one language. */
export type Names = {
  readonly topic: (topic: Pick<Topic, 'name' | 'english'>) => string;
  /** Of a group, by its heading in the catalogue. */
  readonly group: (heading: string) => string;
  /** Of a reader's own words, by what they are called: only the ready-made ones have other names. */
  readonly own: (name: string) => string;
};

/** As the catalogue has them. */
export const arabicNames: Names = {
  topic: ({ name }) => name,
  group: (heading) => heading,
  own: (name) => name,
};

const filesInEnglish = new Map(files.map(({ name, english }) => [name, english]));

/** As English has them; what has no English name keeps its own. */
export const englishNames: Names = {
  topic: ({ english }) => english,
  group: (heading) => groupsInEnglish.get(heading) ?? heading,
  own: (name) => filesInEnglish.get(name) ?? name,
};
