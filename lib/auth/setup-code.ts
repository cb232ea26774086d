// Whoever sets up a register from another machine shows that they can read the server's log: a stranger who finds
// the address first cannot take the register. Derived from the secret, so that all processes print the same code.

import { createHmac, timingSafeEqual } from "node:crypto";

import { env } from "@/lib/env";

const kept = globalThis as typeof globalThis & { registerSetupCodePrinted?: boolean };

export function printSetupCode() {
  if (kept.registerSetupCodePrinted) return;
  kept.registerSetupCodePrinted = true;
  console.log(`\nThe register is empty. To set it up from another machine, type this code: ${setupCode()}\n`);
}

export function isSetupCode(typed: string): boolean {
  const given = Buffer.from(typed.replaceAll(/[\s-]/g, "").toLowerCase());
  const known = Buffer.from(setupCode().replaceAll("-", ""));
  return given.length === known.length && timingSafeEqual(given, known);
}

/** Twenty hexadecimal digits in groups of four: 80 bits. */
export function setupCode(): string {
  const digits = createHmac("sha256", env().NEXTAUTH_SECRET)
    .update("setup code of an empty register")
    .digest("hex");
  return (digits.slice(0, 20).match(/.{4}/g) ?? []).join("-");
}
