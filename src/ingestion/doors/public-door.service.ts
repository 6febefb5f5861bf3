import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Clock, HabeasError } from '../../platform/index.js';
import { Bundles, type Sorted } from '../intake/bundles.service.js';
import type { Delivery, Door } from '../intake/delivery.js';
import { firstFault, type RecordFault } from '../records/record-fault.js';
import { readRecords, type SentRecord } from '../records/payload.js';
import { isObject } from '../records/well-formed.js';
import { answer } from './answers.js';
import { Calls } from './calls.service.js';
import { deliveryOf } from './deliveries.js';

type PublicRoute = Exclude<Door, 'import' | 'record'>;

/** How records are called in the sentences about them, and where each carries its project's token. */
const ROUTES: Readonly<Record<PublicRoute, { readonly what: string; readonly tokenOf: (record: unknown) => unknown }>> =
  {
    track: {
      what: 'Event',
      tokenOf: (record) => isObject(record) && isObject(record.properties) && record.properties.token,
    },
    engage: { what: 'Update', tokenOf: (record) => isObject(record) && record.$token },
    groups: { what: 'Update', tokenOf: (record) => isObject(record) && record.$token },
  };

export interface Taken {
  /** Records that passed. */
  readonly passed: number;
  readonly faults: readonly RecordFault[];
}

/** What the routes have in common that anybody may send to who knows a project's token, which stands in each record. */
@Injectable()
export class PublicDoor {
  constructor(
    private readonly calls: Calls,
    private readonly bundles: Bundles,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes what a request sends, and answers it: 1 where at least one record passed. What asks for the headers alone, as scanners of
   * mails do, sends nothing.
   * @throws HabeasError what `Calls.receive`, `readRecords`, `Bundles.sort` and `take` do
   */
  async open(
    request: Request,
    response: Response,
    route: PublicRoute,
    take: (delivery: Delivery, records: SentRecord[]) => Promise<Taken>,
  ): Promise<void> {
    if (request.method === 'HEAD') return answer(request, response, { taken: true, error: null });
    const { bundles, faults: strays } = await this.sorted(request, route);
    const faults = [...strays];
    let passed = 0;
    for (const { settings, records: its } of bundles) {
      const taken = await take(deliveryOf(request, route, settings, 'token', this.clock.now()), its);
      passed += taken.passed;
      faults.push(...taken.faults);
    }
    answer(request, response, { taken: passed > 0, error: firstFault(ROUTES[route].what, faults) });
  }

  /** What was sent, by its projects. */
  private async sorted(request: Request, route: PublicRoute): Promise<Sorted> {
    const records = readRecords(await this.calls.receive(request), request.headers['content-type']);
    if (records.length === 0) throw new HabeasError('invalid', 'data-missing', 'data, missing or empty');
    return this.bundles.sort(route, records, ROUTES[route].tokenOf);
  }
}
