import { meetings } from "@/prisma/guards/cases/meetings";
import { tell } from "@/prisma/guards/tell";

await tell(() => meetings);
