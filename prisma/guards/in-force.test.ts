import { inForce } from "@/prisma/guards/cases/in-force";
import { tell } from "@/prisma/guards/tell";

await tell(() => inForce);
