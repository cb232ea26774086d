"use server";

import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { z } from "zod";

import { whyTooOften } from "@/lib/auth/attempts";
import { addressBlock, clientAddress, isLoopbackRequest } from "@/lib/auth/loopback";
import { cameFromOurPages } from "@/lib/auth/origin";
import { isRegisterEmpty, setUpRegister, setUpSchema } from "@/lib/auth/set-up-register";
import { isSetupCode, printSetupCode } from "@/lib/auth/setup-code";
import { env } from "@/lib/env";
import { invalid, type Refusal, refuse, refuseField } from "@/lib/refusal";

const formSchema = setUpSchema.extend({
  code: z.string().default(""),
  /** What comes first once somebody has signed in. */
  begin: z.enum(["empty", "sheet"]).default("empty"),
});

/** Nobody is signed in yet. Whoever asks from another machine proves by the code that the server is theirs. */
export async function setUp(input: z.input<typeof formSchema>): Promise<Refusal> {
  const from = await headers();
  if (!cameFromOurPages(from, env().NEXTAUTH_URL)) {
    return refuse("not-allowed", "This did not come from a page of the register, so nothing was done.");
  }
  if (!(await isRegisterEmpty()))
    return refuse("not-allowed", "The register is set up already. Sign in instead.");

  const parsed = formSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { code, begin, ...setup } = parsed.data;
  if (setup.signIn === "provider" && !env().OIDC_ISSUER) {
    return refuseField("signIn", "No provider is configured, so sign in with a password.");
  }

  const now = new Date();
  if (!isLoopbackRequest(from, env().NEXTAUTH_URL)) {
    const limits = { [`address ${addressBlock(clientAddress(from))}`]: 5, anybody: 50 };
    const tooOften = await whyTooOften("setup", limits, now);
    if (tooOften) return tooOften;
    printSetupCode();
    if (!isSetupCode(code))
      return refuseField("code", "This is not the code. The server has printed it in its log.");
  }

  const outcome = await setUpRegister(setup, now);
  if (!outcome.ok) return outcome;
  redirect(begin === "sheet" ? "/sign-in?to=/register/import" : "/sign-in");
}
