import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

import { tooManyAttempts } from './identity.errors.js';

const PER_ACCOUNT = { points: 10, duration: 15 * 60 };
const PER_ADDRESS = { points: 50, duration: 60 * 60 };

/** How often somebody may guess: by account, whoever asks, and by network address, whatever account. */
@Injectable()
export class Attempts {
  private readonly byAccount = new RateLimiterMemory(PER_ACCOUNT);
  private readonly byAddress = new RateLimiterMemory(PER_ADDRESS);

  /** @throws DomainError `TOO_MANY_ATTEMPTS`. Counts before the secret is looked at, so that a wrong guess and a right one cost the same. */
  async count(account: string, address: string): Promise<void> {
    try {
      await this.byAddress.consume(networkOf(address));
      await this.byAccount.consume(account);
    } catch (error) {
      if (error instanceof RateLimiterRes) throw tooManyAttempts(Math.ceil(error.msBeforeNext / 1000));
      throw error;
    }
  }

  /** A success clears the account, not the address: one valid account must not buy guesses at others. */
  async forgive(account: string): Promise<void> {
    await this.byAccount.delete(account);
  }
}

/** One household has a whole /64 of IPv6 addresses, so that is what counts as one; one address may be written in several ways. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
}
