import { problemResponse } from "@/lib/gate/problem";

import { instanceOf } from "../../../request";
import { answerTo } from "../answer";

type Params = { params: Promise<{ id: string }> };

/** For tools that read nothing but a status: 204 is yes, 403 is no. */
export async function GET(request: Request, { params }: Params) {
  const answered = await answerTo(request, (await params).id);
  if ("problem" in answered) return problemResponse(answered, instanceOf(request));
  return new Response(null, {
    status: answered.go ? 204 : 403,
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });
}
