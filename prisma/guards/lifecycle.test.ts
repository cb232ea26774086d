import { lifecycle } from "@/prisma/guards/cases/lifecycle";
import { tell } from "@/prisma/guards/tell";

await tell(() => lifecycle);
