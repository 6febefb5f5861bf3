import { Injectable } from '@nestjs/common';
import type { IngestSettings } from '../../access/index.js';
import type { Transaction } from '../../platform/index.js';
import { HeardChoices, type HeardOptIn } from '../../opt-outs/index.js';
import { isTrusted, type Door, type WriteLimit } from '../../subject-data/index.js';
import {
  looksForOptIns,
  OpenDoor,
  Suppression,
  type Admission,
  type AdmissionRules,
  type Refused,
} from '../../suppression/index.js';
import type { SeenLink } from '../records/link-admission.js';
import type { Delivery } from './delivery.js';
import { LinkIntake } from './link-intake.service.js';

/** A record that was read: whom it names, and which of them it says are one person's. */
export interface Named {
  /** Every id it names. */
  readonly ids: readonly string[];
  readonly links: readonly SeenLink[];
}

/** Among the counts of what was refused: records that were kept without their links. */
const WITHOUT_LINKS = 'gpc-no-links';

/** What every way in passes: by whom they name, and what these chose, records are taken in or dropped. */
@Injectable()
export class Gate {
  /** Settings of projects whose door was found closed, until they are read anew. */
  private readonly closed = new WeakSet<IngestSettings>();

  constructor(
    private readonly openDoor: OpenDoor,
    private readonly suppression: Suppression,
    private readonly choices: HeardChoices,
    private readonly links: LinkIntake,
  ) {}

  /** Opts in whom the events of this name speak for. Before the records of the call are let in, wherever in it they stand. */
  async hear(delivery: Delivery, optIns: readonly HeardOptIn[]): Promise<void> {
    const { projectId, origin, settings } = delivery;
    await this.choices.optIns(projectId, optIns, {
      teller: isTrusted(origin) ? origin : null,
      publicOptIn: settings.publicOptIn,
      keepsOptIns: settings.optedOutByDefault || settings.globalPrivacyControl === 'drop',
    });
  }

  /**
   * Lets `write` store at once what comes in, where nobody's choice or deletion stands in its way.
   * @returns whether it is stored; else it is to be admitted
   */
  async passes(delivery: Delivery, write: (door: Door) => Promise<boolean>): Promise<boolean> {
    const { settings } = delivery;
    if (looksForOptIns(rulesOf(delivery)) || keepsNoLinks(delivery) || this.closed.has(settings)) return false;
    const passed = await this.openDoor.pass(settings.hashIds, write);
    if (!passed) this.closed.add(settings);
    return passed;
  }

  /**
   * Lets `write` store what is taken in, as `Suppression.admit` does. Of what is dropped of people who opted out the links alone
   * are kept, so that the opt-out, and any later request, covers the devices they come on; also where a deletion refuses them as well.
   */
  async admit<Item extends Named, T>(
    delivery: Delivery,
    items: readonly Item[],
    write: (admitted: readonly Item[], limit: WriteLimit, transaction: Transaction) => Promise<T>,
  ): Promise<Admission<T>> {
    const rules = rulesOf(delivery);
    return this.suppression.admit<Item, T>(
      delivery.projectId,
      items,
      {
        hashIds: delivery.settings.hashIds,
        idsOf: ({ ids }) => ids,
        heed: async (refused, limit, transaction) => {
          if (rules.dropsSignalled) await this.heedSignal(delivery, refused, transaction);
          return this.keepLinks(delivery, refused, limit, transaction);
        },
        write: async (admitted, limit, transaction) =>
          write(await this.unlinked(delivery, admitted, transaction), limit, transaction),
      },
      rules,
    );
  }

  /** Whether an opt-out came to cover more by them. */
  private async keepLinks(
    delivery: Delivery,
    refused: readonly Refused<Named>[],
    limit: WriteLimit,
    transaction: Transaction,
  ): Promise<boolean> {
    const telling = refused.filter(({ optedOut, item }) => optedOut.length > 0 && item.links.length > 0);
    if (telling.length === 0 || keepsNoLinks(delivery)) return false;
    const links = telling.flatMap(({ item }) => item.links);
    await this.links.write(delivery, links, limit, transaction);
    const dropped = telling.map(({ item: { ids }, optedOut }) => ({ ids, optedOut }));
    return this.choices.cover(transaction, delivery.projectId, dropped);
  }

  private async heedSignal(
    { projectId }: Delivery,
    refused: readonly Refused<Named>[],
    transaction: Transaction,
  ): Promise<void> {
    const signalled = refused.filter(({ reason }) => reason === 'gpc' || reason === 'default');
    const ids = signalled.flatMap(({ item }) => item.ids);
    await this.choices.signalled(transaction, projectId, ids);
  }

  private async unlinked<Item extends Named>(
    delivery: Delivery,
    items: readonly Item[],
    transaction: Transaction,
  ): Promise<readonly Item[]> {
    if (!keepsNoLinks(delivery)) return items;
    const linked = items.filter(({ links }) => links.length > 0).length;
    if (linked === 0) return items;
    await this.suppression.countRefused(transaction, delivery.projectId, WITHOUT_LINKS, linked);
    return items.map((item) => ({ ...item, links: [] }));
  }
}

function rulesOf({ gpc, settings }: Delivery): AdmissionRules {
  return {
    optedOutByDefault: settings.optedOutByDefault,
    dropsSignalled: gpc && settings.globalPrivacyControl === 'drop',
  };
}

function keepsNoLinks({ gpc, settings }: Delivery): boolean {
  return gpc && settings.globalPrivacyControl === 'no-links';
}
