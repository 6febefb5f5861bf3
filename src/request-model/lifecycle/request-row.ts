import { HabeasError, type Prisma } from '../../platform/index.js';

/** A request as it is stored, without its subjects. */
export type RequestRow = Prisma.RequestGetPayload<object>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether a text can be a request's id at all. */
export function isRequestId(text: string): boolean {
  return UUID.test(text);
}

/** One and the same for a request that is not there and for one the caller may not know of. */
export function requestNotFound(): HabeasError {
  return new HabeasError('not-found', 'request-not-found', 'There is no such request that you may know of.');
}
