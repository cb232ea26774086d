import { type Export, emit } from "@/lib/gate/exports/emit";
import { exportQuery } from "@/lib/gate/exports/export-query";
import { omittedHeader } from "@/lib/gate/exports/omitted-header";

import { addressOfRegister, isKnown, otherThan, tagOf, withToken } from "../../door";

/** What is in force at one place, as a file of the tool that enforces it. */
export const GET = withToken<{ format: string }>(async ({ request, params, pipeline, now }) => {
  const query = exportQuery(new URL(request.url).searchParams);
  if ("problem" in query) return query;
  const emitted = await emit({ target: params.format, ...query }, pipeline, addressOfRegister(), now);
  return "problem" in emitted ? emitted : fileOf(emitted, request);
});

function fileOf({ target, text, entries, left, maxAge }: Export, request: Request): Response {
  const tagged = { text, left };
  const headers = {
    // Only the job that asked may keep it, and not beyond the next end.
    "cache-control": `private, max-age=${maxAge}`,
    "x-content-type-options": "nosniff",
    etag: tagOf(tagged),
    "export-entries": String(entries),
    ...(left.length > 0 && { "export-omitted": omittedHeader(left) }),
  };
  if (isKnown(request, tagged)) return new Response(null, { status: 304, headers });
  if (text === null) return new Response(null, { status: 204, headers });
  return new Response(text, {
    headers: {
      ...headers,
      "content-type": `${target.mediaType}; charset=utf-8`,
      "content-disposition": `attachment; filename="${target.file}"`,
    },
  });
}

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
