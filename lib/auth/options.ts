// next-auth, and the only file that knows it besides cookie.ts: who may prove themselves how, and what the
// cookie holds. A sign-in that ends without a row in `session` is none, whatever next-auth thinks of it.

import "server-only";

import { headers } from "next/headers";
import type { NextAuthOptions } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { OAuthConfig } from "next-auth/providers/oauth";

import { signInAsCast } from "@/lib/auth/cast";
import { longestSession, sessionCookieName, sessionCookieOptions } from "@/lib/auth/cookie";
import { deviceName } from "@/lib/auth/device";
import { clientAddress } from "@/lib/auth/loopback";
import { returnPath } from "@/lib/auth/return-path";
import { canPickPerson } from "@/lib/auth/session";
import { startSession } from "@/lib/auth/sessions";
import { signInByProvider } from "@/lib/auth/sign-in-by-provider";
import { signInLocally } from "@/lib/auth/sign-in-locally";
import { type SignIn, SignInRefused } from "@/lib/auth/sign-in-problems";
import { env } from "@/lib/env";

type Claims = { iss: string; sub: string; email?: string; email_verified?: boolean; name?: string };

export function authOptions(): NextAuthOptions {
  return {
    secret: env().NEXTAUTH_SECRET,
    session: { strategy: "jwt", maxAge: longestSession },
    cookies: { sessionToken: { name: sessionCookieName(), options: sessionCookieOptions() } },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [passwordProvider(), castProvider(), ...(env().OIDC_ISSUER ? [openIdProvider()] : [])],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (account?.provider !== "oidc") return true;
        const { iss, sub, email, email_verified, name } = profile as unknown as Claims;
        const identity = {
          issuer: iss,
          subject: sub,
          email: email ?? "",
          emailVerified: email_verified !== false,
          name: name ?? "",
        };
        const signIn = await signInByProvider(identity, new Date());
        if (!signIn.ok) return `/sign-in?error=${signIn.problem}`;
        user.id = signIn.accountId;
        return true;
      },
      async jwt({ user, account }) {
        const method =
          account?.provider === "oidc" ? "provider" : account?.provider === "demo" ? "demo" : "password";
        const device = deviceName((await headers()).get("user-agent"));
        const started = await startSession({ accountId: user.id, device, method }, new Date());
        if (!started.ok) throw new SignInRefused("deactivated");
        return { sessionId: started.sessionId };
      },
      redirect: ({ url, baseUrl }) => {
        const path = url.startsWith(`${baseUrl}/`) ? url.slice(baseUrl.length) : url;
        return baseUrl + returnPath(path);
      },
    },
    logger: {
      // Only the message: what else next-auth has at hand may hold tokens.
      error: (code, { message, error }: { message?: string; error?: Error }) =>
        console.error(`Sign-in failed: ${code}: ${error?.message ?? message ?? "no message"}`),
      warn: (code) => console.warn(`Sign-in: ${code}`),
      debug: () => {},
    },
  };
}

function passwordProvider() {
  return Credentials({
    id: "local",
    credentials: { email: {}, password: {} },
    authorize: async (typed) => {
      const { email = "", password = "" } = typed ?? {};
      return proven(await signInLocally({ email, password }, clientAddress(await headers()), new Date()));
    },
  });
}

function castProvider() {
  return Credentials({
    id: "demo",
    credentials: { personId: {} },
    authorize: async (picked) => {
      if (!(await canPickPerson())) throw new SignInRefused("not-here");
      return proven(await signInAsCast(picked?.personId ?? "", new Date()));
    },
  });
}

function openIdProvider(): OAuthConfig<Claims> {
  const { OIDC_ISSUER: issuer = "", OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_NAME } = env();
  return {
    id: "oidc",
    name: OIDC_NAME,
    type: "oauth",
    wellKnown: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    issuer,
    clientId: OIDC_CLIENT_ID,
    clientSecret: OIDC_CLIENT_SECRET,
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    authorization: { params: { scope: "openid email profile" } },
    userinfo: {
      // Some providers keep the ID token thin and tell the e-mail address only here.
      async request({ client, tokens }) {
        const signed = tokens as Exclude<Parameters<typeof client.userinfo>[0], string>;
        const claims = signed.claims();
        if (claims.email) return claims;
        return { ...(await client.userinfo(signed)), iss: claims.iss, sub: claims.sub };
      },
    },
    profile: ({ sub }) => ({ id: sub }),
  };
}

function proven(signIn: SignIn) {
  if (!signIn.ok) throw new SignInRefused(signIn.problem);
  return { id: signIn.accountId };
}
