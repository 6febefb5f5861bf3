/** How an account came about. Accounts are named as in audit entries: `user:<uuid>`, `service-account:<uuid>`, `project:<id>`. */
export interface Origin {
  /** Who let it in or made it; `habeas` is the operator, null = nobody wrote it down. */
  readonly maker: string | null;
  /** Whether its person proved a mailbox of their own. Else whoever made it may hold it. */
  readonly proved: boolean;
}
export type Origins = ReadonlyMap<string, Origin>;

export const OPERATOR = 'habeas';
const SECRET = 'project:';
/** Stands for whoever let the API secret of a project open requests. */
const PERMIT = 'project-permit:';
/** Stands at the end of a line that nobody wrote down. */
export const SOMEBODY = 'unknown';

export function secretOf(projectId: number): string {
  return `${SECRET}${projectId}`;
}

/** The project whose API secret the account is; null of every other account. */
export function projectOfSecret(account: string): number | null {
  return account.startsWith(SECRET) ? Number(account.slice(SECRET.length)) : null;
}

export function permitOf(projectId: number): string {
  return `${PERMIT}${projectId}`;
}

/** What an API secret does, whoever made it may have done, or whoever let it open requests; every other account is one alone. */
export function behind(account: string): readonly string[] {
  return account.startsWith(SECRET) ? [account, PERMIT + account.slice(SECRET.length)] : [account];
}

/** Whether one person may have opened both, for a sum. An API secret is known to more people than anybody wrote down. */
export function maySumUp(one: string, other: string, origins: Origins): boolean {
  return one.startsWith(SECRET) || other.startsWith(SECRET) || mayBeOne(one, other, origins);
}

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
  for (const each of behind(account)) {
    // Nobody's permit is written down of a secret that was never let.
    if (!each.startsWith(PERMIT) || origins.get(each)?.maker) walkOn(each, origins, goesOn, passed);
  }
  return passed;
}

function walkOn(from: string, origins: Origins, goesOn: (origin: Origin) => boolean, passed: Set<string>): void {
  let at: string | null = from;
  while (at !== null && at !== OPERATOR && !passed.has(at)) {
    passed.add(at);
    const origin: Origin = origins.get(at) ?? { maker: null, proved: false };
    if (!goesOn(origin)) break;
    if (origin.maker === null) passed.add(SOMEBODY);
    at = origin.maker;
  }
}

function meet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return [...one].some((account) => other.has(account));
}
