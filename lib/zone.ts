/** Whether this runtime knows the time zone: an IANA name such as "Europe/Berlin". */
export function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return zone.length > 0;
  } catch {
    return false;
  }
}
