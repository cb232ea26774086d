// What a mail is made of, before it is written as HTML and as text.

export type Entry = {
  /** "Decide by Mon 23 Nov, 12:00" */
  lead: string;
  title: string;
  number: string;
  facts: { label: string; value: string }[];
  act: string;
  why: string;
  button: { label: string; href: string };
};

export type Letter = {
  subject: string;
  heading: string;
  entries: Entry[];
  /** For a bundle or a digest: one way to all of them. */
  all?: { label: string; href: string };
  /** Where mail is switched off, for what can be. */
  settings: string;
  digest: boolean;
};
