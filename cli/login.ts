// Swaps the job's OpenID token, which may end soon, for a token of the register of an hour at most.

import { appendFileSync } from "node:fs";

import { swapped } from "./identity";
import { instant } from "./said";
import type { SwappedToken } from "./shapes";
import { command, tell } from "./tell";

export async function login(address: string, env: Record<string, string | undefined>): Promise<SwappedToken> {
  const given = await swapped(address, env);
  if (env.GITHUB_ACTIONS === "true") {
    command(`::add-mask::${given.token}`);
    if (env.GITHUB_ENV) appendFileSync(env.GITHUB_ENV, `EXCEPTIONS_TOKEN=${given.token}\n`);
  }
  tell(`A token of the register until ${instant(given.expiresAt)}. Keep it in EXCEPTIONS_TOKEN.`);
  return given;
}
