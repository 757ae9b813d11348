import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

import { Caller, foundGroup, join as joinGroup } from '../../../server/test/support/caller.js';
import { type ServerProcess, useServer } from '../../../server/test/support/server.js';

/** Chromium in a container has no sandbox of its own, and must not look for its maker's hosts. */
const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic',
];
const SCREENSHOTS = process.env['SCREENSHOTS'];
const WIDE = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 780 };

export interface Stage {
  readonly server: ServerProcess;
  /** The lead of the group, through the API. */
  readonly lead: Caller;
  /** Somebody who joins, through the API. */
  invite(role: 'lead' | 'researcher' | 'guest', name: string): Promise<Caller>;
  /** A browser of their own for somebody who is signed in; nobody for a stranger. */
  browserOf(person: Caller | null, options?: { timeZone?: string }): Promise<Page>;
}

/** A server and a Chromium for the tests of one file. */
export function useStage(): Stage {
  const server = useServer();
  let browser: Browser | null = null;
  let lead: Caller | null = null;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
    browser = await chromium.launch({ executablePath, args: FLAGS });
  }, 60_000);
  afterAll(async () => {
    for (const context of contexts) await context.close();
    await browser?.close();
  });

  return {
    server,
    get lead() {
      lead ??= new Caller(server);
      return lead;
    },
    invite: (role, name) => joinGroup(lead!, role, name),
    browserOf: async (person, { timeZone = 'Europe/Berlin' } = {}) => {
      const context = await browser!.newContext({ baseURL: server.url, viewport: WIDE, timezoneId: timeZone, locale: 'en-GB', reducedMotion: 'reduce' });
      contexts.push(context);
      const cookie = person?.headers['cookie']?.split('=');
      if (cookie) await context.addCookies([{ name: cookie[0]!, value: cookie.slice(1).join('='), url: server.url, httpOnly: true, sameSite: 'Lax' }]);
      const page = await context.newPage();
      page.setDefaultTimeout(15_000);
      return page;
    },
  };
}

/** A group that exists when the tests of the file begin. */
export function useGroup(): Stage {
  const stage = useStage();
  beforeAll(async () => {
    Object.assign(stage.lead, await foundGroup(stage.server));
  }, 30_000);
  return stage;
}

/** Asserts that axe finds nothing serious, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
    const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    expect(serious.map(({ id, nodes }) => `${colorScheme} ${id}: ${nodes.map(({ target }) => target.join(' ')).slice(0, 3).join(', ')}`)).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Asserts that nothing makes the page itself scroll sideways on a phone. */
export async function expectFitsPhone(page: Page): Promise<void> {
  await page.setViewportSize(PHONE);
  await page.waitForTimeout(100);
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect({ content, screen }).toEqual({ content: screen, screen });
  await page.setViewportSize(WIDE);
}

/** Pictures of a page as people see it, when SCREENSHOTS names a folder for them. */
export async function photograph(page: Page, name: string): Promise<void> {
  if (SCREENSHOTS === undefined) return;
  mkdirSync(SCREENSHOTS, { recursive: true });
  for (const [width, size] of [[1280, WIDE], [360, PHONE]] as const) {
    await page.setViewportSize(size);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.waitForTimeout(150);
      await page.screenshot({ path: join(SCREENSHOTS, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** What every page must pass, and its pictures. */
export async function inspect(page: Page, name: string): Promise<void> {
  await expectAccessible(page);
  await expectFitsPhone(page);
  await photograph(page, name);
}
