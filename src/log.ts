/** The one door through which anything is logged: one line each on stderr, secrets removed. */
import { type Logger as Pino, pino } from 'pino';
import { PinoPretty } from 'pino-pretty';

/** From the least to the most important. */
export type Level = 'debug' | 'info' | 'warn' | 'error';

/** Values a line may carry beside its message: plain ones only, so that no object brings a secret along. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** A line of each level: what happened, and with which values. */
export type Log = Readonly<Record<Level, (message: string, fields?: Fields) => void>>;

/** Bot tokens as Telegram makes them, wherever they stand (in addresses right after "bot"). */
const TOKEN = /(?<!\d)\d{5,}:[\w-]{30,}/g;
let secrets: readonly string[] = [];

/** Values that must never be written, whatever form they have. */
export function keepSecret(values: readonly (string | undefined)[]): void {
  secrets = values.filter((value): value is string => value !== undefined && value.length >= 4);
}

/** The text without secrets. */
export function redact(text: string): string {
  let out = text.replace(TOKEN, '<token>');
  for (const secret of secrets)
    out = out.replaceAll(secret, '<secret>').replaceAll(encodeURIComponent(secret), '<secret>');
  return out;
}

let logger: Pino | undefined;

function door(): Pino {
  logger ??= pino(
    { level: 'info', base: null, hooks: { streamWrite: redact } },
    PinoPretty({
      destination: 2,
      sync: true,
      singleLine: true,
      colorize: process.stderr.isTTY,
      translateTime: 'SYS:yyyy-mm-dd HH:MM:ss',
      ignore: 'pid,hostname',
      // By default a field of that name is shown over several lines.
      errorLikeObjectKeys: [],
    }),
  );
  return logger;
}

/** What is written from now on: this level and all above. */
export function setLogLevel(level: Level): void {
  door().level = level;
}

function write(level: Level): (message: string, fields?: Fields) => void {
  return (message, fields) => door()[level](fields ?? {}, message);
}

/** The log of this process. */
export const log: Log = {
  debug: write('debug'),
  info: write('info'),
  warn: write('warn'),
  error: write('error'),
};

/** What an unknown thrown value says, in one line, without its nested causes' objects (grammY's hold the token). */
export function reason(error: unknown): string {
  const message = error instanceof Error ? error.message || error.name : String(error);
  const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
  return redact(`${message}${cause}`.replace(/\s+/g, ' ').trim()).slice(0, 500);
}
