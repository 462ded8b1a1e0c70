/** Settings: the environment, checked once at the door. */
import { z } from 'zod';

/** A setting is wrong; the message names it and the remedy. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const port = z.coerce.number({ error: 'must be a port number' }).int().min(0).max(65_535);

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

/** What is asked with a login in its address fails for ever, and the failure tells the address. */
function hasNoLogin(address: string): boolean {
  const { username, password } = new URL(address);
  return username === '' && password === '';
}

/** Articles are joined, corrected and cleaned again for two weeks. */
function days(least: number) {
  const error = `must be a number of days, at least ${least}`;
  return z.coerce.number({ error }).int({ error }).min(least, { error });
}

/** Cron fields are checked by node-cron when it takes them; here only that it looks like some. */
const CRON = /^\S+(?: \S+){4,5}$/;

/** Every setting with its check and its default. */
export const settings = z.object({
  BOT_TOKEN: z
    .string()
    .regex(/^\d+:[\w-]+$/, 'must be the token that @BotFather gave, such as 123456:ABC…')
    .optional(),
  TELEGRAM_API_ROOT: z
    .url({ protocol: /^https?$/, error: 'must be an http(s) address', abort: true })
    .refine(hasNoLogin, 'must have no user name or password in it')
    .default('https://api.telegram.org'),
  DATABASE_PATH: z.string().default('data/mujaz.db'),
  SOURCES_FILE: z.string().default('sources.json'),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(8080),
  DEFAULT_TIMEZONE: z
    .string()
    .refine(isZone, 'must be an IANA time zone such as Asia/Riyadh')
    .default('Asia/Riyadh'),
  INGEST_CRON: z.string().regex(CRON, 'must be a cron expression such as */5 * * * *').default('*/5 * * * *'),
  ADMIN_IDS: z
    .string()
    .regex(/^\s*\d+(?:\s*,\s*\d+)*\s*$/, 'must be Telegram user ids parted by commas')
    .transform((list) => list.split(',').map(Number))
    .default([]),
  PAID_BROADCASTS: z
    .enum(['true', 'false'], 'must be true or false')
    .transform((value) => value === 'true')
    .default(false),
  KEEP_TEXTS_DAYS: days(21).default(30),
  KEEP_STORIES_DAYS: days(21).default(365),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error'], 'must be debug, info, warn or error').default('info'),
  ALLOW_PRIVATE_HOSTS: z
    .string()
    .transform((list) =>
      list
        .split(',')
        .map((host) => host.trim())
        .filter((host) => host !== ''),
    )
    .default([]),
  // Telegram itself takes https alone; a server of one's own takes both.
  WEBHOOK_URL: z.url({ protocol: /^https?$/, error: 'must be an http(s) address' }).optional(),
  WEBHOOK_SECRET: z
    .string()
    .regex(/^[\w-]{1,256}$/, 'must be 1 to 256 letters, digits, _ and -, such as openssl rand -hex 32 gives')
    .optional(),
});

/** The settings once they are checked. */
export type Config = z.infer<typeof settings>;

/**
 * The settings in an environment; empty counts as unset. Throws ConfigError that names the first wrong one in one line,
 * without its value, which may be a secret.
 */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(
    Object.keys(settings.shape).flatMap((name) => {
      const value = environment[name]?.trim();
      return value ? [[name, value]] : [];
    }),
  );
  const result = settings.safeParse(given);
  if (result.success) {
    // Without a secret anybody could bring updates.
    if (result.data.WEBHOOK_URL !== undefined && result.data.WEBHOOK_SECRET === undefined)
      throw new ConfigError(
        'WEBHOOK_SECRET must be set with WEBHOOK_URL: correct it in .env or the environment.',
      );
    if (result.data.KEEP_STORIES_DAYS < result.data.KEEP_TEXTS_DAYS)
      throw new ConfigError(
        'KEEP_STORIES_DAYS must be no less than KEEP_TEXTS_DAYS: correct it in .env or the environment.',
      );
    return result.data;
  }
  const issue = result.error.issues[0];
  throw new ConfigError(
    `${issue?.path.join('.') ?? 'environment'} ${issue?.message ?? 'is wrong'}: correct it in .env or the environment.`,
  );
}
