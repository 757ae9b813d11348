import { describe, expect, it } from '@jest/globals';

import { ConfigError, describeConfig, readConfig } from './config.js';

describe('configuration', () => {
  it('has a default for everything', () => {
    const config = readConfig({});
    expect([config.port, config.host, config.dataDir, config.databaseUrl]).toEqual([3000, '127.0.0.1', './data', null]);
    expect([...config.roles]).toEqual(['api', 'collab', 'worker']);
    expect(config.publicUrl).toBe('http://localhost:3000');
  });

  it('names every problem at once, each by its variable', () => {
    const read = () => readConfig({ PORT: 'eighty', DATABASE_URL: 'mysql://x', ROLES: 'api,chef', SMTP_URL: 'nowhere' });
    expect(read).toThrow(ConfigError);
    for (const name of ['PORT', 'DATABASE_URL', 'ROLES', 'SMTP_URL']) expect(read).toThrow(new RegExp(`^ {2}${name}: `, 'm'));
  });

  it('takes an empty variable as not set, and ignores the rest of the environment', () => {
    expect(readConfig({ PORT: '', PATH: '/bin' }).port).toBe(3000);
  });

  it('describes every variable', () => {
    expect(describeConfig()).toMatch(/\| `PORT` \| `3000` \| .+/);
    expect(describeConfig()).toMatch(/\| `ROLES` \| `api,collab,worker` \| .+/);
    expect(describeConfig()).toMatch(/\| `SMTP_URL` \| – \| .+/);
  });
});
