import { openAccess, type Access } from '../access/index.js';
import {
  Clock,
  HabeasError,
  Ids,
  openGround,
  PrismaService,
  runningGround,
  type Config,
  type OpenGround,
} from '../platform/index.js';
import type { Desk } from './leaf.js';

/** Opens the database of this installation, beside a Habeas that runs on it or in its absence, and closes it after the work. */
export async function withGround<T>(desk: Desk, work: (ground: OpenGround) => Promise<T>): Promise<T> {
  const ground = await openOrJoin(desk.config(), desk.terminal.err);
  try {
    return await work(ground);
  } finally {
    await ground.close();
  }
}

/** The use cases of people, organizations and tokens on that database. */
export async function withAccess<T>(desk: Desk, work: (access: Access) => Promise<T>): Promise<T> {
  return withGround(desk, async ({ databaseUrl }) => {
    const prisma = new PrismaService(databaseUrl, 2);
    try {
      return await work(openAccess(prisma, new Clock(), new Ids()));
    } finally {
      await prisma.$disconnect();
    }
  });
}

async function openOrJoin(config: Config, say: (line: string) => void): Promise<OpenGround> {
  try {
    return await openGround(config, say);
  } catch (error) {
    if (!(error instanceof HabeasError) || error.code !== 'data-directory-in-use') throw error;
    return runningGround(config);
  }
}
