import { signals } from "@/prisma/guards/cases/signals";
import { tell } from "@/prisma/guards/tell";

await tell(() => signals);
