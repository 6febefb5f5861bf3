import type { Command } from 'commander';
import { dataMapEnvironment, HabeasError } from '../../platform/index.js';
import { openCoverage, type CoverageReport } from '../../subject-data/index.js';
import { withAppContext } from './app-context.js';
import { defineCommand, type CliContext } from '../terminal/define-command.js';
import { table, type Report } from '../terminal/report.js';

export function dataMapCommand(program: Command, desk: CliContext): void {
  const dataMap = program.command('datamap').description('the data map, and whether it covers what is there');

  defineCommand(dataMap, 'check', 'compare every registered database with the data map', desk, async () =>
    withAppContext(desk, async ({ config, databaseUrl }) => {
      const { HABEAS_DATA_MAP, CLICKHOUSE_URL, CLICKHOUSE_CLUSTER } = config.values;
      const { coverage, close } = await openCoverage({
        url: databaseUrl,
        mapFile: HABEAS_DATA_MAP,
        environment: dataMapEnvironment(),
        clickHouse: { url: CLICKHOUSE_URL, cluster: CLICKHOUSE_CLUSTER },
      });
      try {
        return reportOf(await coverage.check());
      } finally {
        await close();
      }
    }),
  );
}

function reportOf(report: CoverageReport): Report {
  const { findings, errors, warnings, tables, passed } = report;
  const rows = findings.map((each) => [each.store, each.table, each.column, each.looksLike, each.because, each.advice]);
  const head = ['Store', 'Table', 'Column', 'Looks like', 'Because of', 'What to do'];
  const sections = [
    ...(rows.length === 0 ? [] : [table(head, rows)]),
    ...(errors.length === 0 ? [] : [['Errors', ...errors].join('\n  ')]),
    ...(warnings.length === 0 ? [] : [['Warnings', ...warnings].join('\n  ')]),
    `Tables: ${tables.mapped} mapped, ${tables.exempt} exempt, ${tables.unsuspicious} without anything that looks like ` +
      `subject data, ${tables.uncovered} not covered.`,
  ];
  return { json: report, text: sections.join('\n\n'), ...(passed ? {} : { refusal: refusalOf(report) }) };
}

function refusalOf({ errors, tables: { uncovered } }: CoverageReport): HabeasError {
  const faults = [
    ...(uncovered === 0
      ? []
      : [`${uncovered} tables look like subject data and are neither mapped nor exempt; map or exempt each`]),
    ...(errors.length === 0 ? [] : [`${errors.length} errors in what is mapped; correct the data map`]),
  ];
  return new HabeasError('unprocessable', 'data-map-incomplete', `The data map is not complete: ${faults.join('; ')}.`);
}
