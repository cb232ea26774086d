"use client";

import { Failure } from "@/components/failure";
import { PlainFrame } from "@/components/shell/plain-frame";

export default function AppError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <PlainFrame>
      <Failure title="This page could not be shown" error={error} retry={retry} />
    </PlainFrame>
  );
}
