// Where the register listens: HOST and PORT, 127.0.0.1 and 3000 unless told otherwise.

import { setTimeout as pause } from "node:timers/promises";

import { Obstacle } from "./obstacle.mjs";
import { portState } from "./ports.mjs";

/** { host, port } that one can listen on. */
export async function wantedAddress(env) {
  const host = env.HOST || "127.0.0.1";
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new Obstacle(`PORT is "${env.PORT}", which is no port: choose a number from 1 to 65535.`);
  }
  const state = await stateOnceSettled(port, host);
  if (state === "taken") {
    throw new Obstacle(
      `Port ${port} is taken: stop what runs there, or choose another with PORT=${nextTo(port)}.`,
    );
  }
  if (state === "forbidden")
    throw new Obstacle(`Nobody may listen on ${host}, port ${port}: choose another HOST or PORT.`);
  return { host, port };
}

/** The server of a start that was killed needs a second to notice. */
async function stateOnceSettled(port, host) {
  for (let attempt = 0; attempt < 5; attempt++) {
    if ((await portState(port, host)) !== "taken") break;
    await pause(400);
  }
  return portState(port, host);
}

const nextTo = (port) => (port < 65_535 ? port + 1 : 3001);

/** The same place, as a client on this machine reaches it. */
export function localUrl({ host, port }) {
  const everywhere = ["0.0.0.0", "::", "127.0.0.1", "localhost"].includes(host);
  return `http://${everywhere ? "localhost" : host}:${port}`;
}
