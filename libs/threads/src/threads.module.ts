import { Module } from '@nestjs/common';

import { CommentDetails } from './comments/comment-details.js';
import { CommentService } from './comments/comment.service.js';
import { ThreadService } from './thread.service.js';

const SERVICES = [ThreadService, CommentService, CommentDetails];

@Module({ providers: SERVICES, exports: SERVICES })
export class ThreadsModule {}
