import { checkSheet } from "@/lib/import/check-sheet";
import { sheetSchema } from "@/lib/import/schemas";

import { streamed } from "../streamed";

/** What would become of each row; it writes nothing. */
export function POST(request: Request): Promise<Response> {
  return streamed(request, sheetSchema, (sent, actor) => checkSheet(sent, actor, new Date()));
}
