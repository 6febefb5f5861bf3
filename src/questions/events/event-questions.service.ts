import { Injectable } from '@nestjs/common';
import { actorName, type Actor, type ProjectRecord } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import type { VisibleData } from '../../data-views/index.js';
import { Clock, Ids, PrismaService, Stopping, Turns } from '../../platform/index.js';
import { EventReader, IdForms, type EventRecord, type EventSelection } from '../../subject-data/index.js';
import { Suppression, WHATEVER_COMES } from '../../suppression/index.js';
import type { Expression } from '../where/expression.js';
import { fittingAmong } from '../where/fitting.js';
import { withForm } from '../where/narrowing.js';
import { conditionOf, idsNamedBy, namedProperties } from './event-condition.js';
import type { Days } from './event-order.js';

/** The collection that is asked of, as the data map calls it. */
const EVENTS = 'events';
/** Milliseconds after which it is looked again whether the answer may go on. */
const LOOK_AGAIN = 30_000;

/** By which route it is asked, as it stands in the audit. */
export type EventRoute = 'raw-export' | 'stream-query';

/** What of a project's events somebody wants to see. */
export interface EventQuestion {
  readonly route: EventRoute;
  readonly days: Days;
  /** Its ids as they are named. */
  readonly selection: EventSelection;
  readonly where: Expression | null;
  /** Null: all of them. */
  readonly limit: number | null;
}

/** Who asks, of which project, and what of it they are shown; `lookAgain` tells that anew, and throws where they may ask no longer. */
export interface Asking {
  readonly actor: Actor;
  readonly project: ProjectRecord;
  readonly visible: VisibleData;
  readonly lookAgain: () => Promise<VisibleData>;
}

/** Answers questions about the events of a project: read as they are asked for, and audited. */
@Injectable()
export class EventQuestions {
  constructor(
    private readonly reader: EventReader,
    private readonly suppression: Suppression,
    private readonly idForms: IdForms,
    private readonly audit: AuditTrail,
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly stopping: Stopping,
  ) {}

  /**
   * The events in batches, without those of whoever is suppressed or being erased at that moment, and of each what is shown. That they
   * are read is on record before the first is given, and how many there were before the last is.
   * @param every milliseconds after which it is looked again what is shown, and whether anything is
   * @throws HabeasError `property-withheld`, `property-sensitive` (422), and what the store and `lookAgain` throw
   */
  async *ask(asking: Asking, question: EventQuestion, every = LOOK_AGAIN): AsyncGenerator<readonly EventRecord[]> {
    assertShown(asking.visible, question.where);
    const reading = this.ids.next();
    await this.record(asking, 'events.read', { reading, ...toldOf(question) });
    let events = 0;
    let complete = false;
    try {
      for await (const batch of this.answer(asking, question, every)) {
        events += batch.length;
        yield batch;
      }
      complete = true;
    } finally {
      await this.record(asking, 'events.read-ended', { reading, events, complete });
    }
  }

  private async *answer(
    { project, lookAgain, ...asking }: Asking,
    { selection, where: named, limit }: EventQuestion,
    every: number,
  ): AsyncGenerator<readonly EventRecord[]> {
    const form = await this.idForms.of(project.id);
    const where = named === null ? null : withForm(named, form);
    const fits = where === null ? null : conditionOf(where, { now: this.clock.now(), timeZone: project.timezone });
    const distinctIds = selection.distinctIds?.map(form) ?? (where === null ? null : idsNamedBy(where));
    const turns = new Turns(this.stopping);
    let { visible } = asking;
    let left = limit ?? Infinity;
    let looked = performance.now();
    for await (const batch of this.reader.read(project.id, { ...selection, distinctIds })) {
      if (performance.now() - looked > every) {
        visible = await lookAgain();
        assertShown(visible, named);
        looked = performance.now();
      }
      // What is hidden inside a property cannot be found out by a condition on it.
      const seen = redacted(batch, visible);
      const fitting = fits === null ? seen : await fittingAmong(seen, fits, () => turns.give());
      const shown = (await this.shownOf(project.id, fitting)).slice(0, left);
      left -= shown.length;
      if (shown.length > 0) yield shown;
      if (left <= 0) return;
    }
  }

  private async shownOf(projectId: number, events: readonly EventRecord[]): Promise<readonly EventRecord[]> {
    if (events.length === 0) return events;
    const ids = () => new Set(events.map(({ distinctId }) => distinctId));
    const { reasons } = await this.suppression.standingOf(this.prisma, projectId, ids, WHATEVER_COMES);
    return reasons.size === 0 ? events : events.filter(({ distinctId }) => !reasons.has(distinctId));
  }

  private async record(
    { actor, project }: Asking,
    action: string,
    detail: Record<string, string | number | boolean | null>,
  ): Promise<void> {
    await this.audit.append(this.prisma, {
      actor: actorName(actor),
      action,
      organizationId: project.organizationId,
      projectId: project.id,
      detail,
    });
  }
}

/** @throws HabeasError `property-withheld`, `property-sensitive` (422) where a `where` goes by what is not shown */
function assertShown(visible: VisibleData, where: Expression | null): void {
  for (const name of where === null ? [] : namedProperties(where)) visible.assertShown(EVENTS, name);
}

function redacted(events: readonly EventRecord[], visible: VisibleData): readonly EventRecord[] {
  return events.map((event) => {
    const properties = visible.redact(EVENTS, event.properties);
    return properties === event.properties ? event : { ...event, properties };
  });
}

/** How wide the question is; by what it is narrowed is personal data, or may be. */
function toldOf({ route, days, selection, where, limit }: EventQuestion) {
  return {
    route,
    from: days.first,
    to: days.last,
    names: selection.names?.length ?? null,
    ids: selection.distinctIds?.length ?? null,
    where: where !== null,
    limit,
  };
}
