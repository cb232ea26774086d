// A real OpenID provider on loopback, for tests of the sign-in. Never part of the product.
//
// For whoever starts the app under test (scripts/test.mjs): start this first with
//   OIDC_PORT        the port to listen on
//   REDIRECT_ORIGIN  the app's origin (NEXTAUTH_URL), e.g. http://127.0.0.1:3100
// and read one line from its stdout: the issuer. Then start the app with
//   OIDC_ISSUER=<that line>  OIDC_CLIENT_ID=register  OIDC_CLIENT_SECRET=secret-of-the-register-in-tests
//   OIDC_NAME="Test provider"
// and start Playwright with E2E_OIDC_ISSUER=<that line>. Without it the provider's tests say that they are skipped.
//
// Whatever is typed as the login becomes the subject; the e-mail is what stands before a "#":
//   olga@corp.example              verified
//   olga@corp.example#second       another subject with the same e-mail
//   olga@corp.example#unverified   the provider has not verified this e-mail
//   olga@corp.example#thin         the ID token holds no e-mail, so the app has to ask the userinfo endpoint
// The password may be anything.

// It warns of its development settings, which are what a test wants.
console.warn = () => {};
console.info = () => {};
const { default: Provider } = await import("oidc-provider");

const port = Number(process.env.OIDC_PORT ?? 3210);
const issuer = `http://127.0.0.1:${port}`;
const origin = process.env.REDIRECT_ORIGIN ?? "http://127.0.0.1:3100";

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "register",
      client_secret: "secret-of-the-register-in-tests",
      redirect_uris: [`${origin}/api/auth/callback/oidc`],
      response_types: ["code"],
      grant_types: ["authorization_code"],
    },
  ],
  claims: { openid: ["sub"], email: ["email", "email_verified"], profile: ["name"] },
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  cookies: { keys: ["only for tests"] },
  findAccount: (_, login) => ({ accountId: login, claims: (use) => claims(login, use) }),
});

function claims(login, use) {
  const [email, mark] = login.split("#");
  if (mark === "thin" && use === "id_token") return { sub: login };
  const [first = "", last = ""] = email.split("@")[0].split(".").map(capitalised);
  return { sub: login, email, email_verified: mark !== "unverified", name: `${first} ${last}`.trim() };
}

function capitalised(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

provider.listen(port, "127.0.0.1", () => console.log(issuer));
