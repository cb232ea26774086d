// How the command ends. What is no clear yes is not 0, and no flag makes it so (R24).

export const exits = { go: 0, blocked: 1, wrongInput: 2, pending: 3, notTrusted: 4 } as const;
export type Exit = (typeof exits)[keyof typeof exits];

/** What goes to stdout, as it is or as JSON, and how the command ends. */
export type Ended = { exit: number; out: string | object };

export type FieldError = { pointer: string; detail: string };

/** Ends the command before it has an answer: a sentence for people, a code for programs. */
export class Stop extends Error {
  constructor(
    readonly exit: Exit,
    readonly code: string,
    message: string,
    readonly errors: FieldError[] = [],
  ) {
    super(message);
  }
}

/** A wrong flag, a file that is not there, or a question that the register refused. */
export function wrongInput(message: string, code = "usage", errors: FieldError[] = []): Stop {
  return new Stop(exits.wrongInput, code, message, errors);
}

/** What came is no answer of the register, or may not be one. */
export function notTrusted(code: string, message: string): Stop {
  return new Stop(exits.notTrusted, code, message);
}
