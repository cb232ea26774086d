import { foundEntries } from "@/prisma/guards/cases/found-entries";
import { tell } from "@/prisma/guards/tell";

await tell(() => foundEntries);
