// Who asks: a token that the job was given, or one that its platform vouches for, swapped once for a token of the register.

import { notTrusted, wrongInput } from "./ending";
import { hashOf } from "./evaluate";
import { type Register, read, send } from "./register";
import { said } from "./said";
import { type SwappedToken, swappedToken } from "./shapes";

type Environment = Record<string, string | undefined>;

export async function registerFor(address: string, env: Environment): Promise<Register> {
  const given = env.EXCEPTIONS_TOKEN?.trim();
  return { address, token: given || (await swapped(address, env)).token };
}

/** A token of the register with the binding of the job. */
export async function swapped(address: string, env: Environment): Promise<SwappedToken> {
  const token = await idTokenOf(address, env);
  const reply = await send(
    { address, token },
    { method: "POST", path: "/api/v1/gate/tokens", headers: { "idempotency-key": hashOf(token) } },
  );
  return read(reply, swappedToken);
}

async function idTokenOf(address: string, env: Environment): Promise<string> {
  if (env.EXCEPTIONS_ID_TOKEN) return env.EXCEPTIONS_ID_TOKEN.trim();
  const { ACTIONS_ID_TOKEN_REQUEST_URL: url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: secret } = env;
  if (url && secret) return mintedByGitHub(url, secret, address);
  throw wrongInput(
    "Set EXCEPTIONS_TOKEN, or let the job have an OpenID token: “id-token: write” on GitHub, EXCEPTIONS_ID_TOKEN on GitLab.",
    "token_missing",
  );
}

/** The register's address is the audience, so that no other service can use the token. */
async function mintedByGitHub(url: string, secret: string, audience: string): Promise<string> {
  const answer = await fetch(`${url}&audience=${encodeURIComponent(audience)}`, {
    headers: { authorization: `bearer ${secret}` },
    redirect: "error",
    signal: AbortSignal.timeout(30_000),
  })
    .then((response) => response.json() as Promise<{ value?: unknown }>)
    .catch((error: Error) => ({ value: null, why: error.message }));
  if (typeof answer.value === "string") return answer.value;
  const why = "why" in answer ? said(answer.why, 200) : "it holds no value";
  throw notTrusted("no_id_token", `GitHub gives no OpenID token: ${why}.`);
}
