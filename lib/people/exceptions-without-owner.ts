import { db } from "@/lib/db";
import { exceptionRowSelect, openStatuses } from "@/lib/people/exception-rows";

export type Ownerless = Awaited<ReturnType<typeof exceptionsWithoutOwner>>[number];

/** Open exceptions whose owner has left (R3), the one that ends first on top. */
export function exceptionsWithoutOwner() {
  return db.exception.findMany({
    where: { status: { in: openStatuses }, owner: { deactivatedAt: { not: null } } },
    select: {
      ...exceptionRowSelect.select,
      ownerId: true,
      managerId: true,
      manager: { select: { id: true, name: true, deactivatedAt: true } },
    },
    orderBy: [{ endsAt: { sort: "asc", nulls: "last" } }, { number: "asc" }],
  });
}
