import type { Difference } from "@/lib/exceptions/differences";

type Props = { differences: Difference[]; unchanged: number };

/** Was and now for what counts, texts word by word; marked by sign as well as by colour. */
export function Differences({ differences, unchanged }: Props) {
  return (
    <div className="grid gap-2 text-sm">
      {differences.length > 0 && (
        <dl className="divide-y divide-line border-y border-line">
          {differences.map((difference) => (
            <div
              key={difference.label}
              className="grid gap-x-6 gap-y-0.5 py-2 sm:grid-cols-[9rem_minmax(0,1fr)]"
            >
              <dt className="text-muted">{difference.label}</dt>
              <dd className="min-w-0 max-w-read break-words whitespace-pre-line">
                {difference.kind === "value" ? (
                  <Value was={difference.was} now={difference.now} />
                ) : (
                  <Words words={difference.words} />
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <p className="text-xs text-muted">{`${unchanged} unchanged`}</p>
    </div>
  );
}

function Value({ was, now }: { was: string; now: string }) {
  return (
    <>
      <del className="text-muted">{was}</del>
      <span aria-hidden> → </span>
      <ins className="font-medium text-back no-underline">{now}</ins>
    </>
  );
}

function Words({ words }: { words: Extract<Difference, { kind: "text" }>["words"] }) {
  return words.map(({ text, change }, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the words never move
    <Word key={index} text={text} change={change} />
  ));
}

function Word({ text, change }: Extract<Difference, { kind: "text" }>["words"][number]) {
  switch (change) {
    case "added":
      return <ins className="rounded-sm bg-good-tint text-good decoration-1">{text}</ins>;
    case "removed":
      return <del className="rounded-sm bg-bad-tint text-bad decoration-1">{text}</del>;
    case "same":
      return text;
  }
}
