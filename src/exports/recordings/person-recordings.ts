import type { Language } from '../../platform/index.js';
import type { StoredRow } from '../../subject-data/index.js';
import type { ListedRecording } from '../folder/subject-statement.js';
import type { SubjectFolder } from '../folder/subject-folder.js';
import { RecordingIndex, type RecordingSummary } from './recording-index.js';
import { recordingPage } from './recording-page.js';
import { readBatch, withEvents, type IsWithheld, type StoredBatch } from './stored-batch.js';

type Summaries = ReadonlyMap<string, RecordingSummary>;

/**
 * The recordings of one person in an export. Their rows pass twice, recording by recording, since files are written one after the
 * other: into the file that programs read, and into the pages that play them. One batch is held at a time.
 */
export class PersonRecordings {
  readonly #index = new RecordingIndex();

  /** `givenUp`: the writing ends with its reason. */
  constructor(
    private readonly isWithheld: IsWithheld,
    private readonly language: Language,
    private readonly givenUp: AbortSignal,
  ) {}

  /** Takes note of a row that passes, and returns it as programs read it: with what was recorded in place of its bytes. */
  async pass(row: StoredRow): Promise<StoredRow> {
    const batch = await readBatch(row, this.isWithheld);
    this.#index.see(batch);
    return withEvents(row, batch, this.isWithheld);
  }

  /**
   * Writes the pages, one for each part of each recording.
   * @param rows those that have passed, in the same order
   * @param events the file that has them for programs
   */
  async write(rows: AsyncIterable<StoredRow>, folder: SubjectFolder, events: string): Promise<ListedRecording[]> {
    const summaries = this.#index.summaries();
    const ahead = new BatchesAhead(this.#batches(rows));
    for (let batch = await ahead.next(); batch !== null; batch = await ahead.next()) {
      const summary = summaries.get(batch.recording);
      if (summary === undefined || summary.isWithheld) ahead.take();
      else await this.#writeRecording(summary, ahead, folder, events);
    }
    return listed(summaries, folder);
  }

  async #writeRecording(
    summary: RecordingSummary,
    ahead: BatchesAhead,
    { nameOf, write }: SubjectFolder,
    events: string,
  ): Promise<void> {
    const files = filesOf(summary);
    const names = { pages: files.map(nameOf), index: nameOf('index.html'), events: nameOf(events) };
    for (const [at, file] of files.entries()) {
      const batches = ahead.of(summary.recording, summary.parts[at + 1]?.fromSeq);
      await write(file, recordingPage({ summary, at, language: this.language, ...names }, batches));
    }
  }

  async *#batches(rows: AsyncIterable<StoredRow>): AsyncGenerator<StoredBatch> {
    for await (const row of rows) {
      this.givenUp.throwIfAborted();
      yield await readBatch(row, this.isWithheld);
    }
  }
}

/** A person's recordings, one after the other: each batch can be looked at before it is taken. */
class BatchesAhead {
  readonly #source: AsyncIterator<StoredBatch>;
  #ahead: StoredBatch | null = null;

  constructor(batches: AsyncIterable<StoredBatch>) {
    this.#source = batches[Symbol.asyncIterator]();
  }

  async next(): Promise<StoredBatch | null> {
    if (this.#ahead === null) {
      const next = await this.#source.next();
      this.#ahead = next.done === true ? null : next.value;
    }
    return this.#ahead;
  }

  take(): void {
    this.#ahead = null;
  }

  /** Those of a recording up to the batch with which its next part begins, which stays. */
  async *of(recording: string, until: number | undefined): AsyncGenerator<StoredBatch> {
    for (;;) {
      const batch = await this.next();
      if (batch?.recording !== recording) return;
      yield batch;
      if (until !== undefined && batch.seq >= until) return;
      this.take();
    }
  }
}

/** As the page that says what is held lists them. */
function listed(summaries: Summaries, { nameOf }: SubjectFolder): ListedRecording[] {
  return [...summaries.values()].map((summary) => ({
    startedAt: summary.startedAt,
    endedAt: summary.endedAt,
    addresses: [...summary.addresses],
    devices: [...summary.devices],
    isPartly: summary.lost + summary.unreadable + summary.tooLarge > 0,
    isPlayed: summary.parts.some(({ isPlayed }) => isPlayed),
    pages: summary.isWithheld ? [] : filesOf(summary).map(nameOf),
  }));
}

/** `recording-0001.html`, or a file a part. */
function filesOf({ number, parts }: RecordingSummary): string[] {
  const name = `recording-${String(number).padStart(4, '0')}`;
  return parts.length === 1 ? [`${name}.html`] : parts.map((_, at) => `${name}-part-${String(at + 1)}.html`);
}
