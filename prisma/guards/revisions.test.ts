import { revisions } from "@/prisma/guards/cases/revisions";
import { tell } from "@/prisma/guards/tell";

await tell(() => revisions);
