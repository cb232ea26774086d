import { conditions } from "@/prisma/guards/cases/conditions";
import { tell } from "@/prisma/guards/tell";

await tell(() => conditions);
