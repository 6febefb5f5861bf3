import type { Prisma } from '../../platform/index.js';

/** A request as it is stored, without its subjects. */
export type RequestRow = Prisma.RequestGetPayload<object>;
