import { Injectable } from '@nestjs/common';
import { type Actor, Authorizer, type ProjectRecord } from '../access/index.js';
import { AuditLog } from '../audit/index.js';
import { DataViews, ProjectClasses } from '../data-views/index.js';
import { Clock, Config, iso, PrismaService, VERSION } from '../platform/index.js';
import { TableViews } from '../retention/index.js';
import { type Collection, isBuiltIn, SubjectData } from '../subject-data/index.js';
import { policyOf, windowOf } from './data-map-views.service.js';
import { type ProcessingRecord, SETTINGS, type Unsaid } from './processing-record.dto.js';
import { securityMeasures } from './security-measures.js';

type Since = ReadonlyMap<string, Date>;

/** By which something of a project is set; the entry holds what was set. */
const SETTING_ACTIONS = ['project.changed', 'retention.changed', 'retention.change-taken-back'];

const PEOPLE =
  'Whom the records name: users and visitors of what the company offers, by ids of users and of devices; and whom tables of the company name.';

const UNSAID_WORDS: Readonly<Record<Unsaid, string>> = {
  contact: 'How the controller can be reached: `company.contact` in the data map.',
  'protection-officer': 'Who the data protection officer and the representative are.',
  'joint-controllers': 'Whether others decide about the processing as well.',
  'legal-bases': 'On which basis of Art. 6(1) each purpose rests.',
  recipients: 'To whom data of some collections is disclosed: `recipients` in the data map.',
  transfers: 'Which data goes to third countries, and with which safeguards: `transfers` in the data map.',
  'other-measures': 'Measures beside those of the program: encryption of disks and backups, who can enter the rooms.',
  'other-systems': 'What is done with the data in other systems, and by whom on whose behalf.',
};

/** The record of processing activities (GDPR Art. 30(1)), drawn up anew whenever it is asked for. */
@Injectable()
export class ProcessingRecords {
  constructor(
    private readonly prisma: PrismaService,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly authorizer: Authorizer,
    private readonly subjectData: SubjectData,
    private readonly retention: TableViews,
    private readonly classes: ProjectClasses,
    private readonly views: DataViews,
  ) {}

  async ofOrganization(by: Actor, organizationId: string): Promise<ProcessingRecord[]> {
    const projects = (await this.authorizer.projectsOf(by)).filter((each) => each.organizationId === organizationId);
    const records: ProcessingRecord[] = [];
    for (const project of projects) records.push(await this.of(project));
    return records;
  }

  async of(project: ProjectRecord): Promise<ProcessingRecord> {
    const { id, name, organizationId } = project;
    const [row, since] = await Promise.all([
      this.prisma.project.findUniqueOrThrow({ where: { id }, include: { organization: true } }),
      this.audit.setSince(id, SETTING_ACTIONS),
    ]);
    const { company } = this.subjectData;
    const collections = this.subjectData.collectionsOf(id).map((collection) => this.described(collection));
    return {
      format: 'habeas-processing-record/1',
      drawnUpAt: this.clock.now().toISOString(),
      instance: { baseUrl: this.config.baseUrl, version: VERSION },
      controller: {
        organizationId,
        name: row.organization.name,
        contact: company.contact,
        supervisoryAuthority: company.supervisoryAuthority,
      },
      project: { id, name, createdAt: row.createdAt.toISOString() },
      people: PEOPLE,
      collections,
      classes: await this.classesOf(id),
      retention: await this.retentionOf(id, since),
      settings: SETTINGS.map((setting) => ({
        setting,
        value: project[setting],
        since: iso(since.get(setting) ?? null),
      })),
      periods: this.periodsOf(project),
      security: securityMeasures({
        hashIds: project.hashIds,
        requireSecondFactor: row.organization.requireSecondFactor,
        hasProvider: this.config.oauth !== null,
        needsSecondPerson: project.approvalCount !== null || project.approvalShare !== null,
        isEncrypted: this.config.baseUrl.startsWith('https:'),
      }),
      notSaid: unsaidOf(company.contact, collections).map((what) => ({ what, words: UNSAID_WORDS[what] })),
    };
  }

  private described(collection: Collection): ProcessingRecord['collections'][number] {
    const { name, title, store, schema, table, purpose, recipients, retention, presumed, headers } = collection;
    const { sourceCategory: source, transfers = this.subjectData.company.transfers, classes = [] } = collection;
    const withheld = headers.filter(({ withhold }) => withhold).map((header) => header.name);
    const classed = (as: string) => classes.filter((rule) => rule.class === as).map((rule) => rule.name);
    return {
      ...{ name, title, builtIn: isBuiltIn(collection), where: `${store}: ${schema}.${table}`, purpose, source },
      categories: [...new Set(['identifiers', ...headers.map(({ category }) => category)])].sort(),
      recipients: recipients && [...recipients],
      ...{ transfers, retention, presumed: [...(presumed ?? [])] },
      ...{ policy: policyOf(collection.policy), window: windowOf(collection) },
      sensitive: classed('sensitive').filter((each) => !withheld.includes(each)),
      withheld: [...new Set([...withheld, ...classed('withheld')])],
    };
  }

  private async classesOf(projectId: number): Promise<ProcessingRecord['classes']> {
    const [rules, shown, since, shownSince] = await Promise.all([
      this.classes.rulesOf(projectId),
      this.views.ruleOf(projectId),
      this.audit.newestOf(projectId, 'project.classified'),
      this.audit.newestOf(projectId, 'project.view-changed'),
    ]);
    const { roles, serviceAccounts, oauthTokens, apiSecret } = shown;
    return {
      rules: rules.map((rule) => ({ name: rule.name, class: rule.class })),
      since: iso(since?.at ?? null),
      shownTo: { roles, serviceAccounts: serviceAccounts.length, oauthTokens: oauthTokens.length, apiSecret },
      shownSince: iso(shownSince?.at ?? null),
    };
  }

  private async retentionOf(projectId: number, since: Since): Promise<ProcessingRecord['retention']> {
    const { projectId: _, plans: __, pending, ...shown } = await this.retention.show(projectId);
    const newest = (...names: string[]) => iso(latest(names.map((name) => since.get(name) ?? null)));
    return {
      ...shown,
      // Who changed it is somebody.
      pending: pending.map(({ by: _by, ...change }) => change),
      since: {
        plan: newest('plan'),
        events: newest('eventRetentionMonths', 'eventRetentionBasis', 'plan'),
        profiles: newest('profileUnseenDays', 'profileDaysAfterEnd', 'subscriptionEndsAt'),
        recordings: newest('replayRetentionDays'),
      },
    };
  }

  private periodsOf({ deletionGraceSeconds }: ProjectRecord): ProcessingRecord['periods'] {
    const { values } = this.config;
    const seconds = (milliseconds: number) => Math.ceil(milliseconds / 1000);
    return {
      deletionGraceSeconds: deletionGraceSeconds ?? seconds(values.DELETION_GRACE),
      exportSeconds: seconds(values.ARTIFACT_RETENTION),
      linkSeconds: seconds(values.LINK_TTL),
      requestIdSeconds: seconds(values.RECORD_ID_RETENTION),
      retentionGraceSeconds: seconds(values.RETENTION_GRACE),
      endedProjectSeconds: seconds(values.PROJECT_RETENTION),
    };
  }
}

function unsaidOf(contact: string | null, collections: ProcessingRecord['collections']): Unsaid[] {
  return [
    ...(contact === null ? ['contact' as const] : []),
    ...(['protection-officer', 'joint-controllers', 'legal-bases'] as const),
    ...(collections.some(({ recipients }) => recipients === null) ? ['recipients' as const] : []),
    ...(collections.some(({ transfers }) => transfers === null) ? ['transfers' as const] : []),
    ...(['other-measures', 'other-systems'] as const),
  ];
}

function latest(moments: readonly (Date | null)[]): Date | null {
  return moments.reduce((one, other) => (one === null || (other !== null && other > one) ? other : one), null);
}
