/** The id behind "ev_…", as links and the API write it; null for what cannot be one. */
export function evaluationIdIn(name: string): string | null {
  return /^ev_([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(name)?.[1] ?? null;
}
