"use client";

import { Failure } from "@/components/failure";

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return <Failure title="This page could not be shown" error={error} retry={retry} />;
}
