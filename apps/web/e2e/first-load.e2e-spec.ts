import { describe, expect, it } from '@jest/globals';

import { useGroup } from './support/stage.js';

const stage = useGroup();
const BUDGET = 250_000;

describe('the first load', () => {
  it.each(['/', '/proposals', '/experiments', '/meetings', '/portfolio'])('of %s brings less than 250 kB of compressed JavaScript', async (path) => {
    const page = await stage.browserOf(stage.lead);
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.waitForLoadState('networkidle');
    const bytes = await page.evaluate(() => performance.getEntriesByType('resource')
      .filter(({ name }) => new URL(name).pathname.endsWith('.js'))
      .reduce((sum, entry) => sum + (entry as PerformanceResourceTiming).encodedBodySize, 0));
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThan(BUDGET);
  }, 30_000);
});
