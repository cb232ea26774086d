// Why somebody is not let in: a key that may stand in an address, and the sentence for it.

const sentences = {
  wrong: () => "E-mail address or password is wrong.",
  "too-many-attempts": () => "Too many attempts. Wait 15 minutes, then try again.",
  deactivated: () => "Your access has ended. An administrator can tell you why.",
  unverified: (provider: string) =>
    `Your e-mail address is not verified at ${provider}, so the register cannot know who you are. Verify it there, then sign in again.`,
  "already-linked": (provider: string) =>
    `The person with your e-mail address already signs in through ${provider} with another identity. An administrator can find out which one is yours.`,
  "not-set-up": () => "The register is not set up yet. Its first administrator does that.",
  "not-here": () =>
    "People can be picked without a password only in the demo, and only on the machine it runs on.",
  provider: (provider: string) =>
    `${provider} did not sign you in. Nothing has changed; try again, or ask an administrator.`,
};

export type SignInProblem = keyof typeof sentences;

/** The sentence for a key from an address. A key that is not ours comes from next-auth and means the provider failed. */
export function problemSentence(key: string, provider: string): string {
  const known = Object.hasOwn(sentences, key) ? (key as SignInProblem) : "provider";
  return capital(sentences[known](provider));
}

/** Carries a problem through next-auth, which passes on nothing but the message. */
export class SignInRefused extends Error {
  constructor(problem: SignInProblem) {
    super(problem);
  }
}

export type SignIn = { ok: true; accountId: string } | { ok: false; problem: SignInProblem };

function capital(text: string) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
