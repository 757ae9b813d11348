import { describe, expect, it } from '@jest/globals';

import { inspect, useGroup } from './support/stage.js';

const stage = useGroup();

const DAY = 86_400_000;

describe('a proposal on its way to a venue', () => {
  it('stands on the board with its countdown, in AoE and in the time of whoever looks', async () => {
    const author = await stage.invite('researcher', 'Sam Rivera');
    const { createProposal } = await author.graphql<{ createProposal: { id: string } }>(
      'mutation { createProposal(input: { template: "method", title: "Cosine head for long-tail" }) { id } }');
    const day = new Date(Date.now() + 12 * DAY).toISOString().slice(0, 10);
    const { createVenue } = await stage.lead.graphql<{ createVenue: { id: string; deadlines: { at: string }[] } }>(
      'mutation($input: CreateVenueInput!) { createVenue(input: $input) { id deadlines { at } } }',
      { input: { name: 'VLC', edition: '2027', deadlines: [{ kind: 'abstract', localTime: `${day}T23:59`, zone: 'AoE' }] } });
    expect(createVenue.deadlines[0]!.at).toBe(new Date(Date.parse(`${day}T23:59:00Z`) + 12 * 3_600_000).toISOString());
    await author.graphql('mutation($p: ID!, $v: ID!) { aimAt(proposalId: $p, venueId: $v) { id } }', { p: createProposal.id, v: createVenue.id });

    const page = await stage.browserOf(stage.lead, { timeZone: 'Europe/Berlin' });
    await page.goto('/portfolio');
    const main = page.getByRole('main');
    await main.getByText('Cosine head for long-tail').first().waitFor();
    await main.getByText(/1[12] d/).first().waitFor();
    await main.getByText(/23:59 AoE/).first().waitFor();
    await main.getByText(/12:59/).first().waitFor();
    await inspect(page, 'portfolio');
    await page.goto('/portfolio?view=board');
    await main.getByText('Cosine head for long-tail').first().waitFor();
    await main.getByText(/1[12] d/).first().waitFor();
    await inspect(page, 'board');

    const elsewhere = await stage.browserOf(author, { timeZone: 'Asia/Tokyo' });
    await elsewhere.goto(`/proposals/${createProposal.id}/submission`);
    await elsewhere.getByRole('main').getByText(/23:59 AoE/).first().waitFor();
    await elsewhere.getByRole('main').getByText(/20:59/).first().waitFor();
    await inspect(elsewhere, 'submission');
    await elsewhere.goto(`/venues/${createVenue.id}`);
    await elsewhere.getByRole('main').getByText(/23:59/).first().waitFor();
    await inspect(elsewhere, 'venue');
    await elsewhere.goto('/search?q=cosine');
    await elsewhere.getByRole('main').getByText('Cosine head for long-tail').first().waitFor();
    await inspect(elsewhere, 'search');
  }, 120_000);
});
