import { grantCases } from "@/prisma/guards/cases/grants";
import { tell } from "@/prisma/guards/tell";

await tell(grantCases);
