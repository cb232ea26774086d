/** For ids that come from an address: PostgreSQL refuses what is none with an error, and not with an empty answer. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
