import "./globals.css";

import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata } from "next";
import type { ReactNode } from "react";

import { InstantTips } from "@/components/instant-tips";
import { readPreferences } from "@/components/shell/preferences";
import { IconSprite } from "@/components/ui/icon-sprite";
import { LiveRegion } from "@/components/ui/live-region";

export const metadata: Metadata = {
  title: { template: "%s · Exceptions register", default: "Exceptions register" },
  description: "Temporary, approved exceptions to policies: who asked, who agreed, until when.",
  robots: { index: false, follow: false },
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const { theme, density } = await readPreferences();

  return (
    <html
      lang="en"
      data-theme={theme}
      data-density={density}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
    >
      <body>
        <a
          href="#content"
          className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:bg-panel focus:px-3 focus:py-2 focus:text-sm focus:font-medium focus:shadow-float"
        >
          Skip to the content
        </a>
        {children}
        <IconSprite />
        <LiveRegion />
        <InstantTips />
      </body>
    </html>
  );
}
