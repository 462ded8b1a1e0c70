/** The same sentences in English. What readers wrote and what news hold come in Arabic: each is a run of its own, so that its line stays left to right. */
import type { Texts } from './languages.ts';
import type { Where } from './messages.ts';

/** Arabic, or what may be: a run of its own, whose letters do not turn the line round. It may hold such runs. */
const apart = (html: string): string => `\u2068${html}\u2069`;

const here: Readonly<Record<Where, string>> = {
  private: 'this chat',
  group: 'this group',
  channel: 'this channel',
  thread: 'this topic of the group',
};

/** On buttons; three in a row hold about 14 characters each. */
export const labels = {
  latest: 'Latest news',
  allTopics: 'All topics',
  back: 'Back',
  more: 'More',
  share: 'Share',
  settings: 'Settings',
  stop: 'Stop digests',
  resume: 'Resume',
  follow: (topic) => `Follow ${apart(topic)}`,
  unfollow: (topic) => `Unfollow ${apart(topic)}`,
  search: (words) => `Search “${apart(words)}”`,
  // Words of one's own
  ownWords: (words) => `“${apart(words)}”`,
  followWords: (words) => `Follow the words “${apart(words)}”`,
  mute: 'Mute',
  unmute: 'Unmute',
  rename: 'Rename',
  leave: 'Unfollow',
  itsNews: 'Its news',
  files: 'Running stories',
  weather: (city) => `Weather: ${apart(city)}`,
  openBot: 'Open Mujaz',
  // the first minute
  later: 'Later',
  done: 'Done',
  morning: 'Morning 8:00',
  evening: 'Evening 8:00',
  breakingOnly: 'Breaking only',
  mine: 'My topics',
  digest: 'My digest',
  find: 'Search',
  // reading
  story: (number) => `Story ${number}`,
  details: 'Details',
  nextStory: 'Next story',
  views: 'Opinion & more',
  news: 'News',
  previous: 'Previous',
  // channels
  channelSetup: 'Channel setup',
  channelTopics: 'Topics',
  channels: 'My channels',
  addChannel: 'Add a channel',
  footer: 'Footer',
  changeFooter: 'Change it',
  dropFooter: 'Remove it',
  tags: 'Hashtags',
  preview: 'Preview',
  begin: 'Begin digests',
  // settings
  preset: (preset) => ({ flash: 'Flash', short: 'Short', full: 'Full' })[preset],
  times: 'Times',
  bothTimes: 'Morning, evening',
  otherTimes: 'Other times',
  days: 'Days',
  everyDay: 'Every day',
  workdays: 'Working days',
  weekend: (weekend) => ({ same: 'As other days', late: 'From 10:00', none: 'No digests' })[weekend],
  city: 'City',
  otherCity: 'Another city',
  quiet: 'Quiet hours',
  quietOff: 'No quiet hours',
  quietHours: (from, to) => `${apart(from)} – ${apart(to)}`,
  quietOther: 'Other hours',
  moreSettings: 'Details',
  digits: (digits) => ({ latn: 'Digits 123', arab: 'Digits ١٢٣' })[digits],
  language: (language) => ({ ar: 'العربية', en: 'English' })[language],
  silent: (silent) => ({ never: 'With sound', night: 'Silent nights', always: 'Silent' })[silent],
  breaking: (breaking) => ({ off: 'No breaking', two: 'Two a day', all: 'All breaking' })[breaking],
  hijri: 'Hijri date',
  rich: 'Rich messages',
  rest: 'Pause for a week',
  endRest: 'End the pause',
  ramadanMove: 'Move it',
  ramadanReturn: 'Move it back',
  ramadanKeep: 'Leave it',
  // trust
  why: 'Why?',
  less: 'Less like this',
  lessOf: (name) => `Less of ${apart(name)}`,
  lessReports: 'Fewer reports',
  lessened: 'Shown less',
  undo: 'Undo',
  report: 'Report',
  wrong: 'Wrong',
  repeated: 'Repeated',
  notNews: 'Not news',
  otherwise: 'Other',
  hide: 'Hide source',
  show: 'Show source',
  hidden: (name) => `Hidden: ${apart(name)}`,
  next: 'Next',
  takeAlong: (where) => (where === 'private' ? 'Copy my data' : 'Copy the data'),
  forget: (where) => (where === 'private' ? 'Delete my data' : 'Delete the data'),
} as const satisfies Texts['labels'];

/** Beside each command in Telegram's menu. */
export const menu = {
  latest: 'The latest news',
  topic: 'News on a topic: /topic iran',
  topics: 'All topics, to follow what matters',
  digest: 'Preview of the next digest',
  subscriptions: 'Topics you follow',
  subscribe: 'Follow a topic: /subscribe lebanon',
  unsubscribe: 'Stop following a topic',
  time: 'Digest times: /time 8:00 19:30',
  timezone: 'The city whose time is used',
  settings: 'Digest settings',
  search: 'Search the news',
  why: 'Why these stories came',
  sources: 'The sources and how they are doing',
  channels: 'Digests for a channel of yours',
  privacy: 'What I keep, a copy of it, deleting it',
  export: 'A copy of what I keep here',
  forget: 'Delete all I keep here',
  language: 'Language of buttons and answers: Arabic or English',
  stop: 'Stop the digests, keep what is followed',
  start: 'Start or resume',
  help: 'Help',
} as const satisfies Texts['menu'];

const list = (names: readonly string[]): string => names.map(apart).join(', ');

const known = (parts: readonly string[]): readonly string[] => parts.filter((part) => part !== '').map(apart);

const quote = (words: string): string => `“${apart(words)}”`;

const numbered = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`;

/** “8:00 ص and 8:00 م”. */
const joined = (times: readonly string[]): string =>
  times.map(apart).join(times.length === 2 ? ' and ' : ', ');

const noSubscriptions = 'No topics followed yet, so the digest brings the top news.';
const notStarted = 'The digests have not begun yet: /start';

/** Arguments are HTML already (escaped by the caller) unless they are numbers. */
export const messages = {
  start:
    'I read Arabic news sites and put what they report on one event into one short brief with its sources.',
  startQuestion: 'What matters to you?',
  startShared: 'The digests have begun here.',
  startSchedule: (times, zone) => `A digest every day: ${joined(times)} ${apart(zone)}.`,
  startTop: (times, zone) =>
    `A digest every day: ${joined(times)} ${apart(zone)}, with the top news until topics are chosen.`,
  citySet: (city) => `The time is now that of ${apart(city)}.`,
  askOtherCity: 'What is the name of the city? Write it here, such as: Muscat',
  askTopics: 'What matters to you? One tap on a topic follows it, another stops that.',
  askHour: 'When should the digest come?',
  done: 'Done.',
  firstNext: (next) => `First digest: ${apart(next)}.`,
  onlyBreaking: 'Only breaking news will come: two stories a day at most.',
  newsNow: 'And here is the latest:',
  noNewsNow: 'Nothing new right now on what you follow.',
  askLanguage: 'In which language should buttons and answers be? The news itself is in Arabic.',
  languageSet: 'Done. Buttons and answers are in English now; the news stays in Arabic.',
  languageIs: 'Buttons and answers are in English.',
  resumed: (next) => `The digests are back. Next digest: ${apart(next)}.`,
  notPaused: 'The digests are running.',
  groupWelcome:
    'Hello. I read Arabic news sites and put what they report on one event into one short brief with its sources.\n\nNews on a topic: /topic iran, the latest news: /latest.\nThe digests begin when administrators choose topics for this group:',
  help: [
    '<b>What you can ask</b>',
    'The name of a topic alone – such as: Iran, news about Lebanon, oil',
    '/latest – the latest news, and /latest 3 for three of them',
    '/topic iran – news on a topic',
    '/search – search the news, by Arabic words',
    'In any chat: the bot’s name, then a word, to share a story there',
    '',
    '<b>The digest</b>',
    '/topics – the topics, with buttons to follow them',
    '/subscribe lebanon – follow a topic, or any Arabic words (a hyphen before a word leaves it out)',
    '/unsubscribe lebanon – stop following it',
    '/subscriptions – the topics you follow',
    '/settings – digest settings, by buttons',
    '/time 8:00 19:30 – digest times',
    '/timezone Cairo – the city whose time is used',
    '/digest – a preview of the next digest',
    '/stop – stop the digests, and /start resumes them',
    '',
    '/channels – digests for a channel, set up from here',
    '/sources – the sources and how they are doing',
    '/why – why the stories of the digest came',
    '/privacy – what I keep, /export a copy of it, /forget deletes it',
    '/language – the language of buttons and answers',
    '',
    'The news is in Arabic, in the words of its sources; any labels in it are theirs, and our headlines adopt none.',
  ].join('\n'),

  latestTitle: '<b>Latest news</b>',
  storiesShown: (count, more) => {
    const stories = numbered(count, 'story', 'stories');
    return more ? `newest ${count === 1 ? 'story' : stories}` : stories;
  },
  storiesBeside: (news, others, more) => {
    const items = more ? 'more' : numbered(others, 'other text', 'other texts');
    if (news > 0) return `${numbered(news, 'story', 'stories')} and ${items}`;
    return numbered(others, 'text', 'texts');
  },
  viewsTitle: (topic) => `<b>${apart(topic)}</b> · opinion and features`,
  viewsPage: (topic, page) => `<b>${apart(topic)}</b> · opinion and features · page ${page}`,
  topicTitle: (topic, stories) => `<b>${topic}</b> · ${stories}`,
  topicPage: (topic, page) => `<b>${apart(topic)}</b> · page ${page}`,
  undated: '<i>Texts without a date of publication</i>',
  // reading
  latestPage: (page) => `<b>Latest news</b> · page ${page}`,
  storyGone: 'I do not have this story any more.',
  digestGone: 'I do not have this digest any more.',
  nothingYet: 'I have no news yet. I read the sources every few minutes; please try again shortly.',
  nothingOnTopic: (topic) => `I have nothing new on ${quote(topic)}.`,
  noMore: (topic) => `I have nothing more on ${quote(topic)}.`,
  nothingSince: (topic, day) => `Nothing new on ${quote(topic)} since ${apart(day)}.`,
  meant: (asked, topic) => `There is no topic called ${quote(asked)}; ${quote(topic)} is probably meant.`,
  nearTopic: (asked, topic) =>
    `There is no topic called ${quote(asked)}; this is the nearest one: ${quote(topic)}.`,
  didYouMean: (asked, topics) =>
    `There is no topic called ${quote(asked)}. Did you mean ${topics.map(quote).join(' or ')}?`,
  searchTitle: (words, stories) => `<b>Search: ${quote(words)}</b> · ${apart(stories)}`,
  nothingFound: (words) => `Nothing found for ${quote(words)}.`,
  nothingFoundMended: (words, mended) =>
    `Nothing found for ${quote(words)}. The nearest I found: ${quote(mended)}.`,
  nothingFoundShown: (words, topic) =>
    `Nothing found for ${quote(words)}. This is the nearest topic: ${quote(topic)}.`,
  nothingFoundNearest: (words, topics) =>
    `Nothing found for ${quote(words)}. The nearest topics: ${topics.map(quote).join(', ')}.`,
  askTopic: 'Which topic? For example: /topic iran. These are all topics:',
  askSearch: 'What are you looking for? An Arabic word or two will do.',
  searchHint: 'A word or two',
  searchTooVague: 'Please give a more telling word, such as the name of a country or a person.',

  topicsTitle: (followed, none) =>
    followed === 0 ? `<b>Topics</b>\n${none}` : `<b>Topics</b>\nFollowed: ${numbered(followed, 'topic')}.`,
  groupLine: (group, topics) => `<b>${apart(group)}</b>: ${list(topics)}`,
  groupTitle: (group) => `<b>${apart(group)}</b>\nOne tap on a topic follows it, another stops that.`,
  followed: (topic) => `You now follow ${quote(topic)}.`,
  alreadyFollowed: (topic) => `You already follow ${quote(topic)}.`,
  unfollowed: (topic) => `You no longer follow ${quote(topic)}.`,
  notFollowed: (topic) => `${quote(topic)} is not among the topics you follow.`,
  // Words of one's own
  wordsAre: (wanted, unwanted) =>
    unwanted.length === 0
      ? `News with these words: ${list(wanted)}.`
      : `News with these words: ${list(wanted)}; and without: ${list(unwanted)}.`,
  wordsMended: (asked, mended) => `${quote(asked)} is not in the news. Is ${quote(mended)} meant?`,
  wordsVague: (asked) =>
    `${quote(asked)} is in much of the news. Please give a more telling word, such as the name of a person or a place.`,
  wordsLong: 'A few words will do, such as the name of a person or a place.',
  wordsFull: (most) =>
    `No more than ${most} searches of your own can be followed. Unfollow one to make room: /subscriptions`,
  topicsFull: (most) =>
    `No more than ${most} topics can be followed. Unfollow one to make room: /subscriptions`,
  tapFollowed: 'Tap one to mute it, stop following it, or see its news.',
  isMuted: 'Muted: it stays out of the digest.',
  mutedMark: (topic) => `${apart(topic)} (muted)`,
  allMuted: 'All you follow is muted: no digest comes until something is unmuted.',
  muted: (topic) => `${quote(topic)} is muted: it stays in the list, and out of the digest.`,
  unmuted: (topic) => `${quote(topic)} is back in the digest.`,
  askName: 'What is its new name? A word or a few, up to 30 characters.',
  nameHint: 'A short name',
  badName: 'A name is a word or a few, up to 30 characters.',
  named: (name) => `It is now called ${quote(name)}.`,
  followedGone: 'You no longer follow this.',
  filesTitle:
    '<b>Running stories</b>\nNames and affairs, followed by their words: one tap follows, another stops that.',

  allUnfollowed: 'No topic is followed any more; the digest brings the top news.',
  lastUnfollowed: 'No topics are left; the digest brings the top news.',
  askSubscribe:
    'Which topic do you want to follow? Tap one, or write its name: /subscribe iran, or any Arabic words.',
  askUnsubscribe: 'Which topic do you want to stop following?',
  askUnsubscribeName: (topics) =>
    `Which topic do you want to stop following? For example: /unsubscribe ${apart(topics[0] ?? '')}\nFollowed: ${list(topics)}.`,
  subscriptions: (topics) => `Followed: ${list(topics)}.`,
  noSubscriptions,
  noTopics: 'No topics followed yet.',
  notStarted,

  schedule: (times, zone) =>
    `Digest ${times.length === 1 ? 'time' : 'times'}: ${joined(times)} ${apart(zone)}.`,
  scheduleSet: (set, next) =>
    next === undefined ? `Done. ${set}` : `Done. ${set} Next digest: ${apart(next)}.`,
  next: (next) => `Next digest: ${apart(next)}.`,
  paused: 'The digests are stopped; what you follow is kept.',
  askTime: 'At what time? For example: 8:00 and 19:30, or: 7:30 am',
  badTime: (words) =>
    `I did not understand the time ${quote(words)}. Write it like this: 8:00, 19:30 or 7 am.`,
  timeHint: '8:00',
  prayerTime: 'I go by the clock, not by prayers. For example: 5:30 after dawn, or 19:00 after sunset.',
  tooManyTimes: 'I send at most 6 digests a day.',
  askCity: 'Which city? It sets the time, the weekend and the names of the months.',
  cityHint: 'Cairo',
  unknownCity: (words) =>
    `I know no city called ${quote(words)}. The largest city of the country will do, or a time zone such as Europe/Paris.`,

  emptyDigest: 'Nothing new for the next digest so far.',

  sourcesTitle: '<b>Sources</b>',
  noSources: 'I have no sources yet.',
  sourcesHow: 'Tap a source to see how it is doing, or to hide it here.',
  sourcesNote:
    'Countries differ in how many sources they have here: a story may have a single source because its country has few.',

  // trust
  sourcesOf: (count) => numbered(count, 'source'),
  storiesOf: (count) => numbered(count, 'story', 'stories'),
  itemsOf: (count) => numbered(count, 'text'),
  daysOf: (count) => numbered(count, 'day'),
  whyFollowed: (topic, whom) =>
    ({
      private: `It came because you follow ${quote(topic)}`,
      group: `It came because this group follows ${quote(topic)}`,
      channel: `It came because this channel follows ${quote(topic)}`,
    })[whom],
  whyTop: () => 'It came because it is among the top news',
  whyBroke: () => 'It came at once, as the settings ask for breaking news',
  whySources: (why, sources, when) => `${apart(why)}; published by ${known([sources, when]).join(' ')}.`,
  whyAlone: (why, source, when) =>
    `${apart(why)}. Of all I read, only this source has it so far${source + when === '' ? '' : `: ${known([source, when]).join(', ')}`}.`,
  whyCopied: (sources) => `Independent among them: ${apart(sources)}.`,
  whyOrigin: (origin) => `Origin: ${apart(origin)}.`,
  whyMuch: (items) => `Published about it in all: ${apart(items)}.`,
  between: (from, to) => `between ${apart(from)} and ${apart(to)}`,
  onDay: (day, between) => `${apart(day)} ${apart(between)}`,
  whyComing: (topic, whom) => {
    const follower = { private: 'you follow', group: 'this group follows', channel: 'this channel follows' }[
      whom
    ];
    const why = topic === undefined ? 'it is among the top news' : `${follower} ${quote(topic)}`;
    return `It is in the next digest unless something greater happens, because ${why}`;
  },
  whyNot: (why) => `It came in no digest: ${apart(why)}.`,
  whyHindered: {
    told: 'it came before',
    old: 'it is older than what a digest brings',
    hidden: 'its source is hidden here',
    lesser: 'the digest has stories that matter more',
    lessened: 'less of its kind was asked for here',
    topic: 'its topic has its share of the digest',
    voice: 'its one source has its share of the digest',
    event: 'another story that came tells of the same event',
    elsewhere: 'it is on no topic followed here',
    genre: 'it is opinion, explanation or service; digests bring news and reports',
    undated: 'it bears no date of publication',
    later: 'it came, or grew, after the digest',
  },
  digests: {
    morning: 'Morning digest',
    noon: 'Midday digest',
    evening: 'Evening digest',
    night: 'Night digest',
  },
  whyTitle: (digest, day) => `<b>Why these stories?</b> · ${apart(digest)}, ${apart(day)}`,
  whyNextTitle: '<b>Why these stories?</b> · The next digest',
  whyOthers: '<b>What did not come</b>',
  whyOther: (why, stories, example) => `${apart(why)}: ${apart(stories)}, such as ${quote(example)}`,
  whyOtherOne: (why, example) => `${apart(why)}: ${quote(example)}`,
  whyNotBegun: 'The digests have not begun here yet: /start',
  askLess: (headline) =>
    `<b>${apart(headline)}</b>\nLess of what? Such stories come later in the digests here; what matters more still comes.`,
  lessDone: (name) => `Done: less of ${quote(name)} in the digests here; what matters more still comes.`,
  lessMost: (name) => `Done: less of ${quote(name)} in the digests here; it cannot be any less.`,
  lessUndone: (name) => `${quote(name)} is back in its place in the digests here.`,
  lessNothing: 'Nothing is shown less here. The button “Less like this” with each story does that.',
  lessTitle: '<b>Less of these here</b>\nOne tap puts one back in its place.',
  lessKinds: 'Reports',
  askReport: (headline) =>
    `<b>${apart(headline)}</b>\nWhat is wrong with it? Those who run the bot read this.`,
  reportTaken: 'Thank you, the report has arrived.',
  reportRepeated: 'This report arrived before. Thank you.',
  reportFull: 'Many reports came from here today. Please try again tomorrow.',
  sourcesHidden: (names) => `Hidden here: ${list(names)}.`,
  sourcesSilent: (sources) => `${apart(sources)}, none of them read now.`,
  sourcesCounted: (sources, working) => `${apart(sources)}, read now: ${apart(working)}.`,
  sourceOfState: 'state media',
  sourceHidden: 'hidden here',
  sourceNewest: (when) => `newest: ${apart(when)}`,
  sourceState: {
    working: 'is read',
    failing: 'failing now',
    unread: 'not reached yet',
    stopped: 'stopped',
  },
  sourceRead: (when) => `last read: ${apart(when)}`,
  sourceFresh: (items) => `In the last 24 hours: ${apart(items)}`,
  sourceNoFresh: 'Nothing new from it in the last 24 hours',
  sourcePage: (page, pages) => `page ${apart(page)} of ${apart(pages)}`,
  hidingRule: (where) =>
    `A hidden source is as if it were not read for ${here[where]}: what it alone publishes does not come, and what others publish too comes in their words.`,
  sourceHid: (name) => `${quote(name)} is hidden here.`,
  sourceShown: (name) => `${quote(name)} is shown again here.`,
  privacy: (where, days) =>
    [
      `<b>What I keep about ${here[where]}</b>`,
      'Its number in Telegram, the name of a group or channel but no reader’s name, what is followed, times and settings, the channels set up from it, what is hidden or shown less, reports, and what came in digests, so that nothing comes twice.',
      'I do not keep what is written to me, except what became a topic or a setting.',
      '',
      `What came in digests is deleted by itself after ${apart(days)}. The rest stays until it is deleted.`,
      'None of it is given to anybody. Old backups of those who run the bot may hold it until they are replaced.',
      '',
      'A copy of all of it: /export',
      'Deleting all of it at once: /forget',
    ].join('\n'),
  nothingKept: (where) => `I keep nothing about ${here[where]}.`,
  exported: (where) => `All I keep about ${here[where]}.`,
  exportElsewhere:
    'A copy of a channel’s data is asked for in my private chat, so that it is not published here.',
  askForget: (where) =>
    `Delete all I keep about ${here[where]}? What is followed, times, settings and the record of what came go at once, and cannot be brought back.`,
  askForgetHere: 'Delete all I keep about this channel, at once and for good? To confirm: /forget yes',
  forgotten: (where) => `All that was kept about ${here[where]} is deleted. To begin anew: /start`,

  stopped: 'I stopped the digests; what you follow is kept.',
  adminsOnly: 'Only administrators can set up this group.',
  adminsUnknown: 'I cannot tell who the administrators are here: I need to be one.',
  channelAdminsOnly: 'Only administrators can set up this channel.',
  // settings
  settingsTitle: '<b>Digest settings</b>',
  presetLine: (preset) =>
    ({
      flash: 'A flash digest: 5 headlines.',
      short: 'A short digest: 5 stories, a sentence each.',
      full: 'A full digest: 7 stories with their briefs.',
    })[preset],
  everyDay: 'Days: every day.',
  onDays: (days) => `Days: ${list(days)}.`,
  noDays: 'Days: none, so no digests.',
  weekendLine: (weekend, days) =>
    `${list(days)}: ${{ late: 'no digest before 10:00', none: 'no digests' }[weekend]}.`,
  feastLine: 'On the first two days of Eid: one digest a day, at the last of its times.',
  quietLine: (from, to) => `Quiet hours: from ${apart(from)} to ${apart(to)}.`,
  noQuiet: 'No quiet hours.',
  heldLine: (time, end) =>
    `${apart(time)} lies in the quiet hours, so its digest comes when they end: ${apart(end)}.`,
  breakingLine: (breaking) =>
    ({
      off: 'No breaking news.',
      two: 'Breaking news: two a day at most.',
      all: 'Breaking news: all of it.',
    })[breaking],
  restingLine: (until) => `The digests pause until ${apart(until)}, then go on by themselves.`,
  breakingAlone: 'No digests are planned; breaking news comes alone.',
  noNext: 'No next digest: no day is left for it.',
  timesHow: 'A tap on an hour adds it, another removes it; 6 at most. For other minutes: “Other times”.',
  oneTimeLeft: 'At least one time is needed. The settings have a button to stop the digests.',
  daysHow: 'On which days?',
  weekendHow: (days) => `And on the weekend, ${list(days)}?`,
  cityTitle: '<b>City</b>',
  quietTitle: '<b>Quiet hours</b>',
  quietHow: 'Nothing comes in them that was not asked for; what was due in them comes when they end.',
  quietFrom: 'From which hour?',
  quietTo: (from) => `From ${apart(from)}. Until which hour?`,
  detailsTitle: '<b>Details</b>',
  digitsLine: (digits) => ({ latn: 'Digits: 123.', arab: 'Digits: ١٢٣.' })[digits],
  silentLine: (silent) =>
    ({
      never: 'Digests come with a sound.',
      night: 'Digests come without a sound at night.',
      always: 'Digests come without a sound.',
    })[silent],
  ramadanMove: (time) => `Ramadan is near: move the digest to after iftar (${apart(time)}) until Eid?`,
  ramadanReturn: (times) =>
    `The digest was moved for Ramadan: move it back to its former times (${joined(times)})?`,
  richLine: 'Digests are rich messages with folded details: only recent versions of Telegram show them.',
  hijriLine: (shown) =>
    shown ? 'The Hijri date (Umm al-Qura) stands at the head of a digest.' : 'The date is Gregorian.',
  nothingChanged: 'Nothing was changed.',
  enough: 'Stop the digests? What you follow is kept.',
  thanks: 'You are welcome.',
  hello: 'Hello. Which topic? A word will do, such as: Iran, or: /latest.',
  salam: 'Peace be upon you too. Which topic? A word will do, such as: Iran, or: /latest.',
  unknownCommand:
    'I do not know this command. All of them are in /help, and the name of a topic will do, such as: Iran.',
  notText: 'I read text only. The name of a topic will do, such as: Iran, or: /latest.',
  empty: 'Which topic? A word will do, such as: Iran, or: /latest.',
  tooFast: 'Many messages reached me at once. Please try again in a minute.',
  failed: 'I cannot answer right now. Please try again shortly.',
  // channels
  channelAdded: (title) =>
    `I was added to the channel ${quote(title)}. I post nothing there before it is set up: topics and times, from here.`,
  channelBack: (title, next) =>
    `I am back in the channel ${quote(title)}, set up as before. Next digest: ${apart(next)}.`,
  channelBackPaused: (title) => `I am back in the channel ${quote(title)}, set up as before.`,
  channelMute: (title) => `I cannot post in the channel ${quote(title)}: I need the right “Post messages”.`,
  channelMuted: 'I cannot post in the channel: I need the right “Post messages”.',
  groupMute: (title) => `I cannot write in the group ${quote(title)}: I need the right “Send messages”.`,
  channelAway: 'I cannot reach this channel: I need to be an administrator there.',
  channelNotStarted: 'The digests have not begun yet: they do with a topic, or with “Begin digests”.',
  channelFooter: (footer) => `Footer: ${apart(footer)}`,
  noFooter: 'No footer under the digest.',
  channelsTitle: '<b>My channels</b>',
  noChannels:
    'I have no channels of yours yet. First add me to the channel as an administrator who may post messages; then its setup arrives here. In a channel that I am in already, post /channels for the link to its setup.',
  channelsHere: 'Channels are set up in my private chat.',
  askFooter: 'What should stand under each digest? One to three lines, up to 200 characters; links are fine.',
  footerHint: 'The channel’s name and link',
  footerTooLong: 'A footer has 200 characters at most, on three lines.',
  staleButton: (name) => `This button is old; new ones are in /${name}.`,
} as const satisfies Texts['messages'];
