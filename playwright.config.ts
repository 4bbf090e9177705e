import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/chromium.ts';

const executablePath = findChromium()?.executablePath;
const desktopSpecs = /[\\/]e2e[\\/]electron[\\/][^\\/]+\.spec\.ts$/;

const UNUSED_FEATURES = [
  // For every window: two pages behind an address bar that nobody sees, and a renderer in reserve.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'SpareRendererForSitePerProcess',
  // The last such switch counts: what Playwright switches off itself, as far as it touches these tests.
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
];

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/prepare-sample.ts',
  outputDir: 'test-results',
  timeout: 120_000,
  // A thread of the engine starts with the first question, and two tests share two processors: no time is asserted.
  expect: { timeout: 20_000 },
  // Every test has a server and a store of its own.
  workers: 2,
  // A machine that stalls for seconds is tried once more; the report names the test as flaky.
  retries: 1,
  forbidOnly: process.env['CI'] !== undefined,
  use: {
    screenshot: 'only-on-failure',
    trace: 'on-first-retry',
    viewport: { width: 1600, height: 1000 },
    launchOptions: {
      ...(executablePath === undefined ? {} : { executablePath }),
      // Chromium refuses its own sandbox to root, and containers have a small /dev/shm.
      chromiumSandbox: process.getuid?.() !== 0,
      args: ['--disable-dev-shm-usage', `--disable-features=${UNUSED_FEATURES.join(',')}`],
    },
  },
  projects: [
    { name: 'browser', testIgnore: desktopSpecs },
    { name: 'electron', testMatch: desktopSpecs },
  ],
});
