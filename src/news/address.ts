/** Which addresses of the network may be talked to: public ones, and those the operator names. */
import ipaddr from 'ipaddr.js';

/** IPv6 addresses that are routed at all; outside of it stand forms such as ::127.0.0.1 (RFC 4291, 2.5.5.1). */
const GLOBAL_IPV6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Machines of a cloud are told of themselves, keys included, at this address, which is a public one (Azure's WireServer). */
const METADATA = new Set(['168.63.129.16']);

/** Whether the text is a public unicast IP address, IPv4 inside IPv6 looked through. False for what is no address. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed.range() !== 'unicast' || METADATA.has(parsed.toString())) return false;
  return parsed.kind() === 'ipv4' || parsed.match(GLOBAL_IPV6);
}

/** The host of a URL as an IP address without brackets, or undefined when it is a name. */
export function literalAddress(hostname: string): string | undefined {
  const bare = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
  return ipaddr.isValid(bare) ? bare : undefined;
}

/** Host and effective port of an http(s) URL; the name without the dot that may end it. */
export function hostAndPort(url: URL): { readonly host: string; readonly port: string } {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80');
  return { host: url.hostname.replace(/\.$/, ''), port };
}

/**
 * The operator's list of hosts on private addresses, each with or without a port (`feeds.lan`, `10.0.0.5:8080`, `[::1]`).
 * Returns whether a URL's host is among them; an entry that is no host matches nothing.
 */
export function allowList(entries: readonly string[]): (url: URL) => boolean {
  const allowed = new Set<string>();
  for (const entry of entries) {
    const parts = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(entry.trim());
    const name = parts?.[1] ?? `[${entry.trim()}]`;
    const parsed = URL.canParse(`http://${name}/`) ? new URL(`http://${name}/`) : undefined;
    if (parsed === undefined) continue;
    const host = parsed.hostname.replace(/\.$/, '');
    allowed.add(parts?.[2] === undefined ? host : `${host} ${Number(parts[2])}`);
  }
  return (url) => {
    const { host, port } = hostAndPort(url);
    return allowed.has(host) || allowed.has(`${host} ${port}`);
  };
}
