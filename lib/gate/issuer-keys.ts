// The keys that an issuer signs with, from its discovery document: asked for by the one way out, at its own origin, and
// again when a token names a key that is not among them, at most every 30 seconds.

import { createLocalJWKSet } from "jose";
import { z } from "zod";

import { fetchPublic, type Way } from "@/lib/network/fetch-public";

export type KeySet = ReturnType<typeof createLocalJWKSet>;
/** `lies`: what the issuer says cannot be trusted. Otherwise it could not be asked. */
export type NoKeys = { why: string; lies: boolean };

export const keysLastFor = 10 * 60_000;
export const askedAgainAfter = 30_000;

const known = new Map<string, { at: number; keys: Promise<KeySet | NoKeys> }>();

/** Those that were read within so many milliseconds, or those that there are now. */
export function keysOf(
  issuer: string,
  within: number,
  { way, now }: { way: Way; now: Date },
): Promise<KeySet | NoKeys> {
  const before = known.get(issuer);
  if (before && Math.abs(now.getTime() - before.at) < within) return before.keys;
  const keys = readKeys(issuer, way);
  known.set(issuer, { at: now.getTime(), keys });
  return keys;
}

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });
const keysSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })).max(100) });

async function readKeys(issuer: string, way: Way): Promise<KeySet | NoKeys> {
  const discovery = await readJson(`${issuer}/.well-known/openid-configuration`, discoverySchema, way);
  if ("why" in discovery) return discovery;
  if (discovery.issuer !== issuer) return { why: `It calls itself ${discovery.issuer}.`, lies: true };
  if (new URL(discovery.jwks_uri).origin !== new URL(issuer).origin)
    return { why: "It keeps its keys at another address.", lies: true };
  const keys = await readJson(discovery.jwks_uri, keysSchema, way);
  return "why" in keys ? keys : createLocalJWKSet(keys);
}

async function readJson<Shape extends z.ZodType<object>>(
  url: string,
  schema: Shape,
  way: Way,
): Promise<z.output<Shape> | NoKeys> {
  const answer = await fetchPublic({ url, headers: { accept: "application/json" } }, way);
  if (!answer.ok) return { why: answer.why, lies: false };
  if (answer.status !== 200) return { why: `It said ${answer.status}.`, lies: false };
  const parsed = schema.safeParse(jsonOr(null, answer.text));
  return parsed.success ? parsed.data : { why: "What it said is not what an issuer says.", lies: false };
}

function jsonOr(otherwise: null, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return otherwise;
  }
}
