import type { Reporter, TestModule } from 'vitest/node'

/** Ends a test run with the list of what was skipped; each test's name, or the note it skipped with, says why. */
export default class SkipReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const skipped = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].map((test) => {
        const result = test.result()
        const note = result.state === 'skipped' && result.note !== undefined ? `: ${result.note}` : ''
        return `  ${module.relativeModuleId} > ${test.fullName}${note}`
      }),
    )
    if (skipped.length > 0) process.stdout.write(`\nSkipped ${skipped.length}:\n${skipped.join('\n')}\n`)
  }
}
