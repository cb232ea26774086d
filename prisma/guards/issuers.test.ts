import { issuers } from "@/prisma/guards/cases/issuers";
import { tell } from "@/prisma/guards/tell";

await tell(() => issuers);
