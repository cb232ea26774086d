import type { ImportAnswer } from "@/lib/gate/answers";
import { foundEntriesFor } from "@/lib/gate/imports/found-entries-for";
import { importFound } from "@/lib/gate/imports/import-found";
import { takeFiles } from "@/lib/gate/imports/take-files";
import { problem } from "@/lib/gate/problem";

import { addressOfRegister, answered, answeredIfChanged, otherThan, withToken } from "../../door";

/** What a code base waives by itself is listed, and opens nothing. */
export const POST = withToken(async ({ request, pipeline }) => {
  const taken = await takeFiles(request);
  if ("problem" in taken) return taken;
  const imported = await importFound(taken, pipeline, new Date());
  if ("problem" in imported) return imported;

  const { system, entries, found, gone, back, own, files, replayed } = imported;
  const body = {
    system,
    entries,
    found,
    gone,
    back,
    own,
    files: files.map(({ path, hash, source, ok, notes }) => ({
      path,
      sha256: hash,
      source,
      read: ok,
      notes,
    })),
    url: `${addressOfRegister()}/gate/found?q=${encodeURIComponent(system)}`,
  } satisfies ImportAnswer;
  return answered(body, found + gone + back > 0 ? 201 : 200, {
    ...(replayed && { "idempotent-replayed": "true" }),
  });
});

export const GET = withToken(async ({ request, pipeline }) => {
  const { system, gone, below, ...unknown } = Object.fromEntries(new URL(request.url).searchParams);
  const [strange] = Object.keys(unknown);
  if (strange !== undefined) return problem("bad_query", `Not known here: ${strange.slice(0, 60)}.`);
  const asked = { system, below, withGone: gone === "yes" };
  const found = await foundEntriesFor(asked, pipeline, addressOfRegister());
  return "problem" in found ? found : answeredIfChanged(request, found);
});

export const { PUT, PATCH, DELETE, OPTIONS } = otherThan("GET", "POST");
