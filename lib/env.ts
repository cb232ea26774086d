// What the process is told from outside, checked when it is first asked for (a build needs none of it).

import { z } from "zod";

const schema = z.object({
  /** The app's role; it can read, add and move on, and never alter or delete. */
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  /** Encrypts the session cookie. 32 characters at least. */
  NEXTAUTH_SECRET: z.string().min(32),
  /** The address people type, e.g. https://exceptions.example.com. Links and origin checks use it alone. */
  NEXTAUTH_URL: z.url({ protocol: /^https?$/ }),
  /** smtp://user:password@host:587 or smtps://…; without it mail is kept in the register and shown under Settings. */
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  /** Whom mail comes from, e.g. "Exceptions <exceptions@example.com>". */
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]+$/)
    .optional(),
  /** Hosts of our own networks that webhooks and issuers of pipelines' tokens may stand in: "ci.acme.internal,chat.acme.internal:8443". */
  WEBHOOK_ALLOWED_HOSTS: z.string().default(""),
  OIDC_ISSUER: z.url().optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  /** What the sign-in button says, e.g. "Entra ID". */
  OIDC_NAME: z.string().default("single sign-on"),
});

type Env = z.infer<typeof schema>;
let parsed: Env | undefined;

export function env(): Env {
  if (parsed) return parsed;
  const result = schema.safeParse(process.env);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new Error(
      `The environment variable ${issue?.path.join(".")} is missing or wrong: ${issue?.message}`,
    );
  }
  parsed = result.data;
  return parsed;
}

/** Links come from the register's own address, never from a header; the tokens of pipelines are made for it. */
export function addressOfRegister(): string {
  return env().NEXTAUTH_URL.replace(/\/+$/, "");
}
