import { presented } from "@/lib/gate/present";

import { addressOfRegister, answered, nonceIn, otherThan, withToken } from "../../../door";
import { answerTo } from "./answer";

/** The same question, answered for this instant. */
export const GET = withToken<{ id: string }>(async (asking) => {
  const answer = await answerTo(asking);
  if ("problem" in answer) return answer;
  const { request } = asking;
  const from = Number(new URL(request.url).searchParams.get("from") ?? 0);
  return answered(
    presented(answer, {
      address: addressOfRegister(),
      nonce: nonceIn(request),
      from: Number.isSafeInteger(from) && from > 0 ? from : 0,
    }),
  );
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
