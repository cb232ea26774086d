import { signIn } from "next-auth/react";

/**
 * Proves who somebody is and goes to `to`, as a fresh page: nothing of whoever sat here before stays in memory.
 * Gives the key of what stands in the way, if anything does.
 */
export async function signInWith(
  method: "local" | "demo",
  fields: Record<string, string>,
  to: string,
): Promise<string | null> {
  const answer = await signIn(method, { ...fields, redirect: false, callbackUrl: to }).catch(() => undefined);
  if (!answer) return "provider";
  if (answer.error) return answer.error;
  window.location.assign(to);
  return null;
}
