import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { PrismaService } from '../../platform/index.js';
import { LANGUAGES, type Language } from './languages.js';

/** An account as its person sees it. */
export interface OwnAccountRecord {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly emailVerified: boolean;
  /** Null until they chose one. */
  readonly language: Language | null;
  readonly createdAt: Date;
}

/** What is absent stays. */
export interface OwnAccountChange {
  readonly name?: string;
  readonly language?: Language;
}

interface AccountRow {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly emailVerifiedAt: Date | null;
  readonly language: string | null;
  readonly createdAt: Date;
}

/** What a person changes of their own account by themselves. */
@Injectable()
export class OwnAccount {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
  ) {}

  async show(userId: string): Promise<OwnAccountRecord> {
    return recordOf(await this.prisma.user.findUniqueOrThrow({ where: { id: userId } }));
  }

  async change(userId: string, change: OwnAccountChange): Promise<OwnAccountRecord> {
    return this.prisma.$transaction(async (transaction) => {
      const row = await transaction.user.update({ where: { id: userId }, data: { ...change } });
      // What was changed, and not to what: the audit outlives the account.
      const detail = { userId, changed: Object.keys(change) };
      await this.audit.append(transaction, { actor: `user:${userId}`, action: 'person.changed', detail });
      return recordOf(row);
    });
  }
}

function recordOf({ id, email, name, emailVerifiedAt, language, createdAt }: AccountRow): OwnAccountRecord {
  return {
    id,
    email,
    name,
    emailVerified: emailVerifiedAt !== null,
    language: LANGUAGES.find((each) => each === language) ?? null,
    createdAt,
  };
}
