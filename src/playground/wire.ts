/** What goes over the wire: a request's parameters in each of the forms the Bot API takes, and its answers. */
import type { IncomingMessage } from 'node:http';

/** A parameter as it came: text from a form, any JSON value from JSON. */
export type Parameters = ReadonlyMap<string, unknown>;

/** What the Bot API answers with, as JSON. */
export type Answer =
  | { readonly ok: true; readonly result: unknown }
  | {
      readonly ok: false;
      readonly error_code: number;
      readonly description: string;
      readonly parameters?: { readonly retry_after?: number; readonly migrate_to_chat_id?: number };
    };

/** A refusal on its way to the client; thrown by the methods, never leaves the server. */
export class ApiError extends Error {
  readonly answer: Answer & { readonly ok: false };
  constructor(answer: Answer & { readonly ok: false }) {
    super(answer.description);
    this.answer = answer;
  }
}

/** 400 with Telegram's words. */
export function badRequest(reason: string): ApiError {
  return new ApiError({ ok: false, error_code: 400, description: `Bad Request: ${reason}` });
}

/** 403 with Telegram's words. */
export function forbidden(reason: string): ApiError {
  return new ApiError({ ok: false, error_code: 403, description: `Forbidden: ${reason}` });
}

/** 429 with a whole number of seconds. */
export function tooMany(seconds: number): ApiError {
  return new ApiError({
    ok: false,
    error_code: 429,
    description: `Too Many Requests: retry after ${seconds}`,
    parameters: { retry_after: seconds },
  });
}

/** A file that came with a request. */
export type Upload = { readonly name: string; readonly content: Buffer };

/** Bytes of a request that are kept; of one that brings files, as many as Telegram takes. */
const BODY_LIMIT = 1024 * 1024;
const UPLOAD_LIMIT = 50 * 1024 * 1024;

/** A request's body to its end; undefined when it is larger than a megabyte, or one with files than 50. */
export async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const withFiles = (request.headers['content-type'] ?? '').toLowerCase().startsWith('multipart/');
  const limit = withFiles ? UPLOAD_LIMIT : BODY_LIMIT;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size <= limit) chunks.push(bytes);
  }
  return size > limit ? undefined : Buffer.concat(chunks);
}

/** Reads query string and body (JSON, form or multipart), the body winning. Undefined for JSON that is none. */
export function readParameters(
  query: URLSearchParams,
  contentType: string,
  body: Buffer,
): Parameters | undefined {
  const out = new Map<string, unknown>(query);
  const type = contentType.toLowerCase();
  if (body.length === 0) return out;
  if (type.startsWith('application/json')) {
    let value: unknown;
    try {
      value = JSON.parse(body.toString('utf8'));
    } catch {
      return undefined;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    for (const [name, field] of Object.entries(value)) if (field !== null) out.set(name, field);
  } else if (type.startsWith('application/x-www-form-urlencoded')) {
    for (const [name, field] of new URLSearchParams(body.toString('utf8'))) out.set(name, field);
  } else if (type.startsWith('multipart/form-data')) {
    const boundary = /boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/i.exec(contentType);
    for (const [name, field] of readMultipart(body, boundary?.[1] ?? boundary?.[2] ?? ''))
      out.set(name, field);
  }
  return out;
}

/** The fields of a multipart body; a file stands as an Upload. */
function readMultipart(body: Buffer, boundary: string): ReadonlyMap<string, unknown> {
  const out = new Map<string, unknown>();
  const mark = Buffer.from(`--${boundary}`);
  let at = boundary === '' ? -1 : body.indexOf(mark);
  while (at >= 0) {
    const next = body.indexOf(mark, at + mark.length);
    if (next < 0) break;
    const part = body.subarray(at + mark.length + 2, next - 2);
    const headEnd = part.indexOf('\r\n\r\n');
    const head = part.subarray(0, Math.max(0, headEnd)).toString('utf8');
    const name = /\bname="([^"]{1,200})"/i.exec(head)?.[1];
    // Some clients put no quotation marks round the name of a file.
    const file = /\bfilename=(?:"([^"]{0,200})"|([^;\r\n]{0,200}))/i.exec(head);
    const content = part.subarray(headEnd + 4);
    if (name !== undefined && headEnd >= 0)
      out.set(
        name,
        file === null
          ? content.toString('utf8')
          : ({ name: file[1] ?? file[2] ?? '', content: Buffer.from(content) } satisfies Upload),
      );
    at = next;
  }
  return out;
}

/** A parameter as text; numbers and true or false as they would stand in a form. */
export function textOf(parameters: Parameters, name: string): string | undefined {
  const value = parameters.get(name);
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return undefined;
}

/** A whole number, or undefined when there is none. */
export function integerOf(parameters: Parameters, name: string): number | undefined {
  const text = textOf(parameters, name)?.trim();
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** A yes or no as Telegram reads it; no where it is missing. */
export function flagOf(parameters: Parameters, name: string): boolean {
  return ['true', 'yes', '1'].includes((textOf(parameters, name) ?? '').toLowerCase());
}

/** A structured parameter: as it is from JSON, decoded when it came as text. Throws a 400 naming `what`. */
export function structureOf(parameters: Parameters, name: string, what: string): unknown {
  const value = parameters.get(name);
  if (typeof value !== 'string' || value === '') return value === '' ? undefined : value;
  try {
    return JSON.parse(value);
  } catch {
    throw badRequest(`can't parse ${what} JSON object`);
  }
}

/** The file that a parameter brings or, by attach://, points to; undefined when it is none. */
export function uploadOf(parameters: Parameters, name: string): Upload | undefined {
  const value = parameters.get(name);
  if (typeof value === 'string' && value.startsWith('attach://'))
    return uploadOf(parameters, value.slice('attach://'.length));
  return isRecord(value) && value.content instanceof Buffer && typeof value.name === 'string'
    ? { name: value.name, content: value.content }
    : undefined;
}

/** Whether a decoded value is an object, and no list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
