// Ports of this machine: which is free, and who answers.

import net from "node:net";

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Whether one can listen there: "free", "taken", or "forbidden" (a low port, or an address of another machine). */
export async function portState(port, host) {
  // macOS lets two servers share a port on different addresses, and "localhost" may mean ::1: ask both.
  if ((await answers(port, "127.0.0.1")) || (await answers(port, "::1"))) return "taken";
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", (error) => resolve(error.code === "EADDRINUSE" ? "taken" : "forbidden"));
    server.listen(port, host, () => server.close(() => resolve("free")));
  });
}

export function answers(port, host = "127.0.0.1") {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host });
    const tell = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => tell(true)).once("error", () => tell(false));
    socket.setTimeout(1_000, () => tell(false));
  });
}
