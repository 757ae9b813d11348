import { describe, expect, it } from '@jest/globals';

import { Config, Mailer } from '#libs/platform';
import { useWorld } from '#libs/testing';

import { AccountService } from './account.service.js';
import { ActorService } from './actor.service.js';
import { Attempts } from './attempts.js';
import { CredentialService } from './credential.service.js';

const world = useWorld();
const config = Config.of({});
const credentials = new CredentialService(world.database, world.outbox, world.clock);
const serviceWith = (attempts: Attempts): AccountService =>
  new AccountService(world.database, world.outbox, world.clock, config, credentials, attempts, new Mailer(config));
const accounts = serviceWith(new Attempts());
const actors = new ActorService(world.database, world.clock, config);

const caller = { address: '198.51.100.7', userAgent: 'Firefox' };
const password = 'correct horse battery';
const someone = (email: string) => ({ name: 'Sam Rivera', email, password });
const linkOf = (url: string): string => url.split('/').at(-1)!;

describe('coming in', () => {
  it('needs no first run when there is a group, and refuses a second first one', async () => {
    expect(await accounts.firstGroup()).toEqual({ name: 'Vision Lab' });
    await expect(accounts.createFirstGroup('Another', someone('x@example.org'), caller)).rejects.toMatchObject({ code: 'ALREADY_SET_UP' });
  });

  it('lets one person in per invitation, with the role it says', async () => {
    const lead = await world.person('lead', 'Lea Deng');
    const { url } = await accounts.invite(lead, null, 'guest');
    expect(await accounts.previewInvitation(linkOf(url))).toEqual({ groupName: 'Vision Lab', role: 'guest', email: null, invitedBy: 'Lea Deng' });

    const { secret } = await accounts.acceptInvitation(linkOf(url), someone('Guest@Example.org'), caller);
    expect(await actors.fromSession(secret)).toMatchObject({ role: 'guest', groupId: world.groupId, via: 'session' });
    await expect(accounts.acceptInvitation(linkOf(url), someone('second@example.org'), caller)).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
  });

  it('lets in nobody by an invitation that was withdrawn or has expired', async () => {
    const lead = await world.person('lead');
    const [withdrawn, old] = [await accounts.invite(lead, null, 'researcher'), await accounts.invite(lead, null, 'researcher')];
    await accounts.revokeInvitation(lead, withdrawn.invitation.id);
    await expect(accounts.previewInvitation(linkOf(withdrawn.url))).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
    world.clock.advance({ days: 15 });
    await expect(accounts.acceptInvitation(linkOf(old.url), someone('late@example.org'), caller)).rejects.toMatchObject({ code: 'INVITATION_INVALID' });
  });

  it('lets somebody who was removed come back by an invitation, with their own password only', async () => {
    const lead = await world.person('lead');
    const first = await accounts.invite(lead, null, 'researcher');
    const { userId } = await accounts.acceptInvitation(linkOf(first.url), someone('back@example.org'), caller);
    const again = await accounts.invite(lead, null, 'guest');
    await expect(accounts.acceptInvitation(linkOf(again.url), someone('back@example.org'), caller)).rejects.toMatchObject({ code: 'EMAIL_TAKEN' });

    await world.dataSource.query('UPDATE membership SET suspended_at = now() WHERE user_id = $1', [userId]);
    await expect(accounts.acceptInvitation(linkOf(again.url), { ...someone('back@example.org'), password: 'somebody else’s' }, caller))
      .rejects.toMatchObject({ code: 'EMAIL_TAKEN' });
    const back = await accounts.acceptInvitation(linkOf(again.url), someone('back@example.org'), caller);
    expect(back.userId).toBe(userId);
    expect(await actors.fromSession(back.secret)).toMatchObject({ role: 'guest' });
  });

  it('does not let a researcher invite', async () => {
    await expect(accounts.invite(await world.person('researcher'), null, 'guest')).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('names the field that is wrong', async () => {
    const { url } = await accounts.invite(await world.person('lead'), null, 'researcher');
    for (const [wrong, field] of [[{ email: 'nobody' }, 'email'], [{ password: 'short' }, 'password'], [{ name: ' ' }, 'name'], [{ name: 'x'.repeat(101) }, 'name']] as const) {
      await expect(accounts.acceptInvitation(linkOf(url), { ...someone('ok@example.org'), ...wrong }, caller))
        .rejects.toMatchObject({ code: 'INVALID_INPUT', details: { field } });
    }
    await accounts.previewInvitation(linkOf(url));
  });
});

describe('signing in', () => {
  it('takes the right password, in any spelling of the address, and says the same of a wrong one as of nobody', async () => {
    const { url } = await accounts.invite(await world.person('lead'), null, 'researcher');
    await accounts.acceptInvitation(linkOf(url), someone('sam@example.org'), caller);

    const { secret } = await accounts.signIn(' SAM@example.org', password, caller);
    expect(await actors.fromSession(secret)).not.toBeNull();

    const wrong = await accounts.signIn('sam@example.org', 'not the password', caller).catch((error: unknown) => error);
    const nobody = await accounts.signIn('nobody@example.org', 'not the password', caller).catch((error: unknown) => error);
    expect(wrong).toMatchObject({ code: 'SIGN_IN_FAILED' });
    expect(nobody).toEqual(wrong);
  });

  it('stops the guessing at one account, and leaves others alone', async () => {
    const guarded = serviceWith(new Attempts());
    const guess = (email: string) => guarded.signIn(email, 'a guess', { ...caller, address: '203.0.113.1' });
    for (let tries = 0; tries < 10; tries += 1) await expect(guess('victim@example.org')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
    await expect(guess('victim@example.org')).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS' });
    await expect(guess('other@example.org')).rejects.toMatchObject({ code: 'SIGN_IN_FAILED' });
  });

  it('ends the other sessions when the password changes', async () => {
    const { url } = await accounts.invite(await world.person('lead'), null, 'researcher');
    const here = await accounts.acceptInvitation(linkOf(url), someone('mover@example.org'), caller);
    const elsewhere = await accounts.signIn('mover@example.org', password, caller);
    const actor = (await actors.fromSession(here.secret))!;

    await expect(accounts.changePassword(actor, 'wrong password', 'a new long one')).rejects.toMatchObject({ code: 'WRONG_PASSWORD' });
    await accounts.changePassword(actor, password, 'a new long one');
    expect(await actors.fromSession(here.secret)).not.toBeNull();
    expect(await actors.fromSession(elsewhere.secret)).toBeNull();
  });
});
