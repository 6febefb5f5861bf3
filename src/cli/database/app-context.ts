import { openAccess, type Access } from '../../access/index.js';
import {
  DatabaseClock,
  Ids,
  openAppContext,
  PrismaService,
  runningAppContext,
  type OpenAppContext,
} from '../../platform/index.js';
import { deletionWaits } from '../../deletions/index.js';
import type { CliContext } from '../terminal/define-command.js';

/** Opens the database of this installation, beside a Habeas that runs on it or in its absence, and closes it after the work. */
export async function withAppContext<T>(desk: CliContext, work: (ground: OpenAppContext) => Promise<T>): Promise<T> {
  const config = desk.config();
  const ground = (await runningAppContext(config)) ?? (await openAppContext(config, desk.terminal.err));
  try {
    return await work(ground);
  } finally {
    await ground.close();
  }
}

/** The use cases of people, organizations and tokens on that database. */
export async function withAccess<T>(desk: CliContext, work: (access: Access) => Promise<T>): Promise<T> {
  return withAppContext(desk, async ({ config, databaseUrl }) => {
    const prisma = new PrismaService(databaseUrl, 2);
    try {
      return await work(openAccess(prisma, await DatabaseClock.of(prisma), new Ids(), deletionWaits(config), config));
    } finally {
      await prisma.$disconnect();
    }
  });
}
