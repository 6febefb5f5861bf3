import { Injectable } from '@nestjs/common';
import { ProjectContents } from '../access/index.js';
import type { Transaction } from '../platform/index.js';
import { IngestStore } from '../subject-data/index.js';
import { filingOf } from './subjects/filings.js';

/**
 * What is kept under ids: the built-in collections, what was set aside of them, and what is known of requests, holds and
 * suppressions.
 */
@Injectable()
export class StoredContents extends ProjectContents {
  constructor(private readonly store: IngestStore) {
    super();
  }

  async isEmpty(transaction: Transaction, projectId: number): Promise<boolean> {
    const [own] = await transaction.$queryRaw<[{ held: boolean }]>`
      SELECT EXISTS (SELECT FROM requests WHERE project_id = ${projectId}::int)
        OR EXISTS (SELECT FROM holds WHERE project_id = ${projectId}::int)
        OR EXISTS (SELECT FROM suppressions WHERE project_id = ${projectId}::int)
        OR EXISTS (SELECT FROM privacy_choices WHERE project_id = ${projectId}::int)
        OR EXISTS (SELECT FROM shared_identities WHERE project_id = ${projectId}::int) AS held`;
    if ((await filingOf(transaction, projectId)).numbers.length > 1) return false;
    return !own.held && (await this.store.holdsNothing(projectId));
  }
}
