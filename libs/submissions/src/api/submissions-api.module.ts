import { Module } from '@nestjs/common';

import { SubmissionsModule } from '../submissions.module.js';
import { PortfolioResolver } from './portfolio.resolver.js';
import { HealthUpdateResolver, ProposalSubmissionsResolver, SubmissionResolver } from './submission.resolver.js';
import { VenueDeadlineResolver, VenueResolver } from './venue.resolver.js';

const RESOLVERS = [VenueResolver, VenueDeadlineResolver, SubmissionResolver, HealthUpdateResolver, ProposalSubmissionsResolver, PortfolioResolver];

@Module({ imports: [SubmissionsModule], providers: RESOLVERS })
export class SubmissionsApiModule {}
