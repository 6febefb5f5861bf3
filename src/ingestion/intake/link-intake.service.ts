import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../platform/index.js';
import { IngestStore, isTrusted, type IdentityLink, type WriteLimit } from '../../subject-data/index.js';
import { UnbelievedLinks } from '../incoming/unbelieved-links.service.js';
import { admitLinks, type SeenLink } from '../records/link-admission.js';
import type { Delivery } from './delivery.js';

/** Takes in which ids are one person's, as far as the sender is believed; what is not is counted. */
@Injectable()
export class LinkIntake {
  constructor(
    private readonly store: IngestStore,
    private readonly unbelieved: UnbelievedLinks,
  ) {}

  /**
   * The links as they may be stored beside all others, each once; null where more is to be done than that: some are to be looked up or
   * counted, or, having come with trust, may prevail over what is stored.
   */
  plain({ origin }: Delivery, links: readonly SeenLink[]): IdentityLink[] | null {
    if (links.length === 0) return [];
    if (isTrusted(origin)) return null;
    const { kept, ifNew, refused } = admitLinks(links, origin);
    if (ifNew.length > 0 || refused.length > 0) return null;
    const once = new Map(kept.map((link) => [JSON.stringify([link.distinctId, link.linkedId, link.kind]), link]));
    return [...once.values()];
  }

  /** To be called inside an admission, with its limit and its transaction. */
  async write(
    { projectId, origin }: Delivery,
    links: readonly SeenLink[],
    limit: WriteLimit,
    transaction: Transaction,
  ): Promise<void> {
    if (links.length === 0) return;
    const { kept, ifNew, refused } = admitLinks(links, origin);
    const known =
      ifNew.length === 0
        ? new Set<string>()
        : await this.known(
            projectId,
            ifNew.map(({ distinctId }) => distinctId),
          );
    const taken = ifNew.filter(({ distinctId }) => !known.has(distinctId));
    const all = [...kept, ...taken];
    if (all.length > 0) await this.store.writeLinks(projectId, all, limit);
    const unbelieved = [...refused.map(({ kind }) => kind), ...ifNew.slice(taken.length).map(() => 'alias' as const)];
    await this.unbelieved.count(transaction, projectId, unbelieved);
  }

  /** Those of the ids that were used: by an event, a profile, a link. */
  private async known(projectId: number, ids: readonly string[]): Promise<Set<string>> {
    const [uses, links] = await Promise.all([this.store.usesOf(projectId, ids), this.store.linksOf(projectId, ids)]);
    return new Set([...uses.keys(), ...links.flatMap(({ distinctId, linkedId }) => [distinctId, linkedId])]);
  }
}
