// What a browser sends, without the browser: kept connections, a signed-in session, gzip, and the forms' server actions.

import { readFile } from "node:fs/promises";
import http from "node:http";
import { gunzipSync } from "node:zlib";

import { sealSessionId, sessionCookieName } from "@/lib/auth/cookie";

const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

export async function cookieOf(sessionId: string): Promise<string> {
  return `${sessionCookieName()}=${await sealSessionId(sessionId)}`;
}

/** Reads the page to its last byte, as it came over the wire; anything but 200 ends the measurement. */
export function page(url: string, cookie = ""): Promise<Buffer> {
  return send(url, { headers: { cookie, accept: "text/html", "accept-encoding": "gzip" } });
}

/** The answer of a page or file, unpacked. */
export async function pageText(url: string, cookie = ""): Promise<string> {
  const bytes = await page(url, cookie);
  return (bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes).toString();
}

export type Press = (input: object, cookie: string, path: string) => Promise<void>;

/** Pressing a button: the request that React sends for this server action of the build. */
export async function button(url: string, action: string): Promise<Press> {
  const id = await actionId(action);
  return async (input, cookie, path) => {
    const answer = await send(
      url + path,
      {
        method: "POST",
        headers: {
          cookie,
          origin: url,
          accept: "text/x-component",
          "content-type": "text/plain;charset=UTF-8",
          "next-action": id,
        },
      },
      JSON.stringify([input]),
    );
    if (!answer.includes('"ok":true')) throw new Error(`${action}: ${answer.toString().slice(0, 500)}`);
  };
}

async function actionId(action: string): Promise<string> {
  const manifest = JSON.parse(await readFile(".next/server/server-reference-manifest.json", "utf8"));
  const actions = Object.entries<{ exportedName: string }>(manifest.node);
  const id = actions.find(([, { exportedName }]) => exportedName === action)?.[0];
  if (!id) throw new Error(`The build has no action ${action}.`);
  return id;
}

function send(url: string, options: http.RequestOptions, body?: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const request = http.request(url, { agent, ...options }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part) => parts.push(part));
      response.on("error", reject);
      response.on("end", () => {
        if (response.statusCode === 200) resolve(Buffer.concat(parts));
        else reject(new Error(`${url} answered ${response.statusCode}.`));
      });
    });
    // A kept connection that the server closes in the moment in which it is used again: a browser asks once more, too.
    request.on("error", (error: NodeJS.ErrnoException) => {
      if (request.reusedSocket && error.code === "ECONNRESET") resolve(send(url, options, body));
      else reject(error);
    });
    request.end(body);
  });
}
