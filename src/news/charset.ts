/** Bytes to text, whatever the outlet says or leaves unsaid about its charset. */

/** How far into a document a charset is looked for (HTML asks for 1024 bytes; real pages put more before it). */
const DECLARATION_BYTES = 4096;

/** Labels that servers send by default, whatever the file holds. */
const WESTERN = new Set(['windows-1252', 'iso-8859-1', 'ascii', 'us-ascii', 'latin1']);

/**
 * The text of a feed or page, without a byte order mark. Asked in order: the mark, the HTTP header, the XML declaration
 * or meta element, strict UTF-8, windows-1256. A label is passed over when the bytes plainly contradict it: UTF-8
 * on bytes that are none, any other on bytes that are strict UTF-8 (Arabic in windows-1256 never is), a Western one on
 * text of mostly high bytes.
 * Never throws; what cannot be read becomes U+FFFD.
 */
export function decode(bytes: Uint8Array, contentType: string | undefined): string {
  return mended(decodeBytes(bytes, contentType));
}

const C1 = /[\u0080-\u009f]/g;
/** windows-1252 from 0x80 on; Node's own decoder gives the controls for some of them. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Control characters that no text holds stand where a server took windows-1252 (or -1256: the marks are the same) for Latin-1. */
function mended(text: string): string {
  return text.replace(C1, (control) => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control);
}

function decodeBytes(bytes: Uint8Array, contentType: string | undefined): string {
  const mark = byteOrderMark(bytes);
  if (mark !== undefined) return new TextDecoder(mark).decode(bytes);
  const head = Buffer.from(
    bytes.buffer,
    bytes.byteOffset,
    Math.min(bytes.length, DECLARATION_BYTES),
  ).toString('latin1');
  for (const label of [labelOf(contentType ?? ''), wideLabel(head), declared(head)]) {
    const text = label === undefined ? undefined : decodeAs(bytes, label);
    if (text !== undefined) return text;
  }
  return decodeAs(bytes, 'utf-8') ?? new TextDecoder('windows-1256').decode(bytes);
}

function byteOrderMark(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** High bytes of UTF-16 in Arabic and Latin text: all else there is rare. */
const WIDE_SHARE = 0.9;

/** UTF-16 without a mark shows in the first characters of markup, and in every second byte of a plain text. */
function wideLabel(head: string): string | undefined {
  if (head.startsWith('<\0')) return 'utf-16le';
  if (head.startsWith('\0<')) return 'utf-16be';
  const pairs = Math.floor(head.length / 2);
  if (pairs < 8) return undefined;
  const high = [0, 0];
  for (let at = 0; at < pairs * 2; at++) {
    if (head[at] === '\0' || head[at] === '\u0006') high[at % 2] = (high[at % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = high;
  if (odd > pairs * WIDE_SHARE && even < pairs / 2) return 'utf-16le';
  return even > pairs * WIDE_SHARE && odd < pairs / 2 ? 'utf-16be' : undefined;
}

function labelOf(contentType: string): string | undefined {
  return /\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(contentType)?.[1];
}

function declared(head: string): string | undefined {
  const xml = /^\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']\s*([\w.:-]{1,40})/i.exec(head)?.[1];
  const label = xml ?? /<meta\s[^>]{0,400}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})/i.exec(head)?.[1];
  // It could be read as ASCII, so it is not UTF-16 (HTML standard, "prescan a byte stream").
  return label !== undefined && /^utf-?16/i.test(label) ? 'utf-8' : label;
}

/** Undefined when the label is unknown or the bytes contradict it. */
function decodeAs(bytes: Uint8Array, label: string): string | undefined {
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(label);
  } catch {
    return undefined;
  }
  if (!decoder.encoding.startsWith('utf-')) {
    const high = highBytes(bytes);
    const mostlyHigh = WESTERN.has(decoder.encoding) && high * 3 > bytes.length;
    if (high > 0 && (mostlyHigh || isUtf8(bytes))) return undefined;
  }
  const text = decoder.decode(bytes);
  if (decoder.encoding !== 'utf-8') return text;
  // A cut character or two is damage; more is another charset.
  const broken = replacements(text);
  return broken > 2 && broken * 20 > highBytes(bytes) ? undefined : text;
}

/** How many characters could not be read, counted in place: a list of what stands between them takes more room than the text. */
function replacements(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) count += 1;
  return count;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function highBytes(bytes: Uint8Array): number {
  let count = 0;
  for (const byte of bytes) if (byte >= 0x80) count += 1;
  return count;
}
