import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{core,db,workers,api,web,hub,config,tests}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    reporters: ['default', './tests/support/skip-reporter.ts'],
    globalSetup: ['tests/support/global-database.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
