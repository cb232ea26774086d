import { exportRegister } from "@/lib/exceptions/export-register";

import { csvAnswer } from "../csv-answer";

/** The list on the screen as CSV, all of its pages. */
export function POST(request: Request): Promise<Response> {
  return csvAnswer(request, "exceptions", exportRegister);
}
