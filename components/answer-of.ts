import type { Outcome } from "@/lib/refusal";

/** What an action answered; one that never does (no network, a restart) is refused, so that the form keeps every word. */
export async function answerOf<Result extends object>(
  asked: Promise<Outcome<Result>>,
): Promise<Outcome<Result>> {
  try {
    return await asked;
  } catch {
    return {
      ok: false,
      code: "conflict",
      message: "The register does not answer. What you typed is still here; send it again in a moment.",
    };
  }
}
