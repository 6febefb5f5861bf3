import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Request } from 'express';
import type { Actor, PersonActor } from '../authorization/actor.js';

/** A request the guard has let through; `actor` is absent on routes that ask for nobody. */
export type GuardedRequest = Request & { actor?: Actor };

/** The actor of a route declared `session`, `privacy` or `import`. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<GuardedRequest>();
  if (!actor) throw new Error('This route is declared for everybody: there is no actor to hand in.');
  return actor;
});

/** The person of a route declared `session`. */
export const CurrentPerson = createParamDecorator((_: unknown, context: ExecutionContext): PersonActor => {
  const { actor } = context.switchToHttp().getRequest<GuardedRequest>();
  if (actor?.kind !== 'user') throw new Error('This route is not declared for sessions: there may be no person.');
  return actor;
});
