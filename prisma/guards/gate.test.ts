import { gate } from "@/prisma/guards/cases/gate";
import { tell } from "@/prisma/guards/tell";

await tell(() => gate);
