/** The mujaz command: reads the settings and hands them to one command. Commands are loaded when asked for. */
import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { config as loadDotenv } from 'dotenv';
import { type Config, readConfig } from './config.ts';
import { keepSecret, reason, setLogLevel } from './log.ts';

/** Wrong usage, as against a failure (1). */
const USAGE = 2;

/** The settings, from the environment and then .env; exit code 1 with one line when one is wrong. */
function settings(): Config {
  loadDotenv({ quiet: true });
  const config = readConfig(process.env);
  keepSecret([config.BOT_TOKEN, config.BOT_TOKEN?.split(':')[1], config.WEBHOOK_SECRET]);
  setLogLevel(config.LOG_LEVEL);
  return config;
}

function wholeNumber(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1)
    throw new InvalidArgumentError('It must be a whole number above zero.');
  return number;
}

function share(text: string): number {
  const number = Number(text);
  if (!(number > 0 && number <= 1)) throw new InvalidArgumentError('It must be a number above 0, at most 1.');
  return number;
}

/** An option that may be given several times. */
function collected(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

function collectedNumber(text: string, before: readonly number[]): readonly number[] {
  return [...before, wholeNumber(text)];
}

type RemoveFlags = {
  readonly publisher: readonly string[];
  readonly story: readonly number[];
  readonly restore?: true;
  readonly list?: true;
  readonly json?: true;
};

const JSON_OPTION = ['--json', 'print JSON Lines'] as const;

function program(): Command {
  const mujaz = new Command('mujaz')
    .description(
      'Reads Arabic news outlets, joins what they say of one event into a brief, and sends it by Telegram.',
    )
    .exitOverride()
    .showSuggestionAfterError();

  mujaz
    .command('start')
    .description('run the bot and its jobs until SIGTERM; without BOT_TOKEN, the playground')
    .action(async () => (await import('./commands/start.ts')).start(settings()));

  mujaz
    .command('ingest')
    .description('read these once, or else every source that is due; ends when what came in is summarised')
    .argument('[inputs...]', 'files, folders or addresses: feeds, HTML pages, plain texts')
    .option(...JSON_OPTION)
    .action(async (inputs: string[], options: { json?: true }) =>
      (await import('./commands/ingest.ts')).ingest(settings(), { inputs, json: options.json === true }),
    );

  mujaz
    .command('latest')
    .description('what the bot would answer, newest first')
    .option('--topic <name>', 'a topic by any of its names')
    .option('--limit <number>', 'how many stories', wholeNumber, 10)
    .option(...JSON_OPTION)
    .action(async (options: { topic?: string; limit: number; json?: true }) =>
      (await import('./commands/stories.ts')).latest(
        settings(),
        { topic: options.topic, limit: options.limit, json: options.json === true },
        Date.now(),
      ),
    );

  mujaz
    .command('search')
    .description('the stories that hold all of these words, newest first')
    .argument('<words...>')
    .option('--limit <number>', 'how many stories', wholeNumber, 10)
    .option(...JSON_OPTION)
    .action(async (words: string[], options: { limit: number; json?: true }) =>
      (await import('./commands/stories.ts')).search(settings(), {
        words: words.join(' '),
        limit: options.limit,
        json: options.json === true,
      }),
    );

  mujaz
    .command('feed')
    .description('what feeds hold, an entry a line; no database')
    .argument('<inputs...>', 'files or addresses')
    .option(...JSON_OPTION)
    .action(async (inputs: string[], options: { json?: true }) =>
      (await import('./commands/feed.ts')).feed(settings(), { inputs, json: options.json === true }),
    );

  mujaz
    .command('brief')
    .description('clean files, tell their topics and write their briefs; no database')
    .argument('<files...>', 'feeds, HTML pages, plain texts')
    .option('--why', 'tell also which rule of the cleaning took which piece of the text')
    .option(...JSON_OPTION)
    .action(async (files: string[], options: { json?: true; why?: true }) =>
      (await import('./commands/brief.ts')).brief(
        { files, json: options.json === true, why: options.why === true },
        Date.now(),
      ),
    );

  mujaz
    .command('analyze')
    .description(
      'JSON Lines {id, title?, body, source?, published?} on stdin: topics, story and brief of each; no database',
    )
    .option('--words <number>', 'the longest brief, in words', wholeNumber)
    .option('--ratio <share>', 'the longest brief, as a share of the body’s words', share)
    .action(async (options: { words?: number; ratio?: number }) => {
      if (options.words !== undefined && options.ratio !== undefined) {
        throw new CommanderError(USAGE, 'mujaz.usage', 'error: --words and --ratio exclude one another');
      }
      const length =
        options.words !== undefined
          ? { words: options.words }
          : options.ratio !== undefined
            ? { ratio: options.ratio }
            : undefined;
      await (await import('./commands/analyze.ts')).analyze(process.stdin, length, Date.now());
    });

  const sources = mujaz.command('sources').description('the outlets that are read');
  sources
    .command('list')
    .description('each source with what its last visit brought')
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) =>
      (await import('./commands/sources.ts')).listSources(settings(), options.json === true),
    );

  mujaz
    .command('doctor')
    .description(
      'whether settings, token, clock, database, disk, sources and work are well; exit code 1 if not',
    )
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) =>
      (await import('./commands/doctor.ts')).doctor(settings, options.json === true, Date.now()),
    );

  mujaz
    .command('backup')
    .description('a checked copy of the database, taken beside a running bot')
    .argument('<file>', 'a new file')
    .option('--replace', 'put the copy in the place of a file of that name')
    .action(async (file: string, options: { replace?: true }) =>
      (await import('./commands/backup.ts')).backup(settings(), { file, replace: options.replace === true }),
    );

  mujaz
    .command('restore')
    .description('put a backup in the place of the database, while no bot runs on it')
    .argument('<file>', 'what backup made')
    .option('--as-it-is', 'the bot has sent nothing since the backup (a move to another machine)')
    .action(async (file: string, options: { asItIs?: true }) =>
      (await import('./commands/backup.ts')).restore(
        settings(),
        { file, asItIs: options.asItIs === true },
        Date.now(),
      ),
    );

  sources
    .command('add')
    .description('write feeds and pages into SOURCES_FILE; of a page, the feed that it names')
    .argument('<addresses...>')
    .option('--publisher <name>', 'the outlet as readers see it, where it should not be as it calls itself')
    .option(...JSON_OPTION)
    .action(async (addresses: string[], { publisher, json }: { publisher?: string; json?: true }) =>
      (await import('./commands/sources-add.ts')).addSources(settings(), {
        addresses,
        publisher,
        json: json === true,
      }),
    );
  for (const on of [false, true]) {
    sources
      .command(on ? 'enable' : 'disable')
      .description(on ? 'visit sources again' : 'stop visiting sources; their articles stay')
      .argument('<ids...>')
      .option(...JSON_OPTION)
      .action(async (ids: string[], { json }: { json?: true }) =>
        (await import('./commands/sources.ts')).switchSources(
          settings(),
          { ids, on, json: json === true },
          Date.now(),
        ),
      );
  }
  sources
    .command('check')
    .description('ask sources now and say what each holds and what is wrong; stores nothing')
    .argument('[ids...]', 'all when none is named')
    .option(...JSON_OPTION)
    .action(async (ids: string[], { json }: { json?: true }) =>
      (await import('./commands/sources-check.ts')).checkSources(
        settings(),
        { ids, json: json === true },
        Date.now(),
      ),
    );

  mujaz
    .command('remove')
    .description('take articles, outlets or stories out of every answer, for a publisher’s complaint')
    .argument('[addresses...]', 'the articles’ links')
    .option('--publisher <name>', 'all of an outlet, now and later; may be repeated', collected, [])
    .option('--story <number>', 'all articles of a story; may be repeated', collectedNumber, [])
    .option('--restore', 'bring them back')
    .option('--list', 'what is taken out')
    .option(...JSON_OPTION)
    .action(async (addresses: string[], options: RemoveFlags) => {
      const { remove, listRemovals } = await import('./commands/remove.ts');
      const { publisher: publishers, story: stories, json } = options;
      const named = addresses.length + publishers.length + stories.length;
      if ((options.list === true) === named > 0) {
        const message = 'error: name what is to be removed, or ask for --list alone';
        throw new CommanderError(USAGE, 'mujaz.usage', message);
      }
      if (options.list === true) return listRemovals(settings(), json === true);
      const restore = options.restore === true;
      await remove(settings(), { addresses, publishers, stories, restore, json: json === true }, Date.now);
    });

  mujaz
    .command('reports')
    .description('what readers reported of stories, the newest first: material for evaluation')
    .option(...JSON_OPTION)
    .action(async (options: { json?: true }) =>
      (await import('./commands/reports.ts')).reports(settings(), options.json === true),
    );

  mujaz
    .command('reprocess')
    .description('topics, stories and briefs of everything again, after rules or the catalogue changed')
    .action(async () => (await import('./commands/reprocess.ts')).reprocess(settings()));

  return mujaz;
}

// An error's own print-out would show what it holds, tokens among it: one clean line instead.
process.on('uncaughtException', (error) => {
  process.stderr.write(`mujaz: ${reason(error)}\n`);
  process.exit(1);
});

try {
  await program().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Commander has told its own errors; help and version are none.
    if (error.code === 'mujaz.usage') process.stderr.write(`${error.message}\n`);
    process.exitCode = error.exitCode === 0 ? 0 : USAGE;
  } else {
    process.stderr.write(`mujaz: ${reason(error)}\n`);
    process.exitCode = 1;
  }
}
