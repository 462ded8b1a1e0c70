/** The body of an answer, unpacked and bounded. */
import { pipeline, type Readable } from 'node:stream';
import { constants, createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';
import { Refusal } from './refusal.ts';

/** What all bodies under way hold together. */
export type Room = { readonly maxBytes: number; used: number; bodies: number };

/**
 * What Node's zlib makes of the body, counted while it comes; a stream cut short gives what it held. When the room that
 * all share is full, those that hold more than their part of it are refused: the others are read on.
 */
export async function readDecoded(
  body: Readable,
  encoding: string | undefined,
  { maxBytes, room }: { readonly maxBytes: number; readonly room: Room },
): Promise<Uint8Array> {
  const codings = (encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && name !== 'identity')
    .reverse();
  if (codings.length > 2) throw new Refusal('is compressed more than twice');
  let stream = body;
  for (const coding of codings) stream = await decoded(stream, coding, maxBytes);
  const chunks: Uint8Array[] = [];
  let size = 0;
  room.bodies += 1;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      room.used += chunk.length;
      if (size > maxBytes) throw new Refusal(`is larger than ${maxBytes} bytes`);
      if (room.used > room.maxBytes && size > room.maxBytes / room.bodies)
        throw new Refusal('is too large to be read beside the others: the next visit tries again');
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } finally {
    room.used -= size;
    room.bodies -= 1;
  }
}

async function decoded(source: Readable, coding: string, maxBytes: number): Promise<Readable> {
  const packed = bounded(source, maxBytes);
  const { value: first } = await packed.next();
  const inflater = decoder(coding, first?.[0] ?? 0);
  const all = async function* () {
    if (first !== undefined) yield first;
    yield* packed;
  };
  // The reader of the inflater meets its error; nothing else needs telling.
  pipeline(all, inflater, () => undefined);
  return inflater;
}

/** What comes compressed has a bound of its own: empty parts without end give nothing that could be counted behind them. */
async function* bounded(source: Readable, maxBytes: number): AsyncGenerator<Uint8Array, undefined> {
  let size = 0;
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > maxBytes) throw new Refusal(`is larger than ${maxBytes} bytes`);
    yield chunk;
  }
  return undefined;
}

function decoder(coding: string, first: number) {
  const finishFlush = constants.Z_SYNC_FLUSH;
  switch (coding) {
    case 'gzip':
    case 'x-gzip':
      return createGunzip({ finishFlush });
    case 'br':
      return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
    case 'deflate':
      // Some servers send the bare stream; a zlib header's low four bits are 8 (RFC 1950).
      return (first & 0x0f) === 8 ? createInflate({ finishFlush }) : createInflateRaw({ finishFlush });
    default:
      throw new Refusal(`is compressed as ${coding.slice(0, 20)}, which was not asked for`);
  }
}
