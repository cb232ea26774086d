import { askFor } from "@/lib/gate/ask-for";
import { askedRequest } from "@/lib/gate/asked-request";
import { keyIn } from "@/lib/gate/idempotency";
import { takeJson } from "@/lib/gate/json-body";
import { presentedRequest } from "@/lib/gate/present-request";
import { problem } from "@/lib/gate/problem";
import { askedSchema } from "@/lib/gate/schemas";

import { addressOfRegister, answered, otherThan, withToken } from "../../door";

const largest = 512 * 1024;

/** A pipeline asks for an exception. 201: filed. 200: asked for already, or in force. */
export const POST = withToken(async ({ request, pipeline, now }) => {
  const key = keyIn(request);
  if (typeof key !== "string") return key;
  const body = await takeJson(request, askedSchema, {
    largest,
    tooLarge: "A request has at most 512 kB.",
    wrong: "request_incomplete",
  });
  if ("problem" in body) return body;

  const filed = await askFor(body.taken, key, pipeline, now);
  if ("problem" in filed) return filed;
  const found = await askedRequest(filed.number, pipeline, now);
  if (!found) return problem("not_found", "It is asked for, in a place that this token is not bound to.");
  return answered(
    presentedRequest(found, addressOfRegister(), filed.alreadyCovered),
    filed.made ? 201 : 200,
    {
      location: `/api/v1/gate/requests/EX-${filed.number}`,
      ...(filed.replayed && { "idempotent-replayed": "true" }),
    },
  );
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherThan("POST");
