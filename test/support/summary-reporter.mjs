import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';

const NEED = /^(.*) \[needs (.+): (.+)\]$/;

/**
 * Says which suites were left out for want of a program (see needs-program.ts), and writes the numbers of the run and the names of what
 * failed as JSON `{passed, failed, skipped, failures}` to the file that HABEAS_TEST_RESULT names. A suite that could not even run counts
 * as a failure.
 */
export default class SummaryReporter {
  onRunComplete(_contexts, results) {
    const omissions = omissionsOf(results);
    for (const [need, suites] of omissions) {
      console.error(`\nLeft out: ${[...suites].join(', ')}\n  ${need}`);
    }
    this.nothingRan = results.numPassedTests + results.numFailedTests === 0;
    if (this.nothingRan) console.error('\nNo test ran.');
    const file = process.env.HABEAS_TEST_RESULT;
    if (file) {
      const { numPassedTests: passed, numPendingTests: skipped } = results;
      const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
      writeFileSync(file, `${JSON.stringify({ passed, failed, skipped, failures: failuresOf(results) })}\n`);
    }
  }

  getLastError() {
    return this.nothingRan ? new Error('No test ran.') : undefined;
  }
}

function omissionsOf({ testResults }) {
  const omissions = new Map();
  for (const { status, ancestorTitles } of testResults.flatMap((suite) => suite.testResults)) {
    const [, suite, program, install] = NEED.exec(ancestorTitles[0] ?? '') ?? [];
    if (status !== 'pending' || suite === undefined) continue;
    const need = `It needs ${program}, which is not installed: ${install}`;
    omissions.set(need, (omissions.get(need) ?? new Set()).add(suite));
  }
  return omissions;
}

/** @returns a line for each test that failed, and one for each suite that could not even run */
function failuresOf({ testResults }) {
  return testResults.flatMap((suite) => {
    const file = relative(process.cwd(), suite.testFilePath);
    if (suite.testExecError != null) return [file];
    const failed = suite.testResults.filter(({ status }) => status === 'failed');
    return failed.map(({ ancestorTitles, title }) => [file, ...ancestorTitles, title].join(' › '));
  });
}
