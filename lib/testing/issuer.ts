// An issuer of our own, as GitHub and GitLab are: it serves a discovery document and its keys over https, and signs tokens.

import { createHash, generateKeyPairSync, type KeyObject } from "node:crypto";
import { createServer } from "node:https";

import { exportJWK, SignJWT } from "jose";

import type { Way } from "@/lib/network/fetch-public";
import { certificateFor } from "@/lib/testing/certificate";

type Key = { kid: string; privateKey: KeyObject; publicKey: KeyObject };
type Payload = Record<string, unknown>;

export type TestIssuer = {
  url: string;
  /** How the register gets there. */
  way: Way;
  /** How often its keys were asked for. */
  asked: () => number;
  /** From now on it signs with another key, and the one before is gone. */
  rotate: () => void;
  /** Says something else in its discovery document. */
  say: (discovery: Payload) => void;
  /** Signed at this instant for five minutes; an undefined claim is left out. */
  token: (claims: Payload, at: Date) => Promise<string>;
  stop: () => Promise<void>;
};

export async function testIssuer(name = "localhost"): Promise<TestIssuer> {
  const certificate = certificateFor(name);
  let key = newKey();
  let discovery: Payload = {};
  let asked = 0;
  const server = createServer(certificate, async (request, response) => {
    const json = (body: object) =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(body));
    if (request.url === "/.well-known/openid-configuration")
      return json({ issuer: url, jwks_uri: `${url}/keys`, ...discovery });
    if (request.url === "/keys") {
      asked++;
      return json({
        keys: [{ ...(await exportJWK(key.publicKey)), kid: key.kid, alg: "RS256", use: "sig" }],
      });
    }
    // Whoever follows this is led to keys that would fit.
    response.writeHead(302, { location: `${url}/keys` }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  const url = `https://${name}:${port}`;

  return {
    url,
    way: {
      allowed: new Map([[name, new Set([port])]]),
      patience: 10_000,
      resolve: async () => ["127.0.0.1"],
      trusted: certificate.cert,
    },
    asked: () => asked,
    rotate: () => {
      key = newKey();
    },
    say: (next) => {
      discovery = next;
    },
    token: (claims, at) => {
      const iat = Math.floor(at.getTime() / 1000);
      const payload = { iss: url, sub: "a job", jti: crypto.randomUUID(), iat, exp: iat + 300, ...claims };
      const { kid, privateKey } = key;
      return new SignJWT(JSON.parse(JSON.stringify(payload)))
        .setProtectedHeader({ alg: "RS256", kid })
        .sign(privateKey);
    },
    stop: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function newKey(): Key {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const kid = createHash("sha256")
    .update(publicKey.export({ type: "spki", format: "der" }))
    .digest("hex");
  return { kid, privateKey, publicKey };
}
