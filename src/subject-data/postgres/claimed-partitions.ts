import type { Engine, Session } from './engine.js';
import type { PartitionClaims } from '../store/subject-store.port.js';

/** Does what there is to do to a partition; whether it is proven that nothing is left to do to it. */
type Act = (relation: string) => Promise<boolean>;

/**
 * Does the partitions whose turn it is, in as many sessions at once as the turns allow. `opened` brings a session about, once
 * there is something for it. Where one fails, the others take nothing more, and what was under way is given back.
 */
export async function inClaimedPartitions(
  turns: PartitionClaims,
  opened: (work: (act: Act) => Promise<void>) => Promise<void>,
): Promise<void> {
  let failed = false;
  const worker = async (): Promise<void> => {
    let relation = failed ? null : await turns.claim();
    if (relation === null) return;
    try {
      await opened(async (act) => {
        while (relation !== null && !failed) {
          const proven = await act(relation);
          relation = await turns.claim({ relation, proven });
        }
        if (relation !== null) await turns.release(relation);
      });
    } catch (error) {
      failed = true;
      if (relation !== null) await turns.release(relation).catch(() => undefined);
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: turns.atOnce }, worker));
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken !== undefined) throw broken.reason;
}

/**
 * A session for work that may take hours: where it can (14 and later, on Linux), the server ends what the session does soon
 * after its process is gone. Else a VACUUM goes on to its end.
 */
export async function useForLong<T>(engine: Engine, work: (session: Session) => Promise<T>): Promise<T> {
  return engine.use(async (session) => {
    await session.query(`SET client_connection_check_interval = '2s'`).catch(() => undefined);
    return work(session);
  });
}
