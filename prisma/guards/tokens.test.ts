import { tokens } from "@/prisma/guards/cases/tokens";
import { tell } from "@/prisma/guards/tell";

await tell(() => tokens);
