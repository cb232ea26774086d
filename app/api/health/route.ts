import { db } from "@/lib/db";

export const dynamic = "force-dynamic";

/** For whoever watches over the process. Says nothing about why: that stands in the log. */
export async function GET() {
  try {
    await db.$queryRaw`SELECT 1`;
    return new Response("ok");
  } catch (error) {
    console.error("The database does not answer:", error instanceof Error ? error.message : error);
    return new Response("unavailable", { status: 503 });
  }
}
