import { CopyButton } from "@/components/ui/copy-button";

export function ShownSecret({ secret }: { secret: string }) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <code className="min-w-0 flex-1 basis-60 rounded-md border border-line bg-panel px-3 py-2 font-mono text-xs break-all">
        {secret}
      </code>
      <CopyButton kind="filled" text={secret}>
        Copy the secret
      </CopyButton>
    </div>
  );
}
