import { Injectable } from '@nestjs/common';
import type { Request } from 'express';
import { z } from 'zod';
import { beginningOf, type SubjectLimits } from '../../compliance/index.js';
import { Bodies, Config, dayOrMoment, fit, FORM_BYTES, HabeasError, Stopping, Turns } from '../../platform/index.js';
import { csvTooLarge } from '../csv/csv-errors.js';
import type { FileTerms } from '../csv/id-column.js';
import { readCsv } from '../csv/read-csv.js';
import { isMultipart, readUpload } from './csv-upload.js';
import { readDistinctIds } from '../../subject-data/index.js';
import { assertSubjectLimit, type RequestOrder } from './order.js';
import { receiptGiven } from '../dto/receipt.dto.js';
import {
  openFieldsSchema,
  openSchema,
  previewFieldsSchema,
  previewSchema,
  type OpenFields,
} from '../dto/requests.dto.js';

/** What may be sent to a route: as JSON, and as the fields beside a file. */
const FORMS = {
  open: { json: openSchema, fields: openFieldsSchema },
  preview: { json: previewSchema, fields: previewFieldsSchema },
} as const;

const ofFile = z.never({ error: 'says how a file is read, and JSON has none: leave it out' }).optional();
const WITHOUT_FILE = z.object({ header: ofFile, column: ofFile });

/** What a caller of `/api/v1` sent; its file, where it has one, is not looked at before the caller is known to be let in. */
export interface SentOrder {
  readonly projectId: number;
  /** Whether the ids come as a file. */
  readonly isFile: boolean;
  /**
   * @param timeZone of the project, by which days begin
   * @throws HabeasError `too-many-subjects`, and what `readCsv` does
   */
  readonly read: (limits: SubjectLimits, timeZone: string) => Promise<ReadOrder>;
}

/** An order read whole and found well-formed. */
export interface ReadOrder {
  readonly order: RequestOrder;
  /** Where ids came again: indexes of the array, or lines of the file. */
  readonly duplicates: readonly number[];
}

/** Receives orders that are JSON, or multipart forms with the ids as a CSV file. */
@Injectable()
export class SentOrders {
  constructor(
    private readonly bodies: Bodies,
    private readonly stopping: Stopping,
    private readonly config: Config,
  ) {}

  /** @throws HabeasError `body-missing`, `invalid-body`, `multipart-invalid` (400), `csv-too-large` (413) */
  async receive(request: Request, route: keyof typeof FORMS): Promise<SentOrder> {
    if (!isMultipart(request)) {
      fit(WITHOUT_FILE, request.query);
      return readJsonOrder(request.body as unknown, FORMS[route].json);
    }
    const { CSV_LIMIT_BYTES: limit } = this.config.values;
    const turns = new Turns(this.stopping);
    const body = await this.formOf(request, limit);
    const { header, column } = request.query;
    const { fields, file } = await readUpload(body, request.headers['content-type'] ?? '', turns);
    const terms: OpenFields & FileTerms = fit(FORMS[route].fields, { header, column, ...fields });
    if (file.length > limit) throw csvTooLarge(limit);
    const kind = terms.then ?? terms.kind;
    const read = async (limits: SubjectLimits, timeZone: string): Promise<ReadOrder> => {
      const csv = await readCsv([file], {
        header: terms.header,
        column: terms.column,
        limit,
        most: limits[kind],
        turns,
      });
      assertSubjectLimit(limits, kind, csv.ids.length, csv.more);
      return { order: orderOf(terms, timeZone, csv.ids, csv.duplicateCount), duplicates: csv.duplicates };
    };
    return { projectId: terms.projectId, isFile: true, read };
  }

  private async formOf(request: Request, limit: number): Promise<Buffer> {
    try {
      return await this.bodies.bytes(request, limit + FORM_BYTES);
    } catch (error) {
      throw error instanceof HabeasError && error.code === 'body-too-large' ? csvTooLarge(limit) : error;
    }
  }
}

function readJsonOrder(body: unknown, schema: typeof openSchema | typeof previewSchema): SentOrder {
  if (body === undefined) {
    throw new HabeasError(
      'invalid',
      'body-missing',
      'Send the order as JSON with Content-Type application/json, or as a multipart form with the ids as its part "file".',
    );
  }
  const { distinctIds, ...terms } = fit(schema, body);
  const { ids, duplicates } = readDistinctIds(distinctIds, 'distinctIds');
  const read = async (_: SubjectLimits, timeZone: string): Promise<ReadOrder> => ({
    order: orderOf(terms, timeZone, ids, duplicates.length),
    duplicates: duplicates.slice(0, 1000),
  });
  return { projectId: terms.projectId, isFile: false, read };
}

/** The order of terms that fit their schema. */
function orderOf(
  terms: OpenFields,
  timeZone: string,
  distinctIds: readonly string[],
  duplicateCount: number,
): RequestOrder {
  const { kind, regime, disclosure, language, receivedAt, then, decisions, suppressAfterDeletion } = terms;
  return {
    kind,
    regime,
    disclosure,
    ...(language === undefined ? {} : { language }),
    distinctIds,
    duplicateCount,
    receipt: receiptGiven(terms, timeZone),
    ...(receivedAt === undefined ? {} : { receivedAt: beginningOf(dayOrMoment(receivedAt), timeZone) }),
    ...(then === undefined ? {} : { followUp: then }),
    ...(suppressAfterDeletion === undefined ? {} : { suppressAfterDeletion }),
    ...(decisions === undefined || decisions.length === 0 ? {} : { decisions }),
  };
}
