import { exportSheet } from "@/lib/import/export-sheet";

import { csvAnswer } from "../../csv-answer";

/** All that was asked, in the columns that an import knows. */
export function POST(request: Request): Promise<Response> {
  return csvAnswer(request, "requests", (known, _zone, actor, now) => exportSheet(known, actor, now));
}
