import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';

import { Controller, Get, Logger, Param, Post, Query, Req, Res } from '@nestjs/common';

import type { Actor } from '#libs/access';
import { type DocumentId, type FileId, invalidInput } from '#libs/kernel';
import { CurrentActor, DecidedBy, Files, type KnownRequest } from '#libs/platform';

import { documentPolicy } from '../documents/document.policy.js';
import { FileService } from '../documents/file.service.js';
import type { StoredFile } from '../documents/stored-file.entity.js';
import { receiveFile } from './receive-file.js';

interface UploadedFile {
  readonly id: FileId;
  readonly url: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

/** What a browser may show in the page. Anything else could be a page of its own (SVG and HTML are), and is only ever saved. */
const SHOWN = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp']);

/** Files go over HTTP: GraphQL has no bytes. */
@Controller('files')
export class FilesController {
  private readonly log = new Logger(FilesController.name);

  constructor(
    private readonly service: FileService,
    private readonly files: Files,
  ) {}

  @DecidedBy(documentPolicy, 'comment', 'write')
  @Post()
  async upload(@CurrentActor() actor: Actor, @Req() request: KnownRequest, @Query('documentId') documentId?: DocumentId): Promise<UploadedFile> {
    if (typeof documentId !== 'string') throw invalidInput('documentId', 'Say which document the file belongs to: /files?documentId=…');
    await this.service.requireAdding(actor, documentId);
    const { name, taken } = await receiveFile(request, (content) => this.files.put(content));
    const file = await this.service.add(actor, documentId, name, taken);
    return { id: file.id, url: `/files/${file.id}`, name: file.name, mediaType: file.mediaType, size: file.size };
  }

  @DecidedBy(documentPolicy, 'read', 'read')
  @Get(':id')
  async download(
    @CurrentActor() actor: Actor, @Param('id') id: FileId, @Req() request: KnownRequest, @Res() response: ServerResponse,
  ): Promise<void> {
    const file = await this.service.require(actor, id);
    const known = request.headers['if-none-match'] === etagOf(file);
    const content = known ? null : await this.service.open(file);
    for (const [name, value] of Object.entries(headersOf(file))) response.setHeader(name, value);
    response.statusCode = known ? 304 : 200;
    if (content === null) return void response.end();
    response.setHeader('Content-Length', file.size);
    await pipeline(content, response).catch((error: NodeJS.ErrnoException) => {
      // It is too late to tell the caller, who may be the one who left.
      if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') this.log.error(`File ${file.id} was not sent whole: ${error.message}`);
    });
  }
}

const etagOf = ({ sha256 }: StoredFile): string => `"${sha256}"`;

function headersOf(file: StoredFile): Record<string, string> {
  const shown = SHOWN.has(file.mediaType);
  return {
    'Content-Type': shown ? file.mediaType : 'application/octet-stream',
    'Content-Disposition': `${shown ? 'inline' : 'attachment'}; ${filenameOf(file.name)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'X-Content-Type-Options': 'nosniff',
    // Kept, but the right is asked each time: 304 costs a question, not the bytes.
    'Cache-Control': 'private, no-cache',
    ETag: etagOf(file),
  };
}

/** RFC 6266: the name in ASCII for those who know no better, and in UTF-8 as RFC 5987 writes it. */
function filenameOf(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, '_');
  const utf8 = encodeURIComponent(name).replace(/['()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `filename="${ascii}"; filename*=UTF-8''${utf8}`;
}
