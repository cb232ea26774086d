import { readings } from "@/prisma/guards/cases/readings";
import { tell } from "@/prisma/guards/tell";

await tell(() => readings);
