import { expect, test } from "vitest";

import { composeOne } from "@/lib/notices/compose";
import { type KindName, kinds } from "@/lib/notices/kinds";
import { sampleOf } from "@/lib/notices/sample";
import { noon } from "@/lib/testing/cast";

test.each(Object.keys(kinds) as KindName[])("the made-up mail of %s lacks nothing", (kind) => {
  const { subject, plain, html } = composeOne(sampleOf(kind, noon), {
    zone: "Europe/Berlin",
    now: noon,
    base: "https://register.example",
  });
  expect(subject).toMatch(/^[A-Z].*: TLS 1\.1 on the payroll feed \(EX-1042\)$/);
  for (const text of [subject, plain, html]) expect(text).not.toMatch(/undefined|null|NaN|Invalid/);
});
