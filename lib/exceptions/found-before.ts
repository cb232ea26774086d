import type { Tx } from "@/lib/db";
import type { Content } from "@/lib/exceptions/revisions";

/** What a pipeline found, as the last revision of an exception names it: new words do not change what was found. */
export async function foundBefore(
  tx: Tx,
  exceptionId: string,
): Promise<Pick<Content, "findings" | "evaluationId" | "category">> {
  const { content } = await tx.revision.findFirstOrThrow({
    where: { exceptionId },
    orderBy: { number: "desc" },
    select: { content: true },
  });
  const { findings, evaluationId, category } = content as unknown as Content;
  return { findings, evaluationId, category };
}
