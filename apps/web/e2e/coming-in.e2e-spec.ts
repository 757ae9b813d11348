import { describe, expect, it } from '@jest/globals';

import { inspect, useStage } from './support/stage.js';

const stage = useStage();
const PASSWORD = 'correct horse battery';

describe('coming in', () => {
  it('begins with a group and its lead, whose Home says what will appear there', async () => {
    const page = await stage.browserOf(null);
    await page.goto('/');
    await page.waitForURL('**/first-run');
    await inspect(page, 'first-run');

    await page.getByLabel('Name of the group').fill('Vision Lab');
    await page.getByLabel('Your name').fill('Lena Deng');
    await page.getByLabel('Mail address').fill('lena@example.org');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: /create/i }).click();

    await page.getByRole('button', { name: 'Go to Home' }).waitFor();
    await inspect(page, 'first-run-invite');
    await page.getByRole('button', { name: 'Go to Home' }).click();

    await page.getByRole('heading', { name: 'Needs me' }).waitFor();
    expect(await page.title()).toMatch(/Home/);
    await inspect(page, 'home-empty');
  }, 60_000);

  it('lets a lead invite, and the invited in by the link', async () => {
    const lead = await stage.browserOf(null);
    await lead.goto('/sign-in');
    await inspect(lead, 'sign-in');
    await lead.getByLabel('Mail address').fill('lena@example.org');
    await lead.getByLabel('Password', { exact: true }).fill('not the password');
    await lead.getByRole('button', { name: 'Sign in' }).click();
    await lead.getByText(/do not belong together/).waitFor();
    await lead.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await lead.getByRole('button', { name: 'Sign in' }).click();
    await lead.getByRole('heading', { name: 'Needs me' }).waitFor();

    await lead.goto('/settings/group/members');
    await lead.getByText('Lena Deng').first().waitFor();
    await inspect(lead, 'members');
    await lead.goto('/settings/me/sessions');
    await lead.getByText('This one').waitFor();
    await inspect(lead, 'sessions');
    await lead.goto('/settings/me/tokens');
    await lead.getByText('No tokens yet').waitFor();
    await inspect(lead, 'tokens');
  }, 60_000);

  it('keeps out who is not signed in, and brings them where they wanted', async () => {
    const page = await stage.browserOf(null);
    await page.goto('/settings/me/profile');
    await page.waitForURL('**/sign-in?next=*');
    await page.getByLabel('Mail address').fill('lena@example.org');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/settings/me/profile');
  }, 60_000);
});
