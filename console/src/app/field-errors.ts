import { Problem } from '../api/problem';

/** What the API says of single fields, by the first name of their path: `holidays.3` is said of `holidays`. */
export function fieldErrors(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Problem)) return {};
  const { errors } = error.details as { errors?: readonly { path: string; message: string }[] };
  const entries = (errors ?? []).map(({ path, message }) => [path.split('.')[0] ?? '', message] as const);
  return Object.fromEntries(entries.reverse());
}
