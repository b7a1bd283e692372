import { defineConfig } from 'vitest/config'

// better-sqlite3's binaries need the N-API of Node 22.14 and later; an older Node does not fail, it crashes.
if (Number(process.versions.node.split('.')[0]) < 24) {
  throw new Error(`Tests run under Node 24, this is ${process.version}. Use \`npx vitest\`, which puts the project's own Node first.`)
}

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.{ts,tsx}', 'tests/integration/**/*.test.{ts,tsx}', 'tests/faults/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['tests/support/seeded.ts'],
    // Vitest leaves one core to itself unless told otherwise: half of a machine with two.
    maxWorkers: '100%',
    // Tests share nothing but what they import, and reading all of a desk anew for each file took a third of the time.
    isolate: false,
    // Patient: a test that passes is no slower for it, and a machine that does much else at once may take ten times as long.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // A hanging worker may not hang the whole run.
    teardownTimeout: 10_000,
    restoreMocks: true,
    unstubEnvs: true,
    passWithNoTests: false,
  },
})
