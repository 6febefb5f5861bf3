import { Injectable } from '@nestjs/common';
import { type Actor, Authorizer, mayHandleRequests, MembershipRoles } from '../access/index.js';
import { Clock, foreseen, HabeasError } from '../platform/index.js';
import {
  type Collection,
  CoverageRuns,
  isBuiltIn,
  keptUntil,
  type Policy,
  SubjectData,
  untilText,
  windowText,
} from '../subject-data/index.js';
import type { CollectionView, CoverageView, DataMapView } from './data-map.dto.js';

type Check = Pick<CollectionView, 'errors' | 'warnings'>;

/** The data map as Habeas sees it, and whether it covers what is there, for owners and admins of any organization. */
@Injectable()
export class DataMapViews {
  constructor(
    private readonly subjectData: SubjectData,
    private readonly coverage: CoverageRuns,
    private readonly standing: MembershipRoles,
    private readonly authorizer: Authorizer,
    private readonly clock: Clock,
  ) {}

  /** Collections of other organizations' projects alone are left out. @throws HabeasError 403 `role-too-low` */
  async show(by: Actor): Promise<DataMapView> {
    await this.require(by);
    const all = this.subjectData.collections();
    const own = new Set((await this.authorizer.projectsOf(by)).map(({ id }) => id));
    const shown = all.filter(({ projects }) => projects === null || projects.some((id) => own.has(id)));
    const [{ errors, warnings }, order] = await Promise.all([this.checked(), this.subjectData.eraseOrder()]);
    const names = shown.map(({ name }) => name);
    return {
      collections: shown.map((collection) => ({
        ...this.described(collection),
        erasedAfter: (order.get(collection.name) ?? []).filter((name) => names.includes(name)),
        errors: said(collection, errors),
        warnings: said(collection, warnings),
      })),
      exempt: this.subjectData.exemptions.map(({ store, table, columns, reason }) => ({
        store,
        table,
        columns,
        reason,
      })),
      errors: errors.filter((text) => all.every((collection) => said(collection, [text]).length === 0)),
    };
  }

  /** Looks for subject data that is neither mapped nor exempt. @throws HabeasError 403 `role-too-low`, 503 `coverage-slow` */
  async runCoverage(by: Actor): Promise<CoverageView> {
    await this.require(by);
    const report = await this.coverage.report();
    return { ...report, checkedAt: this.clock.now().toISOString() };
  }

  /** What the catalogs say of the map now; a store that does not answer is an error of its own. */
  private async checked(): Promise<Check> {
    try {
      const { errors, warnings } = await this.subjectData.check();
      return { errors: [...errors], warnings: [...warnings] };
    } catch (error) {
      const known = error instanceof HabeasError ? error : foreseen(error);
      if (known === null) throw error;
      return { errors: [known.message], warnings: [] };
    }
  }

  private described(collection: Collection): Omit<CollectionView, 'erasedAfter' | 'errors' | 'warnings'> {
    const { name, title, store, schema, table, projects, projectColumn, subjectColumn } = collection;
    const { timeColumn, arrivalColumn, propertiesColumn, purpose, recipients, sourceCategory, retention } = collection;
    return {
      ...{ name, title, store, projectColumn, timeColumn, arrivalColumn, propertiesColumn },
      ...{ purpose, recipients: recipients && [...recipients], sourceCategory, retention },
      window: windowOf(collection),
      builtIn: isBuiltIn(collection),
      engine: this.subjectData.storeOf(collection).kind,
      table: `${schema}.${table}`,
      projects: projects && [...projects],
      subjectColumns: [subjectColumn, ...(collection.alsoNamedIn ?? [])],
      policy: policyOf(collection.policy),
      headers: collection.headers.map(({ name: header, category, source, withhold, keep = false }) => {
        return { name: header, category, source, withhold, keep };
      }),
    };
  }

  private async require(by: Actor): Promise<void> {
    const roles = await this.standing.rolesOf(by);
    if ([...roles.values()].some(mayHandleRequests)) return;
    const message = 'Only owners and admins of an organization may see the data map: ask an owner for the role.';
    throw new HabeasError('forbidden', 'role-too-low', message);
  }
}

/** The retention as a period that can be reckoned. */
export function windowOf({ window }: Collection): CollectionView['window'] {
  if (window === undefined) return null;
  const { column: from, zone = null, does } = window;
  const deed = does === null ? 'nothing' : does.kind === 'rows' ? 'erase' : 'anonymize';
  return { after: windowText(window), from, zone, does: deed, columns: does?.kind === 'anonymize' ? does.columns : [] };
}

/** What a deletion does to it. */
export function policyOf(policy: Policy): CollectionView['policy'] {
  if (policy.kind === 'keep') return { ...policy, until: untilText(policy), isReckoned: keptUntil(policy) !== null };
  return policy.kind === 'erase' ? { kind: 'erase', rows: policy.rows === true } : policy;
}

/** What was said of a collection, without its name before it. */
function said({ name }: Collection, texts: readonly string[]): string[] {
  const begin = `collection "${name}": `;
  return texts.filter((text) => text.startsWith(begin)).map((text) => text.slice(begin.length));
}
