// What a webhook's receiver checks (Standard Webhooks): HMAC-SHA256 over id, instant and body, with a secret that both
// know. While the secret is changed both sign, so that nothing is refused meanwhile.

import { createHmac, randomBytes } from "node:crypto";

const prefix = "whsec_";

export function newSecret(): string {
  return `${prefix}${randomBytes(32).toString("base64")}`;
}

/** The three headers. `id` holds no dot; `at` is told in whole seconds. */
export function signedHeaders(
  { id, at, body }: { id: string; at: Date; body: string },
  secrets: string[],
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => `v1,${signature(`${id}.${timestamp}.${body}`, secret)}`);
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}

function signature(content: string, secret: string): string {
  const key = Buffer.from(secret.slice(prefix.length), "base64");
  return createHmac("sha256", key).update(content, "utf8").digest("base64");
}
