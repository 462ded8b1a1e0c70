/** Connections to public addresses only, whatever names resolve to. */
import type { LookupAddress, LookupOptions } from 'node:dns';
import { buildConnector } from 'undici';
import { isPublicAddress } from './address.ts';
import { Refusal } from './refusal.ts';

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void;
/** dns.lookup, or what stands in for it. */
export type Lookup = (hostname: string, options: LookupOptions, callback: LookupCallback) => void;

/** A connector whose names resolve to public addresses only, all of them, and whose socket proves to be at one. */
export function publicConnector(resolve: Lookup, timeoutMs: number): buildConnector.connector {
  const lookup: Lookup = (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error !== null) return callback(error, []);
      const addresses = Array.isArray(found)
        ? found
        : [{ address: found, family: found.includes(':') ? 6 : 4 }];
      const inner = addresses.find(({ address }) => !isPublicAddress(address));
      const first = addresses[0];
      if (inner !== undefined) return callback(notPublic(hostname, inner.address), []);
      if (first === undefined) return callback(new Refusal(`${hostname} has no address`), []);
      if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
  const connect = buildConnector({ lookup: lookup as never, timeout: timeoutMs });
  return (target, callback) => {
    connect(target, (error, socket) => {
      // With an error undici hands over no second argument at all.
      if (error) return callback(error, null);
      const address = socket?.remoteAddress;
      if (socket && address !== undefined && isPublicAddress(address)) return callback(null, socket);
      socket?.destroy();
      callback(notPublic(target.hostname, address ?? 'no address'), null);
    });
  };
}

function notPublic(hostname: string, address: string): Refusal {
  return new Refusal(`${hostname} is at ${address}, which is not a public address`);
}
