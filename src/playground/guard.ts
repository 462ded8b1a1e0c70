/** Keeps other websites open in the same browser away from a server on this machine. */
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';

/** The name in a Host header, without its port and brackets; undefined when it is none. */
function hostName(header: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-f:.]+)\]|([^:[\]/@\s]+))(?::\d{1,5})?$/i.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

/**
 * Whether a request comes from the page itself or from a program, as against a page of another site. A name that was
 * made to point here (DNS rebinding) shows in Host: only the configured host, localhost and plain addresses, which no
 * one can rebind, are taken. Another site's page shows in Origin and Sec-Fetch-Site; a link on it may be followed here.
 */
export function isOwnRequest(
  { headers, method }: Pick<IncomingMessage, 'headers' | 'method'>,
  host: string,
): boolean {
  const name = hostName(headers.host);
  if (name === undefined) return false;
  if (name !== 'localhost' && name !== host.toLowerCase() && isIP(name) === 0) return false;
  if (headers.origin !== undefined && headers.origin !== `http://${headers.host ?? ''}`) return false;
  const site = headers['sec-fetch-site'];
  const isFollowedLink = method === 'GET' && headers['sec-fetch-mode'] === 'navigate';
  return site === undefined || site === 'same-origin' || site === 'none' || isFollowedLink;
}
