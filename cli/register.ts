// The register as the command talks to it: over https, without following anybody elsewhere, patient for a minute with what
// passes, and with the sentence of the register where it says no.

import { setTimeout as pause } from "node:timers/promises";

import { type FieldError, notTrusted, Stop, wrongInput } from "./ending";
import { version } from "./package.json";
import { instant, said } from "./said";
import { problem } from "./shapes";
import { tell } from "./tell";

export type Register = { address: string; token: string | null };

export type Sending = {
  method?: "GET" | "POST";
  /** Below the address: "/api/v1/gate/evaluations". */
  path: string;
  headers?: Record<string, string>;
  body?: FormData | string;
  /** In milliseconds, for an answer that is held back on purpose. */
  held?: number;
};

export type Reply = { status: number; headers: Headers; text: string };

export function registerAt(env: Record<string, string | undefined>): string {
  const given = env.EXCEPTIONS_URL;
  if (!given) throw wrongInput("Set EXCEPTIONS_URL to the address of your register.");
  if (!URL.canParse(given)) throw wrongInput("EXCEPTIONS_URL is no address.");
  const { protocol, hostname, username, href } = new URL(given);
  const near = hostname === "localhost" || hostname === "127.0.0.1" || hostname === "[::1]";
  if (protocol !== "https:" && !(protocol === "http:" && near))
    throw wrongInput("EXCEPTIONS_URL has to begin with https://, or its answers could be anybody’s.");
  if (username) throw wrongInput("EXCEPTIONS_URL holds a name or password. The token has its own variable.");
  if (env.NODE_TLS_REJECT_UNAUTHORIZED === "0")
    throw wrongInput(
      "NODE_TLS_REJECT_UNAUTHORIZED=0 lets anybody answer for the register. Name your authority in NODE_EXTRA_CA_CERTS.",
    );
  return href.replace(/\/+$/, "");
}

/** Sends until there is an answer, for a minute at most; an answer that is a no ends the command. */
export async function send(register: Register, sending: Sending): Promise<Reply> {
  const until = Date.now() + patience();
  for (let attempt = 0; ; attempt++) {
    const outcome = await once(register, sending);
    if ("reply" in outcome) return outcome.reply;
    const wait = outcome.after ?? Math.min(2 ** attempt * 500, 15_000);
    const jittered = wait * (0.75 + Math.random() / 2);
    if (Date.now() + jittered > until) throw outcome.away;
    if (attempt === 0) tell(`${outcome.away.message} Trying again.`);
    await pause(jittered);
  }
}

function patience(): number {
  const seconds = Number(process.env.EXCEPTIONS_RETRY_SECONDS ?? 60);
  if (!(seconds >= 0 && seconds <= 3600)) throw wrongInput("EXCEPTIONS_RETRY_SECONDS is between 0 and 3600.");
  return seconds * 1000;
}

type Outcome = { reply: Reply } | { away: Stop; after?: number };

async function once(register: Register, sending: Sending): Promise<Outcome> {
  const answer = await tried(register, sending);
  if (answer instanceof Stop) {
    if (answer.code === "tls") throw answer;
    return { away: answer };
  }
  const { status, headers, text } = answer;
  if ((status >= 200 && status < 300) || status === 304) return { reply: answer };
  if (status === 409 || status === 429 || status >= 500) {
    const seconds = Number(headers.get("retry-after") || Number.NaN);
    const away = notTrusted("unavailable", `The register answers ${status}.`);
    return { away, ...(seconds > 0 && { after: seconds * 1000 }) };
  }
  throw refusalIn(status, text);
}

async function tried(register: Register, sending: Sending): Promise<Reply | Stop> {
  const { method = "GET", path, headers, body, held = 0 } = sending;
  try {
    const response = await fetch(register.address + path, {
      method,
      body,
      // A register does not send anybody elsewhere, least of all with a token.
      redirect: "manual",
      signal: AbortSignal.timeout(60_000 + held),
      headers: {
        accept: "application/json, application/problem+json;q=0.9, */*;q=0.1",
        "user-agent": `exceptions-cli/${version}`,
        ...(register.token && { authorization: `Bearer ${register.token}` }),
        ...headers,
      },
    });
    return { status: response.status, headers: response.headers, text: await textOf(response) };
  } catch (error) {
    return error instanceof Stop ? error : unreachable(error);
  }
}

const largestAnswer = 64 * 1024 * 1024;

async function textOf(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > largestAnswer) throw notTrusted("too_large", "The answer is larger than any answer can be.");
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}

function unreachable(error: unknown): Stop {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = String((cause as { code?: string }).code ?? "");
  const message = said(cause instanceof Error ? cause.message : String(cause), 200) || code;
  return /CERT|TLS|SSL|EPROTO|SIGNATURE/.test(code)
    ? notTrusted("tls", `The register’s certificate is not trusted: ${message}.`)
    : notTrusted("unreachable", `The register cannot be reached: ${message}.`);
}

/** The question was refused, if that is really the register speaking. */
function refusalIn(status: number, text: string): Stop {
  const told = problem.safeParse(jsonIn(text));
  if (!told.success || told.data.status !== status)
    return notTrusted("not_the_register", `The answer is ${status} and none of the register’s.`);
  const { code, detail, errors } = told.data;
  return wrongInput(said(detail), code, errors as FieldError[] | undefined);
}

/** The document that came, of the shape that was expected. */
export function read<Read>(
  reply: Reply,
  shape: { safeParse: (value: unknown) => { success: true; data: Read } | { success: false } },
): Read {
  const type = reply.headers.get("content-type") ?? "";
  const value = jsonIn(reply.text);
  if (!/\bjson\b/i.test(type) || value === undefined)
    throw notTrusted("not_json", "The register answers with something else than JSON.");
  const told = shape.safeParse(value);
  if (!told.success) throw notTrusted("schema", "The answer has not the shape of an answer of the register.");
  return told.data;
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const mostApart = 5 * 60_000;

/** Ends and windows are compared by two clocks: they must not be far from each other. */
export function holdClocksTogether(theirs: string): void {
  const apart = Math.abs(Date.parse(theirs) - Date.now());
  if (!(apart <= mostApart))
    throw notTrusted(
      "clock_skew",
      `The register’s clock says ${instant(theirs)}, this one ${instant(new Date().toISOString())}.`,
    );
}
