import { numberIn } from "@/lib/exceptions/number-in";
import { type Problem, problem } from "@/lib/gate/problem";
import { exceptionsFor, type Listing } from "@/lib/gate/register";

import { addressOfRegister, answeredIfChanged, otherThan, withToken } from "../door";

const mostAtOnce = 200;

/** The register's search, newest first: `q` as it is typed there, and the path of the next page with each answer. */
export const GET = withToken(async ({ request, pipeline, now }) => {
  const listing = listingIn(new URL(request.url).searchParams);
  if ("problem" in listing) return listing;
  const found = await exceptionsFor(listing, pipeline, addressOfRegister(), now);
  return "problem" in found ? found : answeredIfChanged(request, found);
});

function listingIn(asked: URLSearchParams): Listing | Problem {
  const limit = asked.get("limit") ?? "50";
  const most = /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (most < 1 || most > mostAtOnce) return problem("bad_query", `The limit is between 1 and ${mostAtOnce}.`);
  const cursor = asked.get("below");
  const below = cursor === null ? null : numberIn(cursor);
  if (cursor !== null && below === null) return problem("bad_query", "Take the next page from “next”.");
  return { q: asked.get("q") ?? "", view: asked.get("view") ?? "all", below, most };
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
