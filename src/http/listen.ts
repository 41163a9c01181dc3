import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { Problem } from '../domain/errors.ts';

export type Listening = {
  /** Where it answers, such as `http://127.0.0.1:3000`. */
  url: string;
  /** Takes no more connections; resolves when those that are open have ended. */
  close: () => Promise<void>;
  /** Ends the open connections too. */
  cut: () => void;
};

/**
 * Puts the app on a port (0: any that is free).
 * @throws Problem with one sentence when the port or the host cannot be had.
 */
export function listen(app: { fetch: (request: Request) => unknown }, { port, host }: { port: number; host: string }): Promise<Listening> {
  const server = createAdaptorServer({ fetch: (request) => app.fetch(request) }) as Server;
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new Problem('internal', sentence(error.code, host, port))));
    server.listen(port, host, () => {
      const { address, port: got, family } = server.address() as AddressInfo;
      const name = ['0.0.0.0', '::'].includes(address) ? 'localhost' : family === 'IPv6' ? `[${address}]` : address;
      resolve({
        url: `http://${name}:${got}`,
        close: () => new Promise((done) => server.close(() => done())),
        cut: () => server.closeAllConnections(),
      });
    });
  });
}

function sentence(code: string | undefined, host: string, port: number): string {
  if (code === 'EADDRINUSE') return `Port ${port} is already in use: stop what listens there, or set PORT to another.`;
  if (code === 'EACCES') return `Port ${port} may not be used by this user: set PORT to one above 1023.`;
  return `The address ${host} cannot be listened on (${code ?? 'unknown error'}): set HOST to one of this machine.`;
}
