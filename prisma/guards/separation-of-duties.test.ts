import { separationOfDuties } from "@/prisma/guards/cases/separation-of-duties";
import { tell } from "@/prisma/guards/tell";

await tell(() => separationOfDuties);
