import { stat } from 'node:fs/promises';
import { type Account, run } from './embedded-run.js';
import { HabeasError } from '../core/errors.js';

const USER = 'postgres';

/**
 * Who runs PostgreSQL. It refuses to run as root, so root hands it to the owner of the cluster or, where there is no
 * cluster yet, to the system user `postgres`, made when missing.
 * @param cluster path of the cluster, which need not exist
 * @throws HabeasError `no-postgres-user`
 */
export async function accountFor(cluster: string): Promise<Account> {
  if (process.getuid?.() !== 0) return null;
  const owner = await stat(cluster).catch(() => null);
  if (owner !== null && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUp()) ?? (await create());
}

async function lookUp(): Promise<Account> {
  const [uid, gid] = await Promise.all([run('id', ['-u', USER]), run('id', ['-g', USER])]);
  if (uid.code !== 0 || gid.code !== 0) return null;
  return { uid: Number(uid.output), gid: Number(gid.output) };
}

async function create(): Promise<Account> {
  await run('groupadd', ['--force', '--system', USER]);
  const made = await run('useradd', [
    ...['--system', '--no-create-home', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'],
    ...['--gid', USER, USER],
  ]);
  const account = await lookUp();
  if (account !== null) return account;
  throw new HabeasError(
    'unavailable',
    'no-postgres-user',
    `PostgreSQL does not run as root, and groupadd and useradd could not make the system user "${USER}" (${made.output}): ` +
      `make that user, start Habeas as an ordinary user, or set DATABASE_URL.`,
  );
}
