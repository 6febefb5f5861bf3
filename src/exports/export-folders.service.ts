import { Injectable } from '@nestjs/common';
import { renderAboutJson } from './folder/about-json.js';
import { fileOf, folderOf } from './folder/file-names.js';
import { renderIndexHtml } from './folder/subject-page.js';
import { ProjectClasses } from '../data-views/index.js';
import type { ArtifactWriter, FileContent, PartWriter, SealedPart } from '../artifacts/index.js';
import type { CollectionFinding } from './folder/subject-statement.js';
import { Clock, Config, HabeasError, PrismaService } from '../platform/index.js';
import {
  cellLimits,
  SubjectData,
  untilText,
  windowText,
  type Collection,
  type StoreView,
  type SubjectStore,
} from '../subject-data/index.js';
import { CollectionReader, type Findings } from './collection-reader.js';
import { keptPeriods, withKept } from './kept-periods.js';
import type { ExportRequest } from './export-request.js';
import {
  filingOf,
  keyIdsOf,
  keysOf,
  type Subject,
  type Progress,
  type CollectionTally,
} from '../request-model/index.js';

/** Records of a collection that the page shows. */
const MOST_SHOWN = 20;

/** A subject whose folder stands in the artifact. `rows`: what was found, over all collections. */
export interface WrittenSubject {
  readonly ordinal: number;
  readonly rows: number;
  /** Whether a value is in it that is not everybody's to see. */
  readonly sensitive: boolean;
  /** Collections in which something was found. */
  readonly tallies: readonly CollectionTally[];
  readonly part: SealedPart;
}

interface WrittenCollection {
  readonly finding: CollectionFinding;
  readonly sensitive: boolean;
}

/** Writes the folders of an export, one part a subject, out of one consistent view of every store. */
@Injectable()
export class ExportFolders {
  constructor(
    private readonly subjectData: SubjectData,
    private readonly classes: ProjectClasses,
    private readonly prisma: PrismaService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** `givenUp`: ends the writing with its reason. */
  async write(
    writer: ArtifactWriter,
    request: ExportRequest,
    subjects: readonly Subject[],
    givenUp: AbortSignal,
    tell: (progress: Progress) => Promise<void>,
  ): Promise<WrittenSubject[]> {
    const project = await this.prisma.project.findUniqueOrThrow({
      where: { id: request.projectId },
      include: { organization: { select: { name: true } } },
    });
    const collections = await this.classes.collectionsOf(request.projectId);
    const kept = keptPeriods(project);
    const stores = [...new Set(collections.map((collection) => this.subjectData.storeOf(collection)))];
    const keys = keysOf(await filingOf(this.prisma, request.projectId), subjects);
    const disclosed = { ...request, limits: cellLimits(this.config.values.EXPORT_CELL_LIMIT_BYTES) };
    return withViews(stores, keys, async (views) => {
      const readers: CollectionReader[] = [];
      for (const collection of collections) {
        const opened = CollectionReader.open(viewOf(views, collection), collection, disclosed);
        readers.push(await opened.catch(namedBy(collection)));
      }
      const written: WrittenSubject[] = [];
      for (const person of subjects) {
        givenUp.throwIfAborted();
        await tell({ phase: 'writing', done: written.length, total: subjects.length });
        const part = await writer.openPart(folderOf(request.id, person.ordinal));
        const found: WrittenCollection[] = [];
        for (const reader of readers) {
          found.push(await this.writeCollection(part, reader, request, person, givenUp));
        }
        const findings = found.map(({ finding }) => withKept(finding, kept));
        const sensitive = found.some((each) => each.sensitive);
        await this.writePages(part, request, person, project.organization.name, findings);
        const rows = findings.reduce((sum, finding) => sum + finding.rows, 0);
        const tallies = findings
          .filter(({ rows: held }) => held > 0)
          .map((finding) => tallyOf(person.ordinal, finding));
        written.push({ ordinal: person.ordinal, rows, sensitive, tallies, part: await part.seal() });
      }
      for (const reader of readers) await reader.close();
      await tell({ phase: 'reading back', done: subjects.length, total: subjects.length });
      return written;
    });
  }

  /** A collection's files in the folder; none where nothing was found. What was counted must be what was written. */
  private async writeCollection(
    part: PartWriter,
    reader: CollectionReader,
    request: ExportRequest,
    person: Subject,
    givenUp: AbortSignal,
  ): Promise<WrittenCollection> {
    const { ordinal, ambiguous, contested = [], sharedRecordings = [] } = person;
    const own = new Set([...keyIdsOf(person), ...ambiguous, ...contested, ...sharedRecordings]);
    const nameOf = (file: string): string => fileOf(request.id, ordinal, file);
    const folder = { nameOf, write: (file: string, content: FileContent) => part.file(nameOf(file), content) };
    const found = reader.find(ordinal, own, folder, givenUp);
    const findings = await found.catch(namedBy(reader.collection));
    if (findings.written !== findings.expected) {
      throw new HabeasError(
        'unavailable',
        'count-mismatch',
        'The rows written are not the rows counted; it is tried again.',
      );
    }
    const { table } = findings;
    const sheet = table === null || table.rows === 0 ? null : nameOf(`${reader.collection.name}.csv`);
    if (table !== null && sheet !== null) await part.file(sheet, table.csv());
    const file = findings.file === null ? null : nameOf(findings.file);
    return { finding: { ...describe(reader.collection, findings), file, sheet }, sensitive: findings.sensitive };
  }

  private async writePages(
    part: PartWriter,
    request: ExportRequest,
    person: Subject,
    controller: string,
    collections: readonly CollectionFinding[],
  ): Promise<void> {
    const { contact, transfers: transferSafeguards, ...said } = this.subjectData.company;
    const { automatedDecisions, saleOrSharing, supervisoryAuthority } = said;
    const statement = {
      controller,
      contact,
      regime: request.regime,
      disclosure: request.disclosure,
      language: request.language,
      reference: request.id,
      subjectId: person.asked,
      receivedAt: request.receivedAt,
      preparedAt: this.clock.now(),
      window: { from: request.window.from, to: request.window.until },
      collections,
      sharedDevice: person.ambiguous.length > 0 || (person.contested?.length ?? 0) > 0,
      company: { automatedDecisions, transferSafeguards, saleOrSharing, supervisoryAuthority },
    };
    await part.file(fileOf(request.id, person.ordinal, 'index.html'), [renderIndexHtml(statement)]);
    await part.file(fileOf(request.id, person.ordinal, 'about.json'), [renderAboutJson(statement)]);
  }
}

/** Lets an error say in which collection it was met; the file that is written is no collection's. */
function namedBy({ name: collection }: Collection): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof HabeasError) || error.code.startsWith('artifact-')) throw error;
    const { kind, code, message, details } = error;
    throw new HabeasError(kind, code, message, { ...details, extra: { ...details.extra, collection } });
  };
}

function keepingOf({ window, policy }: Collection): Pick<CollectionFinding, 'period' | 'keptByLaw'> {
  return {
    ...(window === undefined ? {} : { period: { after: windowText(window), from: window.column } }),
    ...(policy.kind === 'keep' ? { keptByLaw: { basis: policy.basis, until: untilText(policy) } } : {}),
  };
}

function describe(collection: Collection, findings: Findings): Omit<CollectionFinding, 'file' | 'sheet'> {
  return {
    name: collection.name,
    title: collection.title,
    purpose: collection.purpose,
    recipients: collection.recipients,
    presumed: collection.presumed ?? [],
    retention: collection.retention,
    ...keepingOf(collection),
    sourceCategory: collection.sourceCategory,
    transfers: collection.transfers ?? null,
    automatedDecisions: collection.automatedDecisions ?? null,
    categories: [...new Set(collection.headers.map(({ category }) => category))],
    rows: findings.expected,
    firstAt: findings.firstAt,
    lastAt: findings.lastAt,
    months: [...findings.months].map(([month, rows]) => ({ month, rows })),
    newest: findings.table?.newest(MOST_SHOWN) ?? [],
    isSheetCut: findings.table?.isCut ?? false,
    ...(findings.recordings === null ? {} : { recordings: findings.recordings }),
    withheld: findings.withheld,
    notCopied: [...findings.notCopied].map(([column, { values, bytes }]) => ({ column, values, bytes })),
    ambiguousRows: 0,
  };
}

function tallyOf(ordinal: number, finding: CollectionFinding): CollectionTally {
  const { name: collection, rows, firstAt: earliest, lastAt: latest, notCopied } = finding;
  const sum = (of: (each: { readonly values: number; readonly bytes: number }) => number): number =>
    notCopied.reduce((total, each) => total + of(each), 0);
  const left = { values: sum(({ values }) => values), bytes: sum(({ bytes }) => bytes) };
  return { ordinal, collection, rows, earliest, latest, notCopied: left };
}

async function withViews<T>(
  stores: readonly SubjectStore[],
  keys: Parameters<SubjectStore['read']>[0],
  work: (views: ReadonlyMap<string, StoreView>) => Promise<T>,
  views: ReadonlyMap<string, StoreView> = new Map(),
): Promise<T> {
  const [store, ...others] = stores;
  if (!store) return work(views);
  return store.read(keys, (view) => withViews(others, keys, work, new Map([...views, [store.name, view]])));
}

function viewOf(views: ReadonlyMap<string, StoreView>, collection: Collection): StoreView {
  const view = views.get(collection.store);
  if (!view) throw new HabeasError('unprocessable', 'store-unknown', `No store is named "${collection.store}".`);
  return view;
}
