// The register's API on a port, for clients that are processes of their own: the product's route files answer, over HTTP.

import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  type Server,
  type ServerResponse,
} from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { afterAll } from "vitest";

import { answered } from "@/lib/testing/api";
import type { Certificate } from "@/lib/testing/certificate";

type Door = (request: Request) => Promise<Response>;

/** Its address; it is closed when the file's tests are done. `other` answers at its paths instead of the route files. */
export function servedApi(other: Record<string, Door> = {}): Promise<string> {
  return served((incoming, outgoing) => void answer(incoming, outgoing, other));
}

/** Any server, for what the register never says; with a certificate, over https. */
export async function served(listener: RequestListener, certificate?: Certificate): Promise<string> {
  const server = certificate ? createTlsServer(certificate, listener) : createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  return `http${certificate ? "s" : ""}://localhost:${(server.address() as AddressInfo).port}`;
}

const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.close();
    server.closeAllConnections();
  }
});

async function answer(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  other: Record<string, Door>,
): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of incoming) parts.push(part as Buffer);
  const request = new Request(new URL(incoming.url ?? "/", `http://${incoming.headers.host}`), {
    method: incoming.method,
    headers: incoming.headers as Record<string, string>,
    ...(incoming.method === "POST" && { body: Buffer.concat(parts) }),
  });
  const door = other[new URL(request.url).pathname];
  const response = door ? await door(request) : (await answered(request)).response;
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  outgoing.end(Buffer.from(await response.arrayBuffer()));
}
