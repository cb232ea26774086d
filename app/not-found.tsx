import type { Metadata } from "next";

import { DeadEnd } from "@/components/dead-end";
import { PlainFrame } from "@/components/shell/plain-frame";
import { LinkButton } from "@/components/ui/link-button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <PlainFrame>
      <DeadEnd
        title="There is nothing at this address"
        action={
          <LinkButton kind="filled" href="/">
            Go to Home
          </LinkButton>
        }
      >
        The number may be mistyped, or it names something you may not know of.
      </DeadEnd>
    </PlainFrame>
  );
}
