import { defineConfig } from '@playwright/test'
import base from './playwright.config.ts'

export default defineConfig({ ...base, testDir: 'tests/screenshots', outputDir: 'test-results/screenshots', globalTimeout: 15 * 60_000 })
