import * as lucide from "lucide-react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";

import { Icon } from "@/components/ui/icon";
import { drawings, type IconName, IconSprite } from "@/components/ui/icon-sprite";

const inPackage: Record<IconName, lucide.LucideIcon> = {
  archive: lucide.Archive,
  "arrow-down": lucide.ArrowDown,
  "arrow-up": lucide.ArrowUp,
  ban: lucide.Ban,
  "calendar-x-2": lucide.CalendarX2,
  "circle-check": lucide.CircleCheck,
  "circle-dashed": lucide.CircleDashed,
  "circle-x": lucide.CircleX,
  clock: lucide.Clock,
  signal: lucide.Signal,
  "signal-high": lucide.SignalHigh,
  "signal-low": lucide.SignalLow,
  "signal-medium": lucide.SignalMedium,
  siren: lucide.Siren,
  "undo-2": lucide.Undo2,
  "user-x": lucide.UserX,
  zap: lucide.Zap,
};

test.each(Object.keys(drawings) as IconName[])("the drawing of %s is lucide's", (name) => {
  const InPackage = inPackage[name];
  const drawing = renderToStaticMarkup(<InPackage />).replace(/^<svg[^>]*>|<\/svg>$/g, "");
  expect(renderToStaticMarkup(drawings[name])).toBe(drawing);
});

test("an icon is hidden from screen readers and points at its drawing in the sprite", () => {
  const html = renderToStaticMarkup(<Icon name="clock" className="text-muted" />);
  expect(html).toContain('aria-hidden="true"');
  const target = /href="#([^"]+)"/.exec(html)?.[1];
  expect(renderToStaticMarkup(<IconSprite />)).toContain(`<symbol id="${target}"`);
});
