/** How the HTTP servers of this process take a host and port, and give them back. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The port cannot be listened on; the message is one line with the remedy. */
export class CannotListen extends Error {
  readonly host: string;
  readonly port: number;
  /** Node's code: EADDRINUSE, EACCES, EADDRNOTAVAIL, ENOTFOUND … */
  readonly code: string;
  constructor(host: string, port: number, cause: Error & { readonly code?: string }) {
    const here = cause.code === 'ENOTFOUND' || cause.code === 'EADDRNOTAVAIL';
    const why = cause.code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${cause.code ?? cause.message})`;
    super(
      here
        ? `HOST ${host} is no address of this machine: set HOST to one, such as 127.0.0.1`
        : `port ${port} on ${host} ${why}: set PORT or HOST to another one, or stop what holds it`,
    );
    this.host = host;
    this.port = port;
    this.code = cause.code ?? '';
  }
}

/** Where a server that listens on this host can be reached from the same machine. */
function urlOf(host: string, port: number): string {
  if (host === '0.0.0.0') return `http://127.0.0.1:${port}`;
  if (host === '::') return `http://[::1]:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/**
 * Resolves once `server` listens on host and port (0 for any free one), with the port it got and with `url`,
 * http://host:port, where this machine reaches it. Rejects with CannotListen when the port is taken or the host is none
 * of this machine's.
 */
export async function listen(
  server: Server,
  host: string,
  port: number,
): Promise<{ readonly url: string; readonly port: number }> {
  await new Promise<void>((resolve, reject) => {
    const refuse = (error: Error): void => reject(new CannotListen(host, port, error));
    server.once('error', refuse);
    server.listen({ host, port }, () => {
      server.off('error', refuse);
      resolve();
    });
  });
  const bound = (server.address() as AddressInfo).port;
  return { url: urlOf(host, bound), port: bound };
}

/** Stops listening and ends every connection at once. */
export async function stopListening(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeAllConnections();
  await closed;
}
