import { checkpoints } from "@/prisma/guards/cases/checkpoints";
import { tell } from "@/prisma/guards/tell";

await tell(() => checkpoints);
