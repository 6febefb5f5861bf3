import { Injectable } from '@nestjs/common';
import { initiatorName, MembershipRoles, type Initiator } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { assertStorable, HabeasError, PrismaService, type Transaction } from '../../platform/index.js';
import type { ClassRule, Collection, PropertyClass } from '../../subject-data/index.js';
import { changedRules, loosens, MOST_RULES, ruleNameFault, type ClassChange } from './class-changes.js';
import { lockProject } from './locked-project.js';
import { ProjectClasses } from './project-classes.service.js';

/** What the data map says of a collection, which no project can make looser. */
export interface MapRule extends ClassRule {
  readonly collection: string;
}

export interface ClassificationState {
  readonly rules: readonly ClassRule[];
  readonly dataMap: readonly MapRule[];
}

/** What a project's properties and columns are, as its owners and admins see and change it. */
@Injectable()
export class Classification {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly standing: MembershipRoles,
    private readonly classes: ProjectClasses,
  ) {}

  async show(projectId: number): Promise<ClassificationState> {
    const dataMap = this.classes.mapOf(projectId).flatMap(mapRulesOf);
    return { rules: await this.classes.rulesOf(projectId), dataMap };
  }

  /**
   * All changes, or none. Owners alone make something looser: an admin could else be shown what was kept from them.
   * @throws HabeasError 404 `project-not-found`, 403 `role-too-low`, 422 `class-unfit`
   */
  async change(by: Initiator, projectId: number, changes: readonly ClassChange[]): Promise<ClassificationState> {
    checkNames(changes);
    await this.prisma.$transaction(async (transaction) => {
      const project = await lockProject(transaction, projectId);
      await this.standing.require(by, project.organizationId, 'admin', transaction);
      const before = await this.classes.rulesOf(projectId, transaction);
      const after = changedRules(before, changes);
      if (after.length > MOST_RULES) {
        throw classUnfit('too-many-rules', `A project has ${MOST_RULES} rules at the most.`, { most: MOST_RULES });
      }
      if (loosens(before, after, changes)) {
        await this.standing.require(by, project.organizationId, 'owner', transaction);
      }
      const said = differences(before, after);
      if (said.length === 0) return;
      await this.write(transaction, projectId, said);
      await this.audit.append(transaction, {
        actor: initiatorName(by),
        action: 'project.classified',
        organizationId: project.organizationId,
        projectId,
        detail: { changes: said.map(({ name, from, to }) => ({ name, from, to })) },
      });
    });
    return this.show(projectId);
  }

  private async write(transaction: Transaction, projectId: number, said: readonly Difference[]): Promise<void> {
    await transaction.propertyClass.deleteMany({ where: { projectId, name: { in: said.map(({ name }) => name) } } });
    const kept = said.flatMap(({ name, to }) => (to === null ? [] : [{ projectId, name, class: to }]));
    await transaction.propertyClass.createMany({ data: kept });
  }
}

interface Difference {
  readonly name: string;
  readonly from: PropertyClass | null;
  readonly to: PropertyClass | null;
}

function differences(before: readonly ClassRule[], after: readonly ClassRule[]): Difference[] {
  const [earlier, later] = [new Map(before.map(asEntry)), new Map(after.map(asEntry))];
  return [...new Set([...earlier.keys(), ...later.keys()])]
    .sort()
    .map((name) => ({ name, from: earlier.get(name) ?? null, to: later.get(name) ?? null }))
    .filter(({ from, to }) => from !== to);
}

function asEntry(rule: ClassRule): [string, PropertyClass] {
  return [rule.name, rule.class];
}

function mapRulesOf({ name: collection, headers, classes = [] }: Collection): MapRule[] {
  const withheld = headers
    .filter(({ withhold }) => withhold)
    .map(({ name }): ClassRule => ({ name, class: 'withheld' }));
  const others = classes.filter(({ name }) => withheld.every((each) => each.name !== name));
  return [...withheld, ...others].map((rule) => ({ collection, ...rule }));
}

function checkNames(changes: readonly ClassChange[]): void {
  for (const [at, { name }] of changes.entries()) {
    assertStorable('name', name);
    const wrong = ruleNameFault(name);
    if (wrong === null) continue;
    const { fault, words, ...about } = wrong;
    throw classUnfit(fault, `The name of change ${at + 1} ${words}.`, { number: at + 1, ...about });
  }
}

/** `fault`: what is wrong, for programs that say it in another language; `about`: what their sentence names. */
function classUnfit(fault: string, message: string, about: Readonly<Record<string, number>>): HabeasError {
  return new HabeasError('unprocessable', 'class-unfit', message, { extra: { ...about, fault } });
}
