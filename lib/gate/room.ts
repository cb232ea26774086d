// What is sent is held whole until it is answered, and takes several times its size while it is understood. So all questions
// of this process together hold so much and no more, however many come at once; whoever finds no room asks again.

/** 50 MiB of reports, and what stands around them. */
export const largestBody = 51 * 1024 * 1024;
const most = 2 * largestBody;

const heldFor = new WeakMap<Request, number>();
let held = 0;

/** False: it would be too much, and nothing more is held for this request. */
export function holds(request: Request, bytes: number): boolean {
  if (held + bytes > most) return false;
  held += bytes;
  heldFor.set(request, (heldFor.get(request) ?? 0) + bytes);
  return true;
}

/** Once it is answered. */
export function letGo(request: Request): void {
  held -= heldFor.get(request) ?? 0;
  heldFor.delete(request);
}
