// What the register writes for a tool it knows again when it is found in code: it reads its own file as an import would.

import type { Tx } from "@/lib/db";
import type { Target } from "@/lib/gate/exports/export";
import { identified } from "@/lib/gate/imports/identity";
import { readWaivers } from "@/lib/gate/imports/sources";
import type { Environment } from "@/prisma/generated/enums";

type Exported = { target: Target; text: string; systemId: string; environment: Environment };

export async function rememberExported(
  tx: Tx,
  { target, text, systemId, environment }: Exported,
): Promise<void> {
  const { source, waivers } = readWaivers(target.file, text);
  if (source === null || waivers.length === 0) return;
  const identities = identified(source, waivers)
    .map(({ identity }) => identity.toString("hex"))
    .sort();
  await tx.$executeRaw`
    INSERT INTO exported_entry (system_id, environment, identity)
    SELECT ${systemId}::uuid, ${environment}::environment, decode(hex, 'hex') FROM unnest(${identities}::text[]) AS hex
    ON CONFLICT DO NOTHING`;
}
