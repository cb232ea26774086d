import { env } from "@/lib/env";

/** Where problems say they happened: the path, never the query. */
export function instanceOf(request: Request): string {
  return new URL(request.url).pathname;
}

/** Links come from the register's own address, never from a header. */
export function addressOfRegister(): string {
  return env().NEXTAUTH_URL.replace(/\/+$/, "");
}

/** Echoed, so that a cached answer is found out. */
export function nonceIn(request: Request): string | null {
  const nonce = request.headers.get("gate-nonce") ?? "";
  return /^[0-9a-f]{32,256}$/i.test(nonce) ? nonce : null;
}
