import { writeFileSync } from 'node:fs';

/** Writes the totals of a run where the caller wants them, so that one line can speak for several runs. */
export default class TotalReporter {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, numTodoTests, numRuntimeErrorTestSuites }) {
    const file = process.env.TEST_TOTAL_FILE;
    if (file === undefined) return;
    writeFileSync(file, JSON.stringify({
      passed: numPassedTests, failed: numFailedTests + numRuntimeErrorTestSuites, skipped: numPendingTests + numTodoTests,
    }));
  }
}
