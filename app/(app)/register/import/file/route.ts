import { importSheet } from "@/lib/import/import-sheet";
import { importSchema } from "@/lib/import/schemas";

import { streamed } from "../streamed";

/** Files the rows that were found fine, one after the other. */
export function POST(request: Request): Promise<Response> {
  return streamed(request, importSchema, (sent, actor) => importSheet(sent, actor, () => new Date()));
}
