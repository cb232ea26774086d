// The words that an extension is held against: the last revision of what it continues, with names for its ids.

import { db } from "@/lib/db";
import type { Content } from "@/lib/exceptions/revisions";

export type RevisionContinued = NonNullable<Awaited<ReturnType<typeof revisionContinued>>>;

export async function revisionContinued(exceptionId: string) {
  const named = { select: { id: true, name: true } } as const;
  const earlier = await db.exception.findUnique({
    where: { id: exceptionId },
    select: {
      ...{ number: true, revision: true, startsAt: true, endsAt: true, renewal: true },
      ...{ owner: named, manager: named, revisions: true },
      scopes: {
        select: {
          policy: { select: { id: true, key: true } },
          system: named,
        },
      },
    },
  });
  const revision = earlier?.revisions.find(({ number }) => number === earlier.revision);
  if (!earlier || !revision) return null;

  const { number, startsAt, endsAt, renewal, owner, manager, scopes } = earlier;
  return {
    ...{ number, startsAt, endsAt, renewal },
    revision: { ...revision, content: revision.content as Content },
    names: [
      owner,
      manager,
      ...scopes.map(({ system }) => system),
      ...scopes.map(({ policy }) => ({ id: policy.id, name: policy.key })),
    ],
  };
}
