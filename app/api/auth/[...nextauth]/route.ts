import NextAuth from "next-auth";

import { authOptions } from "@/lib/auth/options";
import { cameFromOurPages } from "@/lib/auth/origin";
import { env } from "@/lib/env";

// The parts of next-auth that signing in needs. Sessions are ours, so are signing out and every page.
const answered = { GET: ["csrf", "providers", "callback", "error", "signin"], POST: ["signin", "callback"] };

type Context = { params: Promise<{ nextauth: string[] }> };

async function answer(request: Request, context: Context, method: "GET" | "POST") {
  const { nextauth } = await context.params;
  if (!answered[method].includes(nextauth[0] ?? "")) return new Response("Not found", { status: 404 });
  if (method === "POST" && !cameFromOurPages(request.headers, env().NEXTAUTH_URL)) {
    return new Response("This did not come from a page of the register.", { status: 403 });
  }
  return NextAuth(request as never, context as never, authOptions());
}

export const GET = (request: Request, context: Context) => answer(request, context, "GET");
export const POST = (request: Request, context: Context) => answer(request, context, "POST");
