import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MasterKey, PrismaService, type Transaction } from '../../platform/index.js';
import { deviceParts, looksLikeDevice } from '../store/device-ids.js';
import { isHash, MARK, UUID_MARK } from '../store/hashed-id.js';
import { SubjectHmac } from './subject-hmac.js';

/** How an id that somebody names stands in the built-in collections of a project. */
export type IdForm = (distinctId: string) => string;

export const AS_NAMED: IdForm = (distinctId) => distinctId;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Whether an id is one that a project which hashes ids keeps in place of the one that was sent. */
export function isHashedId(distinctId: string): boolean {
  return isHash(deviceParts(distinctId)[1]);
}

/**
 * The ids of projects that keep none (`hashIds`): an HMAC-SHA256 under a key of the project, with a mark in front by which it is
 * known and never hashed again. Devices keep their `$device:`, so that their forms stay those of one device.
 */
@Injectable()
export class IdForms {
  private readonly key: Buffer;

  constructor(
    private readonly prisma: PrismaService,
    private readonly hmac: SubjectHmac,
    master: MasterKey,
  ) {
    this.key = master.derive('hashed-ids');
  }

  /** Read anew each time: whether a project hashes can change while it is empty. */
  async of(projectId: number, db: Transaction = this.prisma): Promise<IdForm> {
    const project = await db.project.findUnique({ where: { id: projectId }, select: { hashIds: true } });
    return project?.hashIds === true ? this.hashing(projectId) : AS_NAMED;
  }

  /** What the ids that somebody names are found by in Habeas' own tables (SubjectHmac), in their order. */
  async hmacsOf(projectId: number, named: readonly string[], db: Transaction = this.prisma): Promise<Buffer[]> {
    const formOf = await this.of(projectId, db);
    return named.map((id) => this.hmac.of(projectId, formOf(id)));
  }

  /** That of a project which hashes. */
  hashing(projectId: number): IdForm {
    const key = createHmac('sha256', this.key).update(`project/${projectId}`).digest();
    return (distinctId) => {
      const [front, own] = deviceParts(distinctId);
      return isHash(own) || own === '' ? distinctId : front + hashOf(key, own);
    };
  }
}

/** To stores and to holds a UUID is the same in either letter case. */
function hashOf(key: Buffer, own: string): string {
  const text = UUID.test(own) ? own.toLowerCase() : own;
  return (looksLikeDevice(own) ? UUID_MARK : MARK) + createHmac('sha256', key).update(text, 'utf8').digest('base64url');
}
