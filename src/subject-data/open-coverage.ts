import { CONTROL_STORE } from './data-map/built-in-collections.js';
import type { StoreDeclaration } from './data-map/data-map.js';
import { Coverage } from './coverage/coverage.service.js';
import { clusterOf, declaredIn, openSubjectData, ownStore, type SubjectDataOptions } from './open-subject-data.js';
import { ownExemptions } from './coverage/own-tables.js';
import { PropertySamples } from './coverage/property-samples.js';
import { SubjectPools } from './postgres/pools.js';
import { ClickHouseServers } from './clickhouse/engine.js';
import type { StoreSurvey } from './store/store-survey.port.js';
import type { SubjectData } from './store/subject-data.service.js';
import { ClickHouseSurvey } from './clickhouse/survey.js';
import { PostgresSurvey } from './postgres/survey.js';

export interface OpenCoverage {
  readonly coverage: Coverage;
  readonly close: () => Promise<void>;
}

/**
 * The coverage check over the databases these options name: the control database, the store of the built-in collections and
 * every store of the data map.
 * @throws HabeasError `bad-data-map` where the file cannot be read
 */
export async function openCoverage(options: SubjectDataOptions): Promise<OpenCoverage> {
  const pools = new SubjectPools(options.connections ?? 2);
  const servers = new ClickHouseServers();
  const close = async () => {
    await Promise.all([pools.onApplicationShutdown(), servers.onApplicationShutdown()]);
  };
  try {
    const declared = declaredIn(options);
    const subjectData = await openSubjectData(options, pools, servers, { declared });
    const own = ownStore(options);
    const isControlApart = own.url !== options.url;
    const control = { name: CONTROL_STORE, kind: 'postgres', url: options.url } as const;
    const stores = [own, ...(isControlApart ? [control] : []), ...declared.stores];
    const surveys = stores.map((store) => surveyOf(store, options, pools, servers));
    const exemptions = { stated: declared.exemptions, own: ownExemptions(isControlApart) };
    const coverage = new Coverage(subjectData.collections(), exemptions, surveys, () => subjectData.check());
    return { coverage, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Samples of a project's rows, by the connections that are there. */
export function openPropertySamples(
  options: SubjectDataOptions,
  pools: SubjectPools,
  servers: ClickHouseServers,
  subjectData: SubjectData,
): PropertySamples {
  const stores = [ownStore(options), ...declaredIn(options).stores];
  const surveys = new Map(stores.map((store) => [store.name, surveyOf(store, options, pools, servers)]));
  return new PropertySamples(
    (projectId) => subjectData.collectionsOf(projectId),
    (store) => {
      const survey = surveys.get(store);
      if (survey === undefined) throw new Error(`No store is named "${store}".`);
      return survey;
    },
  );
}

function surveyOf(
  store: StoreDeclaration,
  options: SubjectDataOptions,
  pools: SubjectPools,
  servers: ClickHouseServers,
): StoreSurvey {
  return store.kind === 'clickhouse'
    ? new ClickHouseSurvey(servers.of(store.name, store.url, clusterOf(store, options)))
    : new PostgresSurvey(store.name, pools.of(store.url));
}
