import { Module } from '@nestjs/common';

import { ProposalsModule } from '#libs/proposals';

import { PortfolioService } from './portfolio.service.js';
import { SubmissionService } from './submission.service.js';
import { VenueService } from './venues/venue.service.js';

const SERVICES = [VenueService, SubmissionService, PortfolioService];

@Module({ imports: [ProposalsModule], providers: SERVICES, exports: SERVICES })
export class SubmissionsModule {}
