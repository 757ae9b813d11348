import { Module } from '@nestjs/common';

import { ActivityModule } from '../activity.module.js';
import { ActivityResolver } from './activity.resolver.js';

@Module({ imports: [ActivityModule], providers: [ActivityResolver] })
export class ActivityApiModule {}
