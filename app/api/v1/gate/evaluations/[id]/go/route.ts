import { answered, otherThan, withToken } from "../../../../door";
import { answerTo } from "../answer";

/** For tools that read nothing but a status: 204 is yes, 403 is no. */
export const GET = withToken<{ id: string }>(async (asking) => {
  const answer = await answerTo(asking);
  return "problem" in answer ? answer : answered(null, answer.go ? 204 : 403);
});

export const { POST, PUT, PATCH, DELETE, OPTIONS } = otherThan("GET");
