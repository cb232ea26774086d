import { reviews } from "@/prisma/guards/cases/reviews";
import { tell } from "@/prisma/guards/tell";

await tell(() => reviews);
