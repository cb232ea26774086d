// What could not be told of a policy is no notice, because notices are of exceptions: whoever made the webhook gets a letter,
// or the administrators where they have left or administer no more.

import type { Tx } from "@/lib/db";
import { writeLetters } from "@/lib/notices/letter";

type Untold = {
  deliveryId: string;
  address: string;
  type: string;
  madeById: string;
  /** Null: it is on still. */
  offWhy: string | null;
};

export async function tellMaker(
  tx: Tx,
  { deliveryId, address, type, madeById, offWhy }: Untold,
  now: Date,
): Promise<void> {
  const administrators = await tx.person.findMany({
    where: { role: "administrator", deactivatedAt: null },
    select: { id: true },
  });
  const maker = administrators.filter(({ id }) => id === madeById);
  const lead = offWhy ? "Webhook switched off" : "Webhook could not be told";
  const letters = (maker.length > 0 ? maker : administrators).map(({ id }) => ({
    personId: id,
    key: `delivery/${deliveryId}/${now.toISOString()}`,
    subject: `${lead}: ${address}`,
    entry: {
      lead,
      title: address,
      number: type,
      facts: [],
      act: offWhy
        ? `It is switched off: ${offWhy}. What happens meanwhile is not kept for it.`
        : "It was not told after the last attempt. Look at what it answered, and send again.",
      why: "You get this because you made the webhook, or administer the register.",
      button: { label: "Look at it", path: "/settings/webhooks" },
    },
  }));
  await writeLetters(tx, letters, now);
}
