import { check } from 'recheck';

const judged = new Map<string, Promise<boolean>>();

/** Whether a pattern, as `/source/flags`, costs no more than its text is long, by what `recheck` finds in its automaton. */
export async function isLinear(pattern: string): Promise<boolean> {
  const end = pattern.lastIndexOf('/');
  const known = judged.get(pattern);
  const verdict =
    known ??
    check(pattern.slice(1, end), pattern.slice(end + 1), { timeout: 60_000 }).then(({ status }) => status === 'safe');
  judged.set(pattern, verdict);
  return verdict;
}

export async function unsafeAmong(patterns: Iterable<string>): Promise<string[]> {
  const unsafe: string[] = [];
  for (const pattern of patterns) if (!(await isLinear(pattern))) unsafe.push(pattern);
  return unsafe;
}
