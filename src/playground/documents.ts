/** Files that the bot sends: sendDocument, and what a reader downloads. */
import type { MethodContext } from './methods.ts';
import { captionText } from './text.ts';
import { badRequest, type Parameters, textOf, type Upload, uploadOf } from './wire.ts';

/** As many files as are kept; the oldest goes first. */
const FILES_KEPT = 100;
/** Characters kept of a file’s name. */
const NAME_LIMIT = 60;

const TYPES: Readonly<Record<string, string>> = {
  json: 'application/json',
  txt: 'text/plain',
  html: 'text/html',
  csv: 'text/csv',
  zip: 'application/zip',
};

/** What may stand in a file's name; Telegram puts spaces in the place of the rest. */
function cleanName(name: string): string {
  const bare = name.split(/[/\\]/u).at(-1) ?? '';
  const clean = bare.replace(/[^\p{L}\p{N}\p{M} ._()[\]-]/gu, ' ').trim();
  return clean.slice(-NAME_LIMIT) || 'file';
}

/** The media type that a file's name ends in; Telegram goes by it, too. */
export function typeOfFile(name: string): string {
  return TYPES[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'application/octet-stream';
}

/** The document of a request, kept, as it stands in a message. Throws the 400 Telegram answers with. */
export function takeDocument(parameters: Parameters, { world }: MethodContext): Record<string, unknown> {
  const upload = uploadOf(parameters, 'document');
  const given = textOf(parameters, 'document') ?? '';
  if (upload === undefined && (given === '' || given.startsWith('attach://')))
    throw badRequest('there is no document in the request');
  if (upload === undefined) {
    const known = world.files.get(given);
    if (known === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
    return documentJson(given, known);
  }
  if (upload.content.length === 0) throw badRequest('file must be non-empty');
  const fileId = `document-${world.files.size + 1}-${upload.content.length}`;
  const file: Upload = { name: cleanName(upload.name), content: upload.content };
  world.files.set(fileId, file);
  const [oldest] = world.files.keys();
  if (world.files.size > FILES_KEPT && oldest !== undefined) world.files.delete(oldest);
  return documentJson(fileId, file);
}

function documentJson(fileId: string, { name, content }: Upload): Record<string, unknown> {
  return {
    file_id: fileId,
    file_unique_id: fileId,
    file_name: name,
    mime_type: typeOfFile(name),
    file_size: content.length,
  };
}

/** The caption of a request. Throws the 400 Telegram answers with. */
export function readCaption(parameters: Parameters): ReturnType<typeof captionText> & { kind: 'text' } {
  const result = captionText({
    source: textOf(parameters, 'caption'),
    parseMode: textOf(parameters, 'parse_mode'),
  });
  if (result.kind === 'refused') throw badRequest(result.reason);
  return result;
}
