import { policyGaps } from "@/prisma/guards/cases/policy-gaps";
import { tell } from "@/prisma/guards/tell";

await tell(() => policyGaps);
