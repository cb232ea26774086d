import { pathInCheckout } from "@/lib/gate/places";
import { type Problem, unreadable } from "@/lib/gate/problem";
import { exportQuerySchema } from "@/lib/gate/schemas";
import type { Environment } from "@/prisma/generated/enums";

type Query = { system: string; environment: Environment; folder: string };

/** Which place, and where in the checkout the file will lie. */
export function exportQuery(params: URLSearchParams): Query | Problem {
  const parsed = exportQuerySchema.safeParse(Object.fromEntries(params));
  if (!parsed.success) return unreadable("bad_query", parsed.error);
  const { system, environment, folder = "" } = parsed.data;
  return { system, environment, folder: pathInCheckout(folder, "").path };
}
