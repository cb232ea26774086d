import { requireActor } from "@/lib/auth/session";
import { evidenceFile } from "@/lib/evidence/evidence-file";

import { numberIn } from "@/lib/exceptions/number-in";

type Context = { params: Promise<{ number: string; id: string }> };

/** A file leaves as an attachment of no known type, and never as a page: proxy.ts adds that nothing of it runs. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const actor = await requireActor();
  const { number: named, id } = await params;
  const number = numberIn(named);
  const file = number === null ? null : await evidenceFile(number, id, actor, new Date());
  if (!file) return new Response("There is no such evidence.", { status: 404 });

  return new Response(file.bytes, {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Disposition": `attachment; filename="${ascii(file.name)}"; filename*=UTF-8''${encoded(file.name)}`,
      "Content-Length": String(file.bytes.length),
      "Cache-Control": "private, no-store",
    },
  });
}

const ascii = (name: string) => name.replaceAll(/[^\x20-\x7e]|["\\%]/g, "_");

/** RFC 8187: what encodeURIComponent leaves and the header does not take is encoded, too. */
const encoded = (name: string) =>
  encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
