import { HabeasError } from '../../platform/index.js';

/** What is wrong with a `where`, by its place: characters count from 1. What stands there may be personal data, and is not repeated. */
export function whereFault(at: number, what: string): HabeasError {
  return new HabeasError('invalid', 'where-malformed', `where: at character ${at + 1}, ${what}.`);
}
