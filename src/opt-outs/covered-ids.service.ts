import { Injectable } from '@nestjs/common';
import {
  type Closure,
  ClosureService,
  deviceForms,
  deviceKey,
  type Filing,
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

const NOTHING: Closure = { ids: [], ambiguous: [] };

/** Finds everything that stands for the people who choose. */
@Injectable()
export class CoveredBy {
  constructor(
    private readonly closures: ClosureService,
    private readonly hmac: SubjectHmac,
  ) {}

  /**
   * By the id; of a closure that is too large to be one person's the id alone. Of a project of which something was set aside, what is the
   * person's by all links together and what is by those that came since: a choice must not reach less far for what nobody sees.
   */
  async closureOf(place: number | Filing, distinctIds: readonly string[]): Promise<Map<string, CoveredIds>> {
    const { projectId, numbers } = typeof place === 'number' ? { projectId: place, numbers: [place] } : place;
    const closures = await this.closures.resolve(place, distinctIds);
    const since = numbers.length > 1 ? await this.closures.resolve(projectId, distinctIds) : new Map<string, Closure>();
    return new Map(
      distinctIds.map((id) => {
        const found = [closures.get(id) ?? NOTHING, since.get(id) ?? NOTHING];
        const ids = new Set([id, ...found.flatMap((each) => each.ids)]);
        const others = found.flatMap(({ ambiguous, contested = [] }) => [...ambiguous, ...contested]);
        const leftOut = new Set(others.filter((each) => !ids.has(each))).size;
        const recordings = [...new Set(found.flatMap((each) => each.recordings ?? []))];
        return [id, this.covered(projectId, [...ids], leftOut, { forms: formsOf(id), recordings })];
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

/** What is refused beside the id under which an opt-out stands, as `Suppression.extend` takes it. */
export function coveredBeside(
  covered: ReadonlyMap<string, CoveredIds>,
): readonly { readonly root: string; readonly others: readonly string[] }[] {
  return [...covered.values()].map(({ withRecordings: [root = '', ...others] }) => ({ root, others }));
}

/**
 * How a device that is named may send its id: with `$device:` in front and, where it is a UUID, without. Of the device that is named
 * alone: whoever ties a device to somebody by the public token must not reach the person whose own id is that UUID.
 */
function formsOf(id: string): readonly string[] {
  return isDeviceId(id) || looksLikeDevice(id) ? deviceForms(id) : [];
}
