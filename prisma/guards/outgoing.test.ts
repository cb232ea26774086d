import { outgoing } from "@/prisma/guards/cases/outgoing";
import { tell } from "@/prisma/guards/tell";

await tell(() => outgoing);
