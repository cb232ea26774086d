import { ruleSets } from "@/prisma/guards/cases/rule-sets";
import { tell } from "@/prisma/guards/tell";

await tell(() => ruleSets);
