import { db } from "@/lib/db";
import type { Environment, Exposure, Sensitivity, SystemKind } from "@/prisma/generated/enums";

export type ChoosableSystem = {
  id: string;
  key: string;
  name: string;
  kind: SystemKind;
  environments: Environment[];
  sensitivity: Sensitivity;
  dataHeld: string;
  exposure: Exposure;
  team: string;
  model: string;
  vendor: string;
  dataSets: string[];
  deployment: string;
};

/** The systems that a new request may be about. */
export function choosableSystems(): Promise<ChoosableSystem[]> {
  return db.system.findMany({
    where: { retiredAt: null },
    select: {
      id: true,
      key: true,
      name: true,
      kind: true,
      environments: true,
      sensitivity: true,
      dataHeld: true,
      exposure: true,
      team: true,
      model: true,
      vendor: true,
      dataSets: true,
      deployment: true,
    },
    orderBy: [{ name: "asc" }, { id: "asc" }],
  });
}
