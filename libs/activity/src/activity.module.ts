import { Module } from '@nestjs/common';

import { ActivityFeed } from './feed/activity-feed.js';
import { NeedsMe } from './needs-me/needs-me.js';

const SERVICES = [ActivityFeed, NeedsMe];

@Module({ providers: SERVICES, exports: SERVICES })
export class ActivityModule {}
