import { Module } from '@nestjs/common';

import { SearchModule } from '../search.module.js';
import { SearchResolver } from './search.resolver.js';

@Module({ imports: [SearchModule], providers: [SearchResolver] })
export class SearchApiModule {}
