/** What topics, their groups and the ready-made words are called in each of the bot's languages. */
import { groupsInEnglish } from '../topics/catalogue.ts';
import { files } from '../topics/files.ts';
import type { Topic } from '../topics/topic.ts';

export type Names = {
  readonly topic: (topic: Pick<Topic, 'name' | 'english'>) => string;
  /** Of a group, by its heading in the catalogue. */
  readonly group: (heading: string) => string;
  /** Of a reader's own words, by what they are called: only the ready-made ones have other names. */
  readonly own: (name: string) => string;
};

export const arabicNames: Names = {
  topic: ({ name }) => name,
  group: (heading) => heading,
  own: (name) => name,
};

const filesInEnglish = new Map(files.map(({ name, english }) => [name, english]));

export const englishNames: Names = {
  topic: ({ english }) => english,
  group: (heading) => groupsInEnglish.get(heading) ?? heading,
  own: (name) => filesInEnglish.get(name) ?? name,
};
