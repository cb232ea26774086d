import { CopyButton } from "@/components/ui/copy-button";

/** Lines for a pipeline file, to be taken along. */
export function RecipeBlock({ text }: { text: string }) {
  return (
    <div className="grid gap-2">
      <pre className="overflow-x-auto rounded-lg border border-line bg-panel p-4 font-mono text-xs leading-5">
        {text}
      </pre>
      <div>
        <CopyButton text={text}>Copy the lines</CopyButton>
      </div>
    </div>
  );
}
