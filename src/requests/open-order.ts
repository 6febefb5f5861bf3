import type { Request } from 'express';
import { HabeasError } from '../platform/index.js';
import { isMultipart, readUpload } from './csv-upload.js';
import { readDistinctIds } from '../subject-data/index.js';
import { assertSubjectLimit } from './distinct-ids.js';
import type { RequestOrder } from './order.js';
import { receiptGiven } from './receipt.dto.js';
import { openFieldsSchema, openSchema, type OpenFields } from './requests.dto.js';
import { fit } from '../platform/index.js';

/** An order as `/api/v1` takes it, read whole and found well-formed. */
export interface ReadOrder {
  readonly projectId: number;
  readonly order: RequestOrder;
  /** Where ids came again: indexes of the array, or lines of the file. */
  readonly duplicates: readonly number[];
}

/** Reads an order that is JSON, or a multipart form with the ids as a CSV file of at most `csvLimit` bytes. */
export async function readOrder(request: Request, csvLimit: number): Promise<ReadOrder> {
  if (!isMultipart(request)) return readJsonOrder(request.body as unknown);
  const { fields, csv } = await readUpload(request, csvLimit);
  const terms = fit(openFieldsSchema, fields);
  assertSubjectLimit(terms.then ?? terms.kind, csv.ids.length, csv.more);
  return { projectId: terms.projectId, order: orderOf(terms, csv.ids, csv.duplicateCount), duplicates: csv.duplicates };
}

function readJsonOrder(body: unknown): ReadOrder {
  if (body === undefined) {
    throw new HabeasError(
      'invalid',
      'body-missing',
      'Send the order as JSON with Content-Type application/json, or as a multipart form with the ids as its part "file".',
    );
  }
  const { distinctIds, ...terms } = fit(openSchema, body);
  const { ids, duplicates } = readDistinctIds(distinctIds, 'distinctIds');
  return {
    projectId: terms.projectId,
    order: orderOf(terms, ids, duplicates.length),
    duplicates: duplicates.slice(0, 1000),
  };
}

/** The order of terms that fit their schema. */
export function orderOf(terms: OpenFields, distinctIds: readonly string[], duplicateCount: number): RequestOrder {
  const { kind, regime, disclosure, receivedAt, then } = terms;
  return {
    kind,
    regime,
    disclosure,
    distinctIds,
    duplicateCount,
    receipt: receiptGiven(terms),
    ...(receivedAt === undefined ? {} : { receivedAt: new Date(receivedAt) }),
    ...(then === undefined ? {} : { followUp: then }),
  };
}
