import { presented } from "@/lib/gate/present";
import { problemResponse } from "@/lib/gate/problem";

import { addressOfRegister, instanceOf, nonceIn } from "../../request";
import { answerTo } from "./answer";

type Params = { params: Promise<{ id: string }> };

/** The same question, answered for this instant. */
export async function GET(request: Request, { params }: Params) {
  const answered = await answerTo(request, (await params).id);
  if ("problem" in answered) return problemResponse(answered, instanceOf(request));
  const from = Number(new URL(request.url).searchParams.get("from") ?? 0);
  const body = presented(answered, {
    address: addressOfRegister(),
    nonce: nonceIn(request),
    from: Number.isSafeInteger(from) && from > 0 ? from : 0,
  });
  return Response.json(body, {
    headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" },
  });
}
