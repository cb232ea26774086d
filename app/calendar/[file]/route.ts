import { createHash } from "node:crypto";

import { calendarAt } from "@/lib/calendar/feed";
import { env } from "@/lib/env";

type Params = { params: Promise<{ file: string }> };

/** A person's calendar, for the program that subscribed to it. The address is the proof: 43 characters that nobody guesses. */
export async function GET(request: Request, { params }: Params) {
  const [, token] = /^([\w-]{43})\.ics$/.exec((await params).file) ?? [];
  const text = token ? await calendarAt(token, env().NEXTAUTH_URL, new Date()) : null;
  if (text === null) return new Response("There is no such calendar.\n", { status: 404 });

  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  if (request.headers.get("if-none-match") === etag)
    return new Response(null, { status: 304, headers: { etag } });
  return new Response(text, {
    headers: {
      etag,
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": 'inline; filename="exceptions.ics"',
    },
  });
}
