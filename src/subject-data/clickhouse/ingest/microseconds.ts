/** One earlier than the given ones since 1970: of rows with one key the server shows the first that arrived. */
export function before(microseconds: string): string {
  return String(BigInt(microseconds) - 1n);
}

/** As the server reads a DateTime64(6) in UTC. */
export function instantText(microseconds: string): string {
  const rest = BigInt(microseconds) % 1000n;
  const milliseconds = new Date(Number((BigInt(microseconds) - rest) / 1000n)).toISOString();
  return milliseconds.replace('T', ' ').replace('Z', String(rest).padStart(3, '0'));
}
