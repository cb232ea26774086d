import { record } from "@/prisma/guards/cases/record";
import { tell } from "@/prisma/guards/tell";

await tell(() => record);
