// A pipeline shows a token that GitHub or GitLab gave it. It counts if it is of an issuer that an administrator named, was
// made for this register alone, is young, and is signed with the issuer's key of now (R24).

import { decodeJwt, errors, type JWTPayload, jwtVerify } from "jose";

import { db } from "@/lib/db";
import { addressOfRegister, env } from "@/lib/env";
import { type Claims, claimsIn, issuerKinds } from "@/lib/gate/issuer-claims";
import { askedAgainAfter, type KeySet, keysLastFor, keysOf, type NoKeys } from "@/lib/gate/issuer-keys";
import { type Problem, problem } from "@/lib/gate/problem";
import { allowedHosts } from "@/lib/network/allowed-hosts";
import type { Way } from "@/lib/network/fetch-public";
import type { IssuerKind } from "@/prisma/generated/enums";

/** A token that was verified. */
export type Issued = {
  issuer: Issuer;
  jti: string;
  claims: Claims;
  expiresAt: Date;
};

type Issuer = { id: string; url: string; kind: IssuerKind };

/** Three parts with dots between them, which no token of the register has. */
export function looksIssued(secret: string): boolean {
  return secret.split(".").length === 3;
}

export async function verifyIssued(
  token: string,
  now: Date,
  way: Way = usualWay(),
): Promise<Issued | Problem> {
  const issuer = await issuerOf(token);
  if ("problem" in issuer) return issuer;
  const keys = await keysToTry(issuer, { way, now });
  if ("why" in keys) return withoutKeys(issuer, keys);
  try {
    return issuedBy(issuer, await payloadOf(token, issuer, keys, { way, now }));
  } catch (error) {
    if (error instanceof errors.JOSEError) return refused(error);
    throw error;
  }
}

function usualWay(): Way {
  return { allowed: allowedHosts(env().WEBHOOK_ALLOWED_HOSTS) };
}

/** The issuer that the token names, before anything in it is believed. */
async function issuerOf(token: string): Promise<Issuer | Problem> {
  const url = claimedIssuer(token);
  if (url === null) return problem("token_invalid", "This token cannot be read.");
  const issuer = await db.pipelineIssuer.findUnique({
    where: { url, retiredAt: null },
    select: { id: true, url: true, kind: true },
  });
  return issuer ?? problem("issuer_unknown", `Tokens of ${url.slice(0, 200)} are not taken here.`);
}

function claimedIssuer(token: string): string | null {
  try {
    return decodeJwt(token).iss ?? null;
  } catch {
    return null;
  }
}

type Asking = { way: Way; now: Date };

async function keysToTry({ url }: Issuer, asking: Asking): Promise<KeySet | NoKeys> {
  const keys = await keysOf(url, keysLastFor, asking);
  return "why" in keys ? keysOf(url, askedAgainAfter, asking) : keys;
}

async function payloadOf(token: string, issuer: Issuer, keys: KeySet, asking: Asking): Promise<JWTPayload> {
  const verify = async (those: KeySet) =>
    (await jwtVerify(token, those, demands(issuer, asking.now))).payload;
  try {
    return await verify(keys);
  } catch (error) {
    if (!(error instanceof errors.JWKSNoMatchingKey)) throw error;
    const newer = await keysOf(issuer.url, askedAgainAfter, asking);
    if (newer === keys || "why" in newer) throw error;
    return verify(newer);
  }
}

function demands({ url, kind }: Issuer, now: Date) {
  return {
    issuer: url,
    audience: addressOfRegister(),
    algorithms: ["RS256"],
    clockTolerance: 30,
    maxTokenAge: issuerKinds[kind].longestAge,
    requiredClaims: ["exp", "jti", "sub"],
    currentDate: now,
  };
}

function issuedBy(issuer: Issuer, payload: JWTPayload): Issued | Problem {
  const { aud, jti = "", exp = 0 } = payload;
  // A list could name others, who could then use the token here.
  if (typeof aud !== "string") return wrongAudience();
  if (typeof jti !== "string" || jti === "" || jti.length > 500)
    return problem("token_invalid", "This token has no jti.");
  const claims = claimsIn(issuer.kind, payload);
  return { issuer, jti, claims, expiresAt: new Date(exp * 1000) };
}

function wrongAudience(): Problem {
  return problem(
    "token_invalid",
    `This token is not for this register alone. Ask for one with the audience ${addressOfRegister()}.`,
  );
}

function withoutKeys({ url }: Issuer, { why, lies }: NoKeys): Problem {
  return problem(lies ? "token_invalid" : "unavailable", `The keys of ${url} cannot be had: ${why}`);
}

function refused(error: errors.JOSEError): Problem {
  if (error instanceof errors.JWTExpired) {
    return problem("token_expired", "This token is too old. A job gets a new one when it asks for it.");
  }
  const claim = error instanceof errors.JWTClaimValidationFailed ? error.claim : null;
  if (claim === "aud") return wrongAudience();
  return problem(
    "token_invalid",
    claim ? `This token does not hold what it has to: ${claim}.` : "This token is not signed by its issuer.",
  );
}
