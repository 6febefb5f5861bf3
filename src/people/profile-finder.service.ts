import { Injectable } from '@nestjs/common';
import { actorName, type Actor, type ProjectRecord } from '../access/index.js';
import { AuditTrail, toldName } from '../audit/index.js';
import { EVERYTHING } from '../compliance/index.js';
import { DataViews } from '../data-views/index.js';
import { HabeasError, PrismaService } from '../platform/index.js';
import {
  filingOf,
  groupByOrdinal,
  Identities,
  keysOf,
  SubjectCounts,
  type CollectionTally,
  type Subject,
} from '../request-model/index.js';
import { complaintAbout, IngestStore, SubjectData, wantedOf } from '../subject-data/index.js';
import { Suppression } from '../suppression/index.js';
import type { Find, Found } from './profiles.dto.js';

/** People on a page: closures and counts of that many are a moment's work. */
const PAGE = 20;
/** Milliseconds for which a store may look. */
const MOST_TIME = 10_000;

type FoundPerson = Found['results'][number];

/** Finds ids by what profiles say, and tells what is held about the people, never what the profiles say. */
@Injectable()
export class ProfileFinder {
  constructor(
    private readonly ingestStore: IngestStore,
    private readonly subjectData: SubjectData,
    private readonly identities: Identities,
    private readonly counts: SubjectCounts,
    private readonly suppression: Suppression,
    private readonly dataViews: DataViews,
    private readonly audit: AuditTrail,
    private readonly prisma: PrismaService,
  ) {}

  /** @throws HabeasError `cursor-invalid` (400), `property-withheld`, `property-sensitive` (422), `search-too-slow` (503) */
  async find(actor: Actor, project: ProjectRecord, { property, value, cursor }: Find): Promise<Found> {
    const visible = await this.dataViews.of(actor, project);
    const wanted = wantedOf(property, value, (name) => !visible.shows('profiles', name));
    if (wanted === null)
      throw visible.refusalOf('profiles', property) ?? new Error('What may be looked for was refused.');
    const after = cursor === undefined ? null : readCursor(cursor);
    const search = { wanted, after, most: PAGE + 1, milliseconds: MOST_TIME };
    const ids = await this.ingestStore.findProfiles(project.id, search);
    const page = ids.slice(0, PAGE);
    // Their rows go at this moment, and are told of as little as those that went.
    const going = await this.suppression.beingErased(project.id, page);
    const shown = page.filter((id) => !going.has(id));
    const results = await this.describe(project.id, shown);
    await this.record(actor, project, property, shown.length);
    const last = ids.length > PAGE ? page.at(-1) : undefined;
    return { results, nextCursor: last === undefined ? null : writeCursor(last) };
  }

  /** The same closure and counts as a preview of everything. */
  private async describe(projectId: number, ids: readonly string[]): Promise<FoundPerson[]> {
    if (ids.length === 0) return [];
    const subjects = await this.identities.subjectsOf(projectId, [...ids.entries()]);
    const keys = keysOf(await filingOf(this.prisma, projectId), subjects);
    const talliesOf = groupByOrdinal(await this.counts.of(projectId, keys, EVERYTHING));
    return subjects.map((subject) => this.describeOne(projectId, subject, talliesOf.get(subject.ordinal) ?? []));
  }

  private describeOne(
    projectId: number,
    { asked, ids, ambiguous, contested = [], fault }: Subject,
    tallies: readonly CollectionTally[],
  ): FoundPerson {
    const collections = this.subjectData
      .collectionsOf(projectId)
      .flatMap(({ name, title }) =>
        tallies
          .filter(({ collection, rows }) => collection === name && rows > 0)
          .map(({ rows, earliest, latest }) => ({ collection: name, title, rows, earliest, latest })),
      );
    return {
      distinctId: asked,
      linkedIds: ids.length,
      ambiguousIds: ambiguous.length + contested.length,
      fault: fault ?? null,
      rows: collections.reduce((sum, { rows }) => sum + rows, 0),
      collections,
    };
  }

  /** Who looked, and by which property: what was looked for is personal data, and stands nowhere. */
  private async record(actor: Actor, project: ProjectRecord, property: string, found: number): Promise<void> {
    await this.audit.append(this.prisma, {
      actor: actorName(actor),
      action: 'profiles.searched',
      organizationId: project.organizationId,
      projectId: project.id,
      detail: { property: toldName(property), found },
    });
  }
}

function writeCursor(id: string): string {
  return Buffer.from(id).toString('base64url');
}

function readCursor(text: string): string {
  const id = Buffer.from(text, 'base64url').toString();
  if (complaintAbout(id) === null && writeCursor(id) === text) return id;
  throw new HabeasError('invalid', 'cursor-invalid', 'This cursor is not one of ours: take it from the page before.');
}
