/** The reader's own time zone by its IANA name, in which moments are shown. */
export function ownZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
