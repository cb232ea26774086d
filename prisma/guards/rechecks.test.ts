import { rechecks } from "@/prisma/guards/cases/rechecks";
import { tell } from "@/prisma/guards/tell";

await tell(() => rechecks);
