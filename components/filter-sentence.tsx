import { Announce } from "@/components/ui/announce";

type Props = {
  /** The filter in words: "Active, high or critical, ending in 7 days". */
  words: string;
  /** A number, or in words where counting stopped: "more than 1,000". */
  shown: number | string;
  total: number | string;
};

/** One sentence over each list that says what stands in it. Spoken when it changes. */
export function FilterSentence({ words, shown, total }: Props) {
  const count = `${shown} of ${total}`;
  return (
    <p className="text-sm text-muted">
      {words}: <span className="font-medium text-ink tabular-nums">{count}</span>
      <Announce sentence={`${words}: ${count}`} />
    </p>
  );
}
