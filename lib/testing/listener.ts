// A server of our own that takes what the register tells other systems, or misbehaves as it is told.

import type { IncomingHttpHeaders } from "node:http";
import { createServer } from "node:https";
import type { Socket } from "node:net";

import type { Way } from "@/lib/network/fetch-public";
import { certificateFor } from "@/lib/testing/certificate";

export type Conduct =
  | { status: number; headers?: Record<string, string>; body?: string }
  /** Takes the whole message and never answers. */
  | "hangs"
  /** Takes the whole message and hangs up instead of answering. */
  | "drops";

export type Taken = { path: string; headers: IncomingHttpHeaders; body: string };

export type Listener = {
  port: number;
  url: string;
  /** How the register gets there: the name is known to the test alone. */
  way: Way;
  /** The certificate, in PEM, for a process of its own. */
  cert: string;
  /** All that arrived, also what the sender believes to be lost. */
  taken: Taken[];
  behave: (conduct: Conduct) => void;
  stop: () => Promise<void>;
};

export async function listener(): Promise<Listener> {
  const name = "localhost";
  const certificate = certificateFor(name);
  let conduct: Conduct = { status: 204 };
  const taken: Taken[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(certificate, (request, response) => {
    const how = conduct;
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => {
      body += part;
    });
    request.on("end", () => {
      taken.push({ path: request.url ?? "", headers: request.headers, body });
      if (how === "hangs") return;
      if (how === "drops") return request.socket.destroy();
      response.writeHead(how.status, how.headers).end(how.body);
    });
  });
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("tlsClientError", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };

  return {
    port,
    url: `https://${name}:${port}/hooks`,
    way: {
      allowed: new Map([[name, new Set([port])]]),
      patience: 3_000,
      resolve: async () => ["127.0.0.1"],
      trusted: certificate.cert,
    },
    cert: certificate.cert,
    taken,
    behave: (next) => {
      conduct = next;
    },
    stop: () => {
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
