// Words that people type: trimmed, bounded, and free of what PostgreSQL or a reader cannot show
// (NUL, lone surrogates, other control characters than tab and line ends).

import { z } from "zod";

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

// A character that leaves ink: not a space, a sign of direction or joining, or a mark without anything to mark.
const visible = /[^\p{Z}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}]/u;

/** `missing` is the sentence when nothing was typed that can be seen; without it the text may be empty. `max` counts characters. */
export function text({ missing, max = 4000 }: { missing?: string; max?: number }) {
  const words = z
    .string(missing ?? "Write words here.")
    .trim()
    .max(max, `At most ${max.toLocaleString("en")} characters.`)
    .refine(
      (typed) => typed.isWellFormed() && !unprintable.test(typed),
      "This holds a character that cannot be shown.",
    );
  return missing ? words.refine((typed) => visible.test(typed), missing) : words;
}

/** One line: a title, a name, a key. */
export function line(options: { missing?: string; max?: number }) {
  return text({ max: 160, ...options }).refine((typed) => !/[\r\n]/.test(typed), "Keep this on one line.");
}

/** Names as they are typed, with commas or on lines of their own, or a list; each once. */
export function names({ max, each }: { max: number; each: number }) {
  return z
    .union(
      [
        z.string().transform((typed) => typed.split(/[,;\n]/).filter((name) => name.trim() !== "")),
        z.array(z.string()),
      ],
      "Write names, with commas between them.",
    )
    .pipe(z.array(line({ missing: "Write a name.", max: each })).max(max, `At most ${max} of them.`))
    .transform((typed) => [...new Set(typed)]);
}
