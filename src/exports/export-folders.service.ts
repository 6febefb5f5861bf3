import { Injectable } from '@nestjs/common';
import { renderAboutJson } from './folder/about-json.js';
import { renderIndexHtml } from './folder/subject-page.js';
import type { ArtifactWriter, PartWriter, SealedPart } from '../artifacts/index.js';
import type { CollectionFinding } from './folder/subject-statement.js';
import { Clock, HabeasError, PrismaService } from '../platform/index.js';
import { SubjectData, type Collection, type StoreView, type SubjectStore } from '../subject-data/index.js';
import { CollectionReader, type Findings } from './collection-reader.js';
import type { ExportRequest } from './export-request.js';
import { keysOf, type Subject, type Progress, type CollectionTally } from '../request-model/index.js';

/** A subject whose folder stands in the artifact. `rows`: what was found, over all collections. */
export interface WrittenSubject {
  readonly ordinal: number;
  readonly rows: number;
  /** Collections in which something was found. */
  readonly tallies: readonly CollectionTally[];
  readonly part: SealedPart;
}

/** Writes the folders of an export, one part a subject, out of one consistent view of every store. */
@Injectable()
export class ExportFolders {
  constructor(
    private readonly subjectData: SubjectData,
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  async write(
    writer: ArtifactWriter,
    request: ExportRequest,
    subjects: readonly Subject[],
    lost: AbortSignal,
    tell: (progress: Progress) => Promise<void>,
  ): Promise<WrittenSubject[]> {
    const project = await this.prisma.project.findUniqueOrThrow({
      where: { id: request.projectId },
      include: { organization: { select: { name: true } } },
    });
    const collections = this.subjectData.collectionsOf(request.projectId);
    const stores = [...new Set(collections.map((collection) => this.subjectData.storeOf(collection)))];
    const keys = keysOf(request.projectId, subjects);
    return withViews(stores, keys, async (views) => {
      const readers: CollectionReader[] = [];
      for (const collection of collections) {
        const opened = CollectionReader.open(viewOf(views, collection), collection, request);
        readers.push(await opened.catch(namedBy(collection)));
      }
      const written: WrittenSubject[] = [];
      for (const person of subjects) {
        lost.throwIfAborted();
        await tell({ phase: 'writing', done: written.length, total: subjects.length });
        const part = await writer.openPart(folderOf(person.ordinal));
        const findings: CollectionFinding[] = [];
        for (const reader of readers) findings.push(await this.writeCollection(part, reader, person));
        await this.writePages(part, request, person, project.organization.name, findings);
        const rows = findings.reduce((sum, finding) => sum + finding.rows, 0);
        const tallies = findings
          .filter(({ rows: found }) => found > 0)
          .map((finding) => tallyOf(person.ordinal, finding));
        written.push({ ordinal: person.ordinal, rows, tallies, part: await part.seal() });
      }
      for (const reader of readers) await reader.close();
      await tell({ phase: 'reading back', done: subjects.length, total: subjects.length });
      return written;
    });
  }

  /** A collection's file in the folder; none where nothing was found. What was counted must be what was written. */
  private async writeCollection(
    part: PartWriter,
    reader: CollectionReader,
    { ordinal, ids, ambiguous, contested = [] }: Subject,
  ): Promise<CollectionFinding> {
    const own = new Set([...ids, ...ambiguous, ...contested]);
    const found = reader.find(ordinal, own, (path, lines) => part.file(path, lines));
    const findings = await found.catch(namedBy(reader.collection));
    if (findings.written !== findings.expected) {
      throw new HabeasError(
        'unavailable',
        'count-mismatch',
        'The rows written are not the rows counted; it is tried again.',
      );
    }
    return describe(reader.collection, findings);
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
      reference: request.id,
      subjectId: person.asked,
      receivedAt: request.receivedAt,
      preparedAt: this.clock.now(),
      window: { from: request.window.from, to: request.window.until },
      collections: collections.map((finding) => ({ ...finding, notes: notesOn(person) })),
      company: { automatedDecisions, transferSafeguards, saleOrSharing, supervisoryAuthority },
    };
    await part.file('index.html', [renderIndexHtml(statement)]);
    await part.file('about.json', [renderAboutJson(statement)]);
  }
}

/** Lets an error say in which collection it was met. */
function namedBy({ name: collection }: Collection): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof HabeasError)) throw error;
    const { kind, code, message, details } = error;
    throw new HabeasError(kind, code, message, { ...details, extra: { ...details.extra, collection } });
  };
}

/** Folder names tell nothing: the number of the subject in the request. */
export function folderOf(ordinal: number): string {
  return `subject-${String(ordinal + 1).padStart(4, '0')}`;
}

function notesOn(person: Subject): string[] {
  if (person.ambiguous.length === 0 && !person.contested?.length) return [];
  return ['A device that more than one person used is linked to you; what was recorded under it alone is not shown.'];
}

function describe(collection: Collection, findings: Findings): CollectionFinding {
  return {
    name: collection.name,
    title: collection.title,
    purpose: collection.purpose,
    recipients: collection.recipients,
    retention: collection.retention,
    sourceCategory: collection.sourceCategory,
    transfers: collection.transfers ?? null,
    automatedDecisions: collection.automatedDecisions ?? null,
    categories: [...new Set(collection.headers.map(({ category }) => category))],
    rows: findings.expected,
    firstAt: findings.firstAt,
    lastAt: findings.lastAt,
    months: [...findings.months].map(([month, rows]) => ({ month, rows })),
    file: findings.file,
    withheld: findings.withheld,
    ambiguousRows: 0,
    notes: [],
  };
}

function tallyOf(ordinal: number, finding: CollectionFinding): CollectionTally {
  const { name: collection, rows, firstAt: earliest, lastAt: latest } = finding;
  return { ordinal, collection, rows, earliest, latest };
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
