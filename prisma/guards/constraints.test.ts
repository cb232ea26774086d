import { constraintCases } from "@/prisma/guards/cases/constraints";
import { tell } from "@/prisma/guards/tell";

await tell(constraintCases);
