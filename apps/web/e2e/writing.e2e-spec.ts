import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';

import type { Caller } from '../../server/test/support/caller.js';
import { inspect, useGroup } from './support/stage.js';

const stage = useGroup();

const TITLE = 'Cosine head for long-tail';
const textOf = (page: Page) => page.getByRole('textbox', { name: `Text of ${TITLE}` });
const saved = (page: Page) => page.getByRole('banner').getByText('Saved', { exact: true });

/** What was written, without the names at other people's carets, which are drawn into the text. */
const prose = (page: Page): Promise<string> =>
  textOf(page).evaluate((element) => [...element.querySelectorAll('p')].map((paragraph) => {
    const copy = paragraph.cloneNode(true) as HTMLElement;
    copy.querySelectorAll('[class*="caret"], .ProseMirror-widget').forEach((caret) => { caret.remove(); });
    return copy.textContent;
  }).join('\n'));

describe('a researcher posts an idea and writes it', () => {
  let researcher: Caller;
  let page: Page;
  let address = '';

  it('finds Needs me empty, saying what will appear there', async () => {
    researcher = await stage.invite('researcher', 'Sam Rivera');
    page = await stage.browserOf(researcher);
    await page.goto('/');
    await page.getByRole('heading', { name: 'Needs me' }).waitFor();
    await page.getByText('Nothing needs you').or(page.getByText(/will appear here/)).first().waitFor();
    await inspect(page, 'home-empty');
  }, 60_000);

  it('is refused feedback while hypothesis and primary metric are empty, and both are named', async () => {
    await page.goto('/proposals');
    await inspect(page, 'proposals-empty');
    await page.goto('/proposals/new?template=method');
    await page.getByRole('textbox', { name: 'Title' }).fill(TITLE);
    await inspect(page, 'proposal-new');
    await page.getByRole('button', { name: 'Create the draft' }).click();
    await page.waitForURL(/\/proposals\/[0-9a-f-]{36}$/);
    address = new URL(page.url()).pathname;

    await page.getByRole('button', { name: 'Open for feedback' }).click();
    const refusal = page.getByRole('dialog').or(page.getByRole('alert')).first();
    await refusal.getByText('Hypothesis').first().waitFor();
    await refusal.getByText('Primary metric').first().waitFor();
    await page.keyboard.press('Escape');
  }, 60_000);

  it('writes two paragraphs and a formula, and the page says when they are saved', async () => {
    await saved(page).waitFor();
    await textOf(page).click();
    await page.keyboard.type('A linear classifier grows the norms of frequent classes.', { delay: 5 });
    await page.keyboard.press('Enter');
    await page.keyboard.type('We keep only the angle $\\cos\\theta$ between them.', { delay: 5 });
    await textOf(page).locator('.katex').first().waitFor();
    await saved(page).waitFor();
    await inspect(page, 'proposal');

    const other = await stage.browserOf(stage.lead);
    await other.goto(address);
    await other.getByText('A linear classifier grows the norms').waitFor();
    await other.context().close();
  }, 60_000);

  it('keeps on the device what is typed without a network, over a reload, and merges it when the network is back', async () => {
    await page.context().setOffline(true);
    await textOf(page).locator('p').last().click();
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await page.keyboard.type('This was typed in a train.', { delay: 5 });
    await page.getByRole('banner').getByText(/Offline\. \d+ changes? (is|are) kept on this device/).waitFor();
    await inspect(page, 'proposal-offline');

    const asked = page.waitForEvent('dialog').then(async (dialog) => {
      const type = dialog.type();
      await dialog.accept();
      return type;
    });
    await page.reload();
    expect(await asked).toBe('beforeunload');
    await page.getByText('This was typed in a train.').waitFor();

    await page.context().setOffline(false);
    await saved(page).waitFor();
    const other = await stage.browserOf(stage.lead);
    await other.goto(address);
    await other.getByText('This was typed in a train.').waitFor();
    await other.context().close();
  }, 90_000);
});

describe('two people in one text', () => {
  it('type at once and end up equal, with nothing missing', async () => {
    const [sam, lena] = [await stage.invite('researcher', 'Robin Weber'), stage.lead];
    const { createDocument } = await sam.graphql<{ createDocument: { id: string } }>('mutation { createDocument(title: "Scratch") { id } }');
    const pages = [await stage.browserOf(sam), await stage.browserOf(lena)];
    const box = (page: Page) => page.getByRole('textbox', { name: 'Text of Scratch' });
    for (const page of pages) {
      await page.goto(`/documents/${createDocument.id}`);
      await box(page).waitFor();
      await saved(page).waitFor();
    }
    await Promise.all(pages.map(async (page, i) => {
      await box(page).click();
      for (let n = 0; n < 12; n += 1) await page.keyboard.type(`${'ab'[i]}${n} `, { delay: 15 });
    }));
    for (const page of pages) await saved(page).waitFor();
    const texts = async (): Promise<string[]> => Promise.all(pages.map((page) => box(page).evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement;
      copy.querySelectorAll('[class*="caret"], .ProseMirror-widget').forEach((caret) => { caret.remove(); });
      return copy.textContent ?? '';
    })));
    for (let waited = 0; waited < 50; waited += 1) {
      const [a, b] = await texts();
      if (a === b && a!.length > 80) break;
      await pages[0]!.waitForTimeout(100);
    }
    const [a, b] = await texts();
    expect(a).toBe(b);
    for (const letter of 'ab') expect([...a!].filter((char) => char === letter)).toHaveLength(12);
    await inspect(pages[1]!, 'document');
  }, 90_000);
});

describe('somebody who may not write', () => {
  it('opens a thread on a range without touching the text, and settles it when the author has named what does', async () => {
    const guest = await stage.invite('guest', 'Ravi Varma');
    const author = await stage.invite('researcher', 'Ana Silva');
    const { createProposal } = await author.graphql<{ createProposal: { id: string; document: { id: string } } }>(
      'mutation($input: CreateProposalInput!) { createProposal(input: $input) { id document { id } } }',
      { input: { template: 'method', title: TITLE, audience: 'named', readerIds: [await guest.userId()] } });
    const writer = await stage.browserOf(author);
    await writer.goto(`/proposals/${createProposal.id}`);
    await textOf(writer).click();
    await writer.keyboard.type('The cosine head improves accuracy by 1.08 points.', { delay: 5 });
    await saved(writer).waitFor();

    const reader = await stage.browserOf(guest);
    await reader.goto(`/proposals/${createProposal.id}`);
    await reader.getByText('improves accuracy by 1.08 points').waitFor();
    await reader.getByText('improves accuracy').click();
    await reader.keyboard.type('x');
    const before = await prose(writer);
    expect(before).not.toContain('x');

    await reader.getByText('improves accuracy').dblclick();
    await reader.keyboard.press('Control+Alt+m');
    await reader.getByText('Concern', { exact: true }).first().click();
    await reader.getByText('Major', { exact: true }).first().click();
    await reader.keyboard.press('Tab');
    await reader.getByRole('complementary', { name: 'Threads' }).getByRole('textbox').first().fill('Was seed 4 run with the old schedule?');
    await reader.keyboard.press('Control+Enter');

    const card = writer.getByRole('article', { name: /concern by Ravi Varma, open/ });
    await card.waitFor();
    await card.click();
    await writer.getByText('Was seed 4 run with the old schedule?').first().waitFor();
    expect(await prose(writer)).toBe(before);
    await writer.getByText('Only Ravi Varma or a lead can resolve this.').waitFor();
    expect(await writer.getByRole('button', { name: /^(Confirm|Resolve)/ }).count()).toBe(0);
    await inspect(writer, 'proposal-thread');

    await writer.getByRole('button', { name: /Propose as addressed by/ }).click();
    await writer.getByRole('textbox', { name: 'Addressed by' }).fill('a new run with the matched schedule');
    await writer.getByRole('button', { name: 'Propose', exact: true }).click();
    await reader.getByRole('button', { name: 'Resolve' }).click();
    await reader.getByRole('article', { name: /concern by Ravi Varma, resolved/ }).or(reader.getByText('0 open threads')).first().waitFor();
  }, 120_000);
});
