import { savedViews } from "@/prisma/guards/cases/saved-views";
import { tell } from "@/prisma/guards/tell";

await tell(() => savedViews);
