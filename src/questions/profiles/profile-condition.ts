import type { VisibleData } from '../../data-views/index.js';
import type { StoredProfile } from '../../subject-data/index.js';
import { holds } from '../where/evaluate.js';
import { propertiesOf, type Expression } from '../where/expression.js';
import { ID_NAMES } from '../where/narrowing.js';

/** By what clock a `where` speaks, and of what it may speak. */
export interface Terms {
  readonly now: Date;
  readonly timeZone: string;
  readonly visible: VisibleData;
}

/** The collection of the data map that is asked. */
export const PROFILES = 'profiles';

/** The properties that a `where` goes by; the id is none. */
export function namedProperties(where: Expression): readonly string[] {
  return [...propertiesOf(where)].filter((name) => !ID_NAMES.has(name));
}

/**
 * Whether a `where` is true of a profile, as whoever asks is shown it: what is hidden inside another property cannot be found out.
 * @throws HabeasError where it goes by a property that is not shown
 */
export function conditionOf(
  where: Expression | null,
  { now, timeZone, visible }: Terms,
): (profile: StoredProfile) => boolean {
  if (where === null) return () => true;
  const named = namedProperties(where);
  for (const name of named) visible.assertShown(PROFILES, name);
  return ({ distinctId, properties: json }) => {
    const properties = named.length === 0 ? {} : readObject(visible.redact(PROFILES, json));
    const property = (name: string) => {
      if (ID_NAMES.has(name)) return distinctId;
      return Object.hasOwn(properties, name) ? properties[name] : undefined;
    };
    return holds(where, { property, now, timeZone });
  };
}

function readObject(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json);
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
