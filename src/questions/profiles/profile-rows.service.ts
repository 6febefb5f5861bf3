import { Injectable } from '@nestjs/common';
import { PrismaService, Stopping, Turns } from '../../platform/index.js';
import { ProfileReader, searchTooSlow, type ProfileSelection, type StoredProfile } from '../../subject-data/index.js';
import { Suppression, WHATEVER_COMES } from '../../suppression/index.js';
import { fittingAmong } from '../where/fitting.js';

/** Milliseconds for which the profiles of one question, or of one of its pages, may be looked through. */
export const MOST_TIME = 30_000;
/** Characters of properties that are gathered before they are sent: the store waits for no reader. */
const PIECE = 4_194_304;

/** Whose profiles are wanted. */
export interface WantedProfiles {
  readonly projectId: number;
  readonly selection: ProfileSelection;
  /** Whether a profile of the selection is one of them. */
  readonly fits: (profile: StoredProfile) => boolean;
}

/** Profiles that somebody may be given: nobody's who is suppressed, be it that they are erased or that they opted out. */
@Injectable()
export class ProfileRows {
  constructor(
    private readonly reader: ProfileReader,
    private readonly suppression: Suppression,
    private readonly prisma: PrismaService,
    private readonly stopping: Stopping,
  ) {}

  /**
   * Shows them in batches, in the order of the store; a visitor that returns false has seen enough.
   * @throws HabeasError `search-too-slow` (503)
   */
  async visit(
    { projectId, selection, fits }: WantedProfiles,
    visit: (batch: readonly StoredProfile[]) => boolean,
  ): Promise<void> {
    const turns = new Turns(this.stopping);
    const ends = performance.now() + MOST_TIME;
    const rest = async (): Promise<void> => {
      await turns.give();
      if (performance.now() > ends) throw searchTooSlow(MOST_TIME);
    };
    await this.reader.read(projectId, selection, MOST_TIME, async (batch) => {
      await rest();
      const fitting = await fittingAmong(batch, fits, rest);
      const refused = await this.suppressed(
        projectId,
        fitting.map(({ distinctId }) => distinctId),
      );
      const shown = fitting.filter(({ distinctId }) => !refused.has(distinctId));
      return shown.length === 0 || visit(shown);
    });
  }

  /** The same in pieces of some megabytes, between which nothing of the store is held. */
  async *pieces(wanted: WantedProfiles): AsyncGenerator<readonly StoredProfile[]> {
    let { after } = wanted.selection;
    for (let isOver = false; !isOver;) {
      const piece: StoredProfile[] = [];
      let characters = 0;
      isOver = true;
      await this.visit({ ...wanted, selection: { ...wanted.selection, after } }, (batch) => {
        piece.push(...batch);
        characters += batch.reduce((sum, { properties }) => sum + properties.length, 0);
        isOver = characters < PIECE;
        return isOver;
      });
      if (piece.length > 0) yield piece;
      after = piece.at(-1)?.distinctId ?? after;
    }
  }

  /** Those of the ids whose people are suppressed. */
  async suppressed(projectId: number, ids: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    if (ids.length === 0) return new Map();
    return (await this.suppression.standingOf(this.prisma, projectId, () => new Set(ids), WHATEVER_COMES)).reasons;
  }
}
