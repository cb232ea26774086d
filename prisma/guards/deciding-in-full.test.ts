import { decidingInFull } from "@/prisma/guards/cases/deciding-in-full";
import { tell } from "@/prisma/guards/tell";

await tell(() => decidingInFull);
