"use client";

import "./globals.css";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";

import { Failure } from "@/components/failure";

// Replaces the root layout when that itself fails, so it brings its own document. The theme is the system's.
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`}>
      <body>
        <title>Something failed · Exceptions register</title>
        <main id="content" className="mx-auto max-w-md px-4 py-16">
          <Failure title="The register could not be shown" error={error} retry={retry} />
        </main>
      </body>
    </html>
  );
}
