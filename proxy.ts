// Headers for every answer. Authorises nothing: each page, action and route proves its actor itself.

import { type NextRequest, NextResponse } from "next/server";

const isDevelopment = process.env.NODE_ENV === "development";
const isHttps = process.env.NEXTAUTH_URL?.startsWith("https:") ?? false;
/** How many reverse proxies of ours stand in front and add the address they saw to x-forwarded-for. */
const trustedProxies = Number(process.env.TRUSTED_PROXIES ?? 0);

export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const policy = isUpload(request) ? "default-src 'none'; sandbox" : contentSecurityPolicy(nonce);

  const headers = requestHeaders(request);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  // Next reads the nonce for its own scripts from here.
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("referrer-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("cross-origin-resource-policy", "same-origin");
  response.headers.set("cache-control", isCalendar(request) ? "private, no-cache" : "no-store");
  if (isHttps) response.headers.set("strict-transport-security", "max-age=63072000");
  return response;
}

/** A file that somebody has handed in: nothing of it runs, wherever it is opened. What stands here wins over the route's own. */
function isUpload({ nextUrl }: NextRequest) {
  return /^\/exceptions\/[^/]+\/evidence\/[^/]+$/.test(nextUrl.pathname);
}

/** Whoever subscribed asks again and again, and is told when nothing has changed. */
function isCalendar({ nextUrl }: NextRequest) {
  return nextUrl.pathname.startsWith("/calendar/");
}

/** What a client may not tell us: how the framework routed the request, and by which way it came. */
function requestHeaders(request: NextRequest) {
  const headers = new Headers(request.headers);
  const routing = isDevelopment ? /^x-middleware-/ : /^x-(middleware|nextjs)-/;
  for (const name of [...headers.keys()]) {
    if (
      routing.test(name) ||
      name.startsWith("x-forwarded-") ||
      name === "forwarded" ||
      name === "x-real-ip"
    ) {
      headers.delete(name);
    }
  }
  // Without a proxy of ours, Next fills the header in again, from the connection itself.
  const address = request.headers.get("x-forwarded-for")?.split(",").at(-trustedProxies);
  if (trustedProxies > 0 && address) headers.set("x-forwarded-for", address.trim());
  return headers;
}

function contentSecurityPolicy(nonce: string) {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // React writes style attributes (a bar's width), which no nonce can allow.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "frame-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    ...(isHttps ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

export const config = {
  // Files that are named by their content need no headers of ours and may be cached.
  // Not the gate's API: what passes here is read whole and cut at 12 MB, and a question may hold 50 MB of reports. Its
  // routes take nothing from a browser, count what comes and set their own headers.
  matcher: "/((?!_next/static/|api/v1/gate/).*)",
};
