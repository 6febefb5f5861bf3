import { Prisma } from './prisma.service.js';

/** Whether the database refused a row because another one has the same name, e-mail or token. */
export function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
