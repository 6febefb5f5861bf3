import { Injectable } from '@nestjs/common';
import { actorName, type Actor, type ProjectRecord } from '../../access/index.js';
import { AuditTrail, toldName } from '../../audit/index.js';
import { DataViews, type VisibleData } from '../../data-views/index.js';
import { Clock, HabeasError, PrismaService } from '../../platform/index.js';
import {
  ALL_PROFILES,
  IdForms,
  IngestStore,
  type ProfileSelection,
  type StoredProfile,
} from '../../subject-data/index.js';
import { conditionOf, namedProperties } from './profile-condition.js';
import { narrowed, withForm } from '../where/narrowing.js';
import type { ProfileQuestion } from './profile-question.js';
import { ProfileRows, type WantedProfiles } from './profile-rows.service.js';
import { QuestionSessions, type QuestionSession } from './question-sessions.service.js';

/** Pages of an answer at the most. */
const MOST_PAGES = 20_000;

/** A page of an answer. */
export interface ProfilePage {
  readonly page: number;
  readonly pageSize: number;
  readonly sessionId: string;
  /** Of all pages. */
  readonly total: number;
  /** Read as they are asked for; `visible` says what of each is shown. */
  readonly profiles: AsyncIterable<StoredProfile>;
  readonly visible: VisibleData;
}

interface Search {
  readonly wanted: WantedProfiles;
  /** As they are stored; null: everybody. */
  readonly ids: readonly string[] | null;
  readonly visible: VisibleData;
}

/**
 * Answers what tools ask about the profiles of a project. The first page looks through all of them, counts them and keeps where each
 * page ends: the others read between two such marks, whatever is written or erased meanwhile, and whichever is read first.
 */
@Injectable()
export class ProfileQuestions {
  constructor(
    private readonly rows: ProfileRows,
    private readonly sessions: QuestionSessions,
    private readonly ingestStore: IngestStore,
    private readonly idForms: IdForms,
    private readonly dataViews: DataViews,
    private readonly audit: AuditTrail,
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * That it was asked is on record before anything is given.
   * @throws HabeasError `session-over`, `session-of-another-question`, `too-many-pages` (400), `property-withheld`, `property-sensitive` (422),
   * `search-too-slow` (503)
   */
  async ask(actor: Actor, project: ProjectRecord, question: ProfileQuestion): Promise<ProfilePage> {
    const search = await this.searchFor(project, question, await this.dataViews.of(actor, project));
    const { session, id } = await this.sessionOf(project.id, question, search);
    const total = session.profiles + session.others.length;
    await this.record(actor, project, question, total);
    const { page } = question;
    const profiles = this.profilesOn(search, session, question);
    return { page, pageSize: session.pageSize, sessionId: id, total, profiles, visible: search.visible };
  }

  private async searchFor(
    { id: projectId, timezone: timeZone }: ProjectRecord,
    question: ProfileQuestion,
    visible: VisibleData,
  ): Promise<Search> {
    const form = await this.idForms.of(projectId);
    const where = question.where === null ? null : withForm(question.where, form);
    const ids = question.ids?.map(form) ?? null;
    const fits = conditionOf(where, { now: this.clock.now(), timeZone, visible });
    const among = ids === null ? where && narrowed(where) : [{ kind: 'ids' as const, ids }];
    return { wanted: { projectId, selection: { ...ALL_PROFILES, among }, fits }, ids, visible };
  }

  private async sessionOf(
    projectId: number,
    { asked, page, pageSize, sessionId }: ProfileQuestion,
    search: Search,
  ): Promise<{ readonly session: QuestionSession; readonly id: string }> {
    const known = sessionId === null ? null : await this.sessions.find(projectId, asked, sessionId);
    if (known !== null && sessionId !== null) return { session: known, id: sessionId };
    if (page > 0) {
      const message =
        'This session_id is unknown or over: begin again with page 0, and read the pages within half an hour.';
      throw new HabeasError('invalid', 'session-over', message);
    }
    const session = await this.survey(search, pageSize);
    return { session, id: await this.sessions.open(projectId, asked, session) };
  }

  /** Looks through all of them. */
  private async survey({ wanted, ids }: Search, pageSize: number): Promise<QuestionSession> {
    const marks: string[] = [];
    const found = new Set<string>();
    let [profiles, arrivedBy] = [0, -1n];
    const fits = (profile: StoredProfile): boolean => {
      if (ids !== null) found.add(profile.distinctId);
      return wanted.fits(profile);
    };
    await this.rows.visit({ ...wanted, fits }, (batch) => {
      for (const { distinctId, arrived } of batch) {
        profiles += 1;
        if (arrived > arrivedBy) arrivedBy = arrived;
        if (profiles % pageSize === 0) marks.push(distinctId);
      }
      if (marks.length > MOST_PAGES) throw tooManyPages();
      return true;
    });
    const others = await this.withoutProfile(wanted, ids?.filter((id) => !found.has(id)) ?? []);
    return { pageSize, profiles, arrivedBy, marks, others };
  }

  /** Those of the ids under which something else is held than a profile. */
  private async withoutProfile({ projectId, fits }: WantedProfiles, ids: readonly string[]): Promise<string[]> {
    const uses = await this.ingestStore.usesOf(projectId, ids);
    const held = ids.filter((id) => uses.has(id) && fits(emptyProfile(id)));
    const refused = await this.rows.suppressed(projectId, held);
    return held.filter((id) => !refused.has(id));
  }

  private async *profilesOn(
    { wanted }: Search,
    session: QuestionSession,
    { page, limit }: ProfileQuestion,
  ): AsyncGenerator<StoredProfile> {
    let left = limit === null ? Infinity : limit - page * session.pageSize;
    if (left <= 0) return;
    const selection = onPage(wanted.selection, session, page);
    if (selection !== null) {
      for await (const piece of this.rows.pieces({ ...wanted, selection })) {
        for (const profile of piece) {
          yield profile;
          left -= 1;
          if (left <= 0) return;
        }
      }
    }
    const first = page * session.pageSize - session.profiles;
    const others = session.others.slice(Math.max(0, first), Math.max(0, first + session.pageSize));
    const refused = await this.rows.suppressed(wanted.projectId, others);
    yield* others
      .filter((id) => !refused.has(id))
      .slice(0, left)
      .map(emptyProfile);
  }

  /** Who asked, by which properties, and how many there are: what they are to be equal to is personal data, and stands nowhere. */
  private async record(
    actor: Actor,
    project: ProjectRecord,
    { where, ids, page }: ProfileQuestion,
    found: number,
  ): Promise<void> {
    const properties = where === null ? [] : namedProperties(where).map(toldName);
    await this.audit.append(this.prisma, {
      actor: actorName(actor),
      action: 'profiles.queried',
      organizationId: project.organizationId,
      projectId: project.id,
      detail: { properties, ids: ids?.length ?? null, page, found },
    });
  }
}

/** The profiles between two marks; null where there are none. */
function onPage(
  selection: ProfileSelection,
  { marks, profiles, arrivedBy }: QuestionSession,
  page: number,
): ProfileSelection | null {
  if (page > marks.length || profiles === 0) return null;
  return { ...selection, after: marks[page - 1] ?? null, until: marks[page] ?? null, arrivedBy };
}

function emptyProfile(distinctId: string): StoredProfile {
  return { distinctId, properties: '{}', arrived: 0n };
}

function tooManyPages(): HabeasError {
  const message = `The answer has more than ${MOST_PAGES} pages: ask for larger ones (page_size).`;
  return new HabeasError('invalid', 'too-many-pages', message);
}
