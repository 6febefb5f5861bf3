/** How an account came about. Accounts are named as in audit entries: `user:<uuid>`, `service-account:<uuid>`, `project:<id>`. */
export interface Origin {
  /** Who let it in or made it; `habeas` is the operator, null = nobody wrote it down. */
  readonly maker: string | null;
  /** Whether its person proved a mailbox of their own. Else whoever made it may hold it. */
  readonly proved: boolean;
}
export type Origins = ReadonlyMap<string, Origin>;

export const OPERATOR = 'habeas';
/** Stands at the end of a line that nobody wrote down. */
const SOMEBODY = 'unknown';

/** The account and everybody before it: who made it, who made them, and so on up to the operator, who is nobody's other self. */
export function lineOf(account: string, origins: Origins): ReadonlySet<string> {
  return walk(account, origins, () => true);
}

/** Everybody who may be acting when this account acts: itself, and who made it as long as nobody proved to be another person. */
export function holdersOf(account: string, origins: Origins): ReadonlySet<string> {
  return walk(account, origins, ({ proved }) => !proved);
}

/** Whether one person may hold both accounts. */
export function mayBeOne(one: string, other: string, origins: Origins): boolean {
  return meet(holdersOf(one, origins), holdersOf(other, origins));
}

/**
 * Whether two accounts are four eyes: nobody who may hold one of them let the other in, however many steps apart. Two whom one
 * person let in are independent of each other if both proved their mailbox, and never of that person.
 */
export function areIndependent(one: string, other: string, origins: Origins): boolean {
  const [line, otherLine] = [lineOf(one, origins), lineOf(other, origins)];
  if (line.has(SOMEBODY) || otherLine.has(SOMEBODY)) return false;
  return !meet(holdersOf(one, origins), otherLine) && !meet(holdersOf(other, origins), line);
}

function walk(account: string, origins: Origins, goesOn: (origin: Origin) => boolean): ReadonlySet<string> {
  const passed = new Set<string>();
  let at: string | null = account;
  while (at !== null && at !== OPERATOR && !passed.has(at)) {
    passed.add(at);
    const origin: Origin = origins.get(at) ?? { maker: null, proved: false };
    if (!goesOn(origin)) break;
    if (origin.maker === null) passed.add(SOMEBODY);
    at = origin.maker;
  }
  return passed;
}

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((account) => other.has(account));
}
