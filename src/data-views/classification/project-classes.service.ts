import { Inject, Injectable } from '@nestjs/common';
import { PrismaService, type Transaction } from '../../platform/index.js';
import {
  classified,
  SubjectData,
  type ClassRule,
  type Collection,
  type PropertyClass,
} from '../../subject-data/index.js';

/** What a project says of its properties and columns, from the database at every question. */
@Injectable()
export class ProjectClasses {
  constructor(
    private readonly prisma: PrismaService,
    @Inject(SubjectData) private readonly dataMap: Pick<SubjectData, 'collectionsOf'>,
  ) {}

  /** In the order of their names. */
  async rulesOf(projectId: number, client: Transaction = this.prisma): Promise<ClassRule[]> {
    const rows = await client.propertyClass.findMany({ where: { projectId }, orderBy: { name: 'asc' } });
    return rows.map((row) => ({ name: row.name, class: row.class as PropertyClass }));
  }

  /** The collections of the data map that hold data of the project, with what the project says of them. */
  async collectionsOf(projectId: number, client: Transaction = this.prisma): Promise<Collection[]> {
    const rules = await this.rulesOf(projectId, client);
    return this.mapOf(projectId).map((collection) => classified(collection, rules));
  }

  /** The same as the data map alone says. */
  mapOf(projectId: number): Collection[] {
    return this.dataMap.collectionsOf(projectId);
  }
}
