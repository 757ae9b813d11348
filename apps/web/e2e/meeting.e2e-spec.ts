import { describe, expect, it } from '@jest/globals';

import { inspect, useGroup } from './support/stage.js';

const stage = useGroup();

describe('a meeting', () => {
  it('is prepared, held with notes that everybody writes, ended, and read later', async () => {
    const sam = await stage.invite('researcher', 'Sam Rivera');
    const startsAt = new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000).toISOString();
    const { scheduleMeeting } = await stage.lead.graphql<{ scheduleMeeting: { id: string } }>(
      'mutation($input: ScheduleMeetingInput!) { scheduleMeeting(input: $input) { id } }',
      { input: { title: 'Friday group meeting', startsAt, minutes: 60, timeZone: 'Europe/Berlin' } });
    for (const title of ['Is the cosine head worth it?', 'Which baselines go into the table']) {
      await stage.lead.graphql('mutation($id: ID!, $input: AgendaItemInput!) { addAgendaItem(meetingId: $id, input: $input) { id } }',
        { id: scheduleMeeting.id, input: { title, reason: 'the interval includes zero', minutes: 10 } });
    }

    const [lena, guest] = [await stage.browserOf(stage.lead), await stage.browserOf(sam)];
    await lena.goto('/meetings');
    await lena.getByRole('link', { name: /Friday group meeting/ }).first().waitFor();
    await inspect(lena, 'meetings');
    await lena.getByRole('link', { name: /Friday group meeting/ }).first().click();
    await lena.getByText('Is the cosine head worth it?').first().waitFor();
    await inspect(lena, 'meeting-before');
    await guest.goto(`/meetings/${scheduleMeeting.id}`);

    await lena.getByRole('button', { name: /^Start/ }).click();
    const notes = (page: typeof lena) => page.getByRole('textbox', { name: 'Text of Friday group meeting' });
    await lena.getByRole('button', { name: /End/ }).first().waitFor();
    await Promise.all([[lena, 'Lena notes this.'], [guest, 'Sam notes that.']].map(async ([page, text]) => {
      await notes(page as typeof lena).click();
      await (page as typeof lena).keyboard.type(text as string, { delay: 15 });
    }));
    for (const page of [lena, guest]) await page.getByRole('banner').getByText('Saved', { exact: true }).waitFor();
    const written = (page: typeof lena): Promise<string> => notes(page).evaluate((element) => {
      const copy = element.cloneNode(true) as HTMLElement;
      copy.querySelectorAll('[class*="caret"], .ProseMirror-widget').forEach((caret) => { caret.remove(); });
      return copy.textContent ?? '';
    });
    for (let waited = 0; waited < 50 && (await written(lena)) !== (await written(guest)); waited += 1) await lena.waitForTimeout(100);
    const text = await written(lena);
    expect(await written(guest)).toBe(text);
    // Both typed at once into one paragraph: letters mix, none is missing.
    expect([...text].sort().join('').trim()).toBe([...'Lena notes this.Sam notes that.'].sort().join('').trim());
    await inspect(lena, 'meeting-room');
    await inspect(guest, 'meeting-room-follower');

    await lena.getByRole('button', { name: /End/ }).first().click();
    await lena.getByRole('dialog').getByRole('button', { name: /End/ }).click();
    await guest.getByText('The meeting is over, and its notes stay as they were.').waitFor();
    await lena.reload();
    await lena.getByText('Is the cosine head worth it?').first().waitFor();
    await lena.getByText(/[Cc]arried over/).first().waitFor();
    await lena.getByRole('heading', { name: 'What came of it' }).waitFor();
    const kept = lena.locator('.ProseMirror');
    expect((await kept.innerText()).trim()).toBe(text.trim());
    expect(await kept.getAttribute('contenteditable')).toBe('false');
    await inspect(lena, 'meeting-after');
    await lena.goto('/meetings');
    await lena.getByRole('link', { name: /Friday group meeting/ }).first().waitFor();
  }, 150_000);
});
