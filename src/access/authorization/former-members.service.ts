import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MasterKey, type Transaction } from '../../platform/index.js';

/**
 * Who once belonged to an organization, so that nobody comes back to it by themselves: by the accounts of an address or, where such an
 * account was erased, by a keyed hash of the address, which is of no use to who has the database alone, and in each organization another.
 */
@Injectable()
export class FormerMembers {
  private readonly key: Buffer;

  constructor(master: MasterKey) {
    this.key = master.derive('former-members');
  }

  /** Before the address of an account (`user:<uuid>`) goes: in each organization that ever let it in. */
  async remember(transaction: Transaction, account: string, email: string): Promise<void> {
    for (const { organizationId } of await transaction.accountMaker.findMany({ where: { account } })) {
      await transaction.accountMaker.update({
        where: { organizationId_account: { organizationId, account } },
        data: { addressHmac: this.hmacOf(organizationId, email) },
      });
    }
  }

  /** Whether somebody of this address was ever let into the organization. @param email folded */
  async were(client: Transaction, organizationId: string, email: string): Promise<boolean> {
    const users = await client.user.findMany({ where: { email }, select: { id: true } });
    const accounts = users.map(({ id }) => `user:${id}`);
    const addressHmac = this.hmacOf(organizationId, email);
    const where = { organizationId, OR: [{ account: { in: accounts } }, { addressHmac }] };
    return (await client.accountMaker.count({ where })) > 0;
  }

  private hmacOf(organizationId: string, email: string): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(createHmac('sha256', this.key).update(`${organizationId}/${email}`, 'utf8').digest());
  }
}
