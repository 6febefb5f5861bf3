import { Injectable } from '@nestjs/common';
import {
  ClosureService,
  deviceForms,
  deviceKey,
  isDeviceId,
  looksLikeDevice,
  SubjectHmac,
} from '../subject-data/index.js';

/** What a choice about an id extends to. */
export interface CoveredIds {
  /** The id first, then the others of its person, devices included. */
  readonly ids: readonly string[];
  /** Of `ids`, in hex, and of the other forms of the id itself where it is a device's. */
  readonly hmacs: readonly string[];
  /** The same, and of the recordings that are the person's: refused with them, but nobody is let in who comes to be in one. */
  readonly withRecordings: readonly string[];
  /** Ids that stand for several people, or of which nobody knows whose they are: they are nobody's, and left out. */
  readonly leftOut: number;
}

/** The id under which a choice stands: a device's is the one its data is filed under. */
export function choosingId(distinctId: string): string {
  return isDeviceId(distinctId) ? deviceKey(distinctId) : distinctId;
}

/** Finds everything that stands for the people who choose. */
@Injectable()
export class CoveredBy {
  constructor(
    private readonly closures: ClosureService,
    private readonly hmac: SubjectHmac,
  ) {}

  /** By the id; of a closure that is too large to be one person's the id alone. */
  async closureOf(projectId: number, distinctIds: readonly string[]): Promise<Map<string, CoveredIds>> {
    const closures = await this.closures.resolve(projectId, distinctIds);
    return new Map(
      distinctIds.map((id) => {
        const { ids = [], ambiguous = [], contested = [], recordings = [] } = closures.get(id) ?? {};
        const others = [...ambiguous, ...contested].filter((each) => each !== id);
        return [id, this.covered(projectId, [id, ...ids], others.length, { forms: formsOf(id), recordings })];
      }),
    );
  }

  /** Whose choice is also that of the ids: the ids joined with them. What a device of theirs chose by itself is that device's. */
  async speakersFor(projectId: number, distinctIds: readonly string[]): Promise<Map<string, readonly string[]>> {
    const closures = await this.closures.resolvePeople(projectId, distinctIds);
    return new Map(
      distinctIds.map((id) => {
        const { ids = [] } = closures.get(id) ?? {};
        return [id, [...new Set([id, ...ids.filter((each) => !isDeviceId(each))])]];
      }),
    );
  }

  /** The ids and nothing else. */
  alone(projectId: number, distinctIds: readonly string[]): Map<string, CoveredIds> {
    return new Map(distinctIds.map((id) => [id, this.covered(projectId, [id], 0)]));
  }

  private covered(
    projectId: number,
    named: readonly string[],
    leftOut: number,
    {
      forms = [],
      recordings = [],
    }: { readonly forms?: readonly string[]; readonly recordings?: readonly string[] } = {},
  ): CoveredIds {
    const ids = [...new Set(named.flatMap((id) => [id, choosingId(id)]))];
    const hexOf = (id: string) => this.hmac.hexOf(projectId, id);
    const hmacs = [...new Set([...ids, ...forms])].map(hexOf);
    return { ids, hmacs, withRecordings: [...hmacs, ...recordings.map(hexOf)], leftOut };
  }
}

/**
 * How a device that is named may send its id: with `$device:` in front and, where it is a UUID, without. Of the device that is named
 * alone: whoever ties a device to somebody by the public token must not reach the person whose own id is that UUID.
 */
function formsOf(id: string): readonly string[] {
  return isDeviceId(id) || looksLikeDevice(id) ? deviceForms(id) : [];
}
