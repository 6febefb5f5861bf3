import { actorName, type Actor } from './actor.js';

/** Who changes something: an actor with a role, or the operator at the command line, who may everything. */
export type Initiator = Actor | 'operator';

/** How an initiator stands in audit entries. */
export function initiatorName(by: Initiator): string {
  return by === 'operator' ? 'habeas' : actorName(by);
}
