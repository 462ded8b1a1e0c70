/** Pictures that stand for an outlet rather than for its news. */

/** Words of a file's name that say so. */
const EMBLEM = new Set(
  'logo logos default defaults placeholder blank dummy favicon icon avatar share sharing opengraph ogimage watermark'.split(
    ' ',
  ),
);
/** Words that say nothing beside them. */
const BESIDE = new Set(
  'not available site website main header footer new og fb facebook twitter x social media image images img pic photo picture post article news story thumb thumbnail preview small medium large big full white black dark light color square wide rectangle landscape ar en arabic english web app cover bg background final copy px by'.split(
    ' ',
  ),
);

/**
 * Whether the name of a picture's file says that it stands for the outlet: each of its words speaks of a logo, a default
 * or a size, or is the outlet's own. «google-logo.jpg» on another site is a picture of the news.
 */
export function isEmblem(address: string): boolean {
  const { hostname, pathname } = new URL(address);
  const file = pathname.split('/').at(-1) ?? '';
  const words = file
    .slice(0, 200)
    .replace(/\.[a-z]{3,4}$/iu, '')
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .replace(/\bno[-_]?(?=(?:image|img|photo|pic|picture|thumb)s?\b)/iu, 'default ')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+|(?<=\D)(?=\d)|(?<=\d)(?=\D)/u)
    .filter((word) => word !== '' && !/^\d+$/u.test(word));
  const own = new Set(hostname.split('.'));
  return (
    words.some((word) => EMBLEM.has(word)) &&
    words.every((word) => EMBLEM.has(word) || BESIDE.has(word) || own.has(word))
  );
}

/** A picture that so many articles bear, each under a headline of its own, is none of theirs. */
const SHARED = 3;

/** Of the pictures of one outlet's articles those that stand above too many of them. */
export function sharedPictures(
  articles: readonly {
    readonly title: string | undefined;
    readonly pictures: readonly (string | undefined)[];
  }[],
): ReadonlySet<string> {
  const titles = new Map<string, Set<string | undefined>>();
  for (const { title, pictures } of articles) {
    for (const picture of pictures) {
      if (picture === undefined) continue;
      const under = titles.get(picture) ?? new Set();
      titles.set(picture, under.add(title));
    }
  }
  return new Set([...titles].filter(([, under]) => under.size >= SHARED).map(([picture]) => picture));
}
