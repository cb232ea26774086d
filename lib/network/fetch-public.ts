// The one way out to an address that somebody typed. It asks over https alone, resolves the name, checks every address
// that it has, and connects to one of those and no other, so that a name which points elsewhere a moment later leads
// nowhere. It follows nothing and reads no more than it needs.

import { lookup } from "node:dns/promises";
import { type RequestOptions, request } from "node:https";
import { isIP, type LookupFunction } from "node:net";

import { type AllowedHosts, whyNotReachable } from "@/lib/network/allowed-hosts";
import { isPublicAddress } from "@/lib/network/public-address";

export type Asked = {
  url: string;
  method?: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string;
};

/** What the other side said, whatever it was, or why nothing came of it. `headers` have small names. */
export type Answer =
  | { ok: true; status: number; headers: Record<string, string>; text: string }
  | { ok: false; why: string };

export type Way = {
  allowed: AllowedHosts;
  /** In milliseconds, for all of it. */
  patience?: number;
  /** Every address of a name. Tests give their own. */
  resolve?: (name: string) => Promise<string[]>;
  /** Certificates that are trusted besides the usual ones, in PEM. */
  trusted?: string;
};

const bytesAtMost = 64 * 1024;

export async function fetchPublic(asked: Asked, way: Way): Promise<Answer> {
  const refusal = whyNotReachable(asked.url, way.allowed);
  if (refusal) return { ok: false, why: refusal };
  const giveUp = AbortSignal.timeout(way.patience ?? 15_000);
  try {
    const checked = await checkedAddresses(new URL(asked.url), way, giveUp);
    if ("why" in checked) return { ok: false, why: checked.why };
    return await ask(asked, checked.addresses, way, giveUp);
  } catch (error) {
    return { ok: false, why: giveUp.aborted ? "It took too long to answer." : reasonOf(error) };
  }
}

type Checked = { addresses: string[] } | { why: string };

async function checkedAddresses(url: URL, way: Way, giveUp: AbortSignal): Promise<Checked> {
  const name = url.hostname.replace(/^\[|\]$/g, "");
  const addresses = isIP(name) ? [name] : await unlessAborted((way.resolve ?? resolveAll)(name), giveUp);
  if (addresses.length === 0) return { why: "Its name leads to no address." };
  if (way.allowed.has(url.hostname) || addresses.every(isPublicAddress)) return { addresses };
  return { why: "Its name leads into a private network. The server's configuration can allow it by name." };
}

async function resolveAll(name: string): Promise<string[]> {
  return (await lookup(name, { all: true })).map(({ address }) => address);
}

function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error), { once: true });
    work.then(resolve, reject);
  });
}

function ask(
  { url, method = "GET", headers = {}, body }: Asked,
  addresses: string[],
  { trusted }: Way,
  giveUp: AbortSignal,
): Promise<Answer> {
  const options: RequestOptions = {
    method,
    headers: { "user-agent": "exceptions-register", ...headers, ...(body !== undefined && lengthOf(body)) },
    agent: false, // a connection of its own: none is reused that was made for another answer of the resolver
    lookup: onlyTo(addresses),
    signal: giveUp,
    ...(trusted !== undefined && { ca: trusted }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const parts: Buffer[] = [];
      let size = 0;
      const finish = () => {
        const text = Buffer.concat(parts).subarray(0, bytesAtMost).toString("utf8");
        resolve({ ok: true, status: response.statusCode ?? 0, headers: oneEach(response.headers), text });
        response.destroy();
      };
      response.on("data", (part: Buffer) => {
        parts.push(part);
        size += part.length;
        if (size >= bytesAtMost) finish();
      });
      response.on("end", finish);
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const lengthOf = (body: string) => ({ "content-length": String(Buffer.byteLength(body)) });

/** Node asks this for the addresses of the name: it gets those that were checked, and nobody is asked again. */
function onlyTo(addresses: string[]): LookupFunction {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_, { all }, done) => {
    if (all) return done(null, found);
    const [first] = found as [(typeof found)[0]];
    done(null, first.address, first.family);
  };
}

function oneEach(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]],
    ),
  );
}

/** One line, without what we sent. */
function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return (
    sentences[code ?? ""] ??
    String(message || code || error)
      .replace(/\s+/g, " ")
      .slice(0, 200)
  );
}

const sentences: Record<string, string> = {
  ENOTFOUND: "Its name is not known.",
  EAI_AGAIN: "Its name could not be looked up.",
  ECONNREFUSED: "Nothing listens there.",
  ECONNRESET: "It hung up.",
  EHOSTUNREACH: "No way leads there.",
  ENETUNREACH: "No way leads there.",
  CERT_HAS_EXPIRED: "Its certificate has expired.",
  DEPTH_ZERO_SELF_SIGNED_CERT: "Its certificate is signed by itself.",
  SELF_SIGNED_CERT_IN_CHAIN: "Its certificate is signed by an authority that is not known here.",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "Its certificate is signed by an authority that is not known here.",
  ERR_TLS_CERT_ALTNAME_INVALID: "Its certificate is for another name.",
};
