// What a colour means, once. Classes are spelled out because Tailwind only finds whole names.

export type Tone = "good" | "wait" | "back" | "soon" | "bad" | "over" | "neutral";

export const toneText: Record<Tone, string> = {
  good: "text-good",
  wait: "text-wait",
  back: "text-back",
  soon: "text-soon",
  bad: "text-bad",
  over: "text-muted",
  neutral: "text-ink",
};

export const toneTint: Record<Tone, string> = {
  good: "bg-good-tint",
  wait: "bg-wait-tint",
  back: "bg-back-tint",
  soon: "bg-soon-tint",
  bad: "bg-bad-tint",
  over: "bg-sunken",
  neutral: "bg-sunken",
};
