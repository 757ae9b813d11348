import { describe, expect, it } from '@jest/globals';

import { createDataSource } from '#libs/platform';
import { useWorld } from '#libs/testing';

const world = useWorld();

describe('a connection', () => {
  it.each([
    ['that serves people gives up after half a minute', {}, '30s'],
    ['that migrates waits as long as it takes', { migrations: [] }, '0'],
  ])('%s', async (_rule, settings, expected) => {
    const source = await createDataSource({ url: world.address.url, pool: 1, ...settings }).initialize();
    const [row] = await source.query<{ statement_timeout: string }[]>('SHOW statement_timeout');
    await source.destroy();
    expect(row?.statement_timeout).toBe(expected);
  });
});
