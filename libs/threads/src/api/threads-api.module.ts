import { Module } from '@nestjs/common';

import { ThreadsModule } from '../threads.module.js';
import { CommentResolver, ReactionResolver } from './comment.resolver.js';
import { ProposalThreadsResolver, ThreadFieldsResolver } from './thread-fields.resolver.js';
import { ThreadResolver } from './thread.resolver.js';

@Module({
  imports: [ThreadsModule],
  providers: [ThreadResolver, ThreadFieldsResolver, ProposalThreadsResolver, CommentResolver, ReactionResolver],
})
export class ThreadsApiModule {}
