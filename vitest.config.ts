import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{core,db,workers,api,web,hub,config,tests}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    globalSetup: ['tests/support/global-database.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
