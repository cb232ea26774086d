// A mail server of our own that takes what the register sends, or misbehaves as it is told, and the mails as they arrived.

import PostalMime, { type Email } from "postal-mime";
import { SMTPServer } from "smtp-server";

export type Manner =
  | "takes"
  /** 4xx: not now. */
  | "busy"
  /** 5xx: this reader does not exist. */
  | "refuses"
  /** Takes the whole mail and never answers. */
  | "hangs"
  /** Takes the whole mail and hangs up instead of saying so. */
  | "drops";

export type Arrived = Email & { to?: { address: string; name: string }[] };

export type PostOffice = {
  url: string;
  /** All that a reader's mailbox holds, also what the sender believes to be lost. */
  arrived: Arrived[];
  behave: (manner: Manner) => void;
  stop: () => Promise<void>;
};

export async function postOffice(): Promise<PostOffice> {
  let manner: Manner = "takes";
  const arrived: Arrived[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    logger: false,
    onRcptTo: (_, __, done) => {
      if (manner === "busy") return done(refusal(451, "Come back later"));
      if (manner === "refuses") return done(refusal(550, "No such mailbox"));
      done();
    },
    onData: (stream, session, done) => {
      const how = manner;
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => parts.push(part));
      stream.on("end", async () => {
        arrived.push((await PostalMime.parse(Buffer.concat(parts))) as Arrived);
        if (how === "hangs") return;
        if (how === "drops") return closeConnection(server, session.id);
        done();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as { port: number };

  return {
    url: `smtp://127.0.0.1:${port}`,
    arrived,
    behave: (next) => {
      manner = next;
    },
    stop: () => {
      for (const connection of connectionsOf(server)) connection.close();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

type Connection = { session: { id: string }; close: () => void; _socket?: { destroy: () => void } };

const connectionsOf = (server: SMTPServer) => [
  ...(server as unknown as { connections: Set<Connection> }).connections,
];

function closeConnection(server: SMTPServer, sessionId: string) {
  for (const connection of connectionsOf(server)) {
    if (connection.session?.id === sessionId || !connection.session) connection._socket?.destroy();
  }
}

function refusal(responseCode: number, message: string) {
  return Object.assign(new Error(message), { responseCode });
}
