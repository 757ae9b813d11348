import { z } from 'zod';

const ROLE_NAMES = ['api', 'collab', 'worker'] as const;
/** What one process does: answer requests, hold live documents, work through events and jobs. */
export type ProcessRole = (typeof ROLE_NAMES)[number];

const wholeNumber = (min: number, max: number) =>
  z.coerce.number({ error: `must be a whole number from ${min} to ${max}` }).int(`must be a whole number from ${min} to ${max}`)
    .min(min, `must be at least ${min}`).max(max, `must be at most ${max}`);
const url = (...protocols: string[]) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), {
    message: `must be an address starting with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
  });

/** Every setting, as an environment variable. The descriptions become `docs/configuration.md`. */
const schema = z.object({
  PORT: wholeNumber(0, 65_535).default(3000).describe('The port to listen on. 0 takes any free one.'),
  HOST: z.string().min(1).default('127.0.0.1').describe('The address to listen on. `0.0.0.0` opens the server to the network.'),
  PUBLIC_URL: url('http:', 'https:').optional()
    .describe('The address people type, when it is not `http://localhost:PORT`. With `https://` cookies are bound to it.'),
  DATA_DIR: z.string().min(1).default('./data').describe('The folder for the own PostgreSQL and for uploaded files.'),
  DATABASE_URL: url('postgres:', 'postgresql:').optional()
    .describe('A PostgreSQL (15 or newer) to use instead of the own one, such as `postgres://user:password@host/name`.'),
  DATABASE_POOL: wholeNumber(2, 200).default(20).describe('The most connections one process opens.'),
  ROLES: z.string().default(ROLE_NAMES.join(','))
    .transform((text) => text.split(',').map((role) => role.trim()).filter((role) => role !== ''))
    .pipe(z.array(z.enum(ROLE_NAMES, { error: `must be a list of ${ROLE_NAMES.join(', ')}` })).min(1))
    .describe('What this process does, a list of `api`, `collab` and `worker`.'),
  SMTP_URL: url('smtp:', 'smtps:').optional().describe('The mail server, such as `smtp://user:password@host:587`. Without one, no mail is sent.'),
  MAIL_FROM: z.string().min(3).default('Colloquium <colloquium@localhost>').describe('The sender of mails.'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info').describe('How much is written to the log.'),
  TRUSTED_PROXIES: wholeNumber(0, 10).default(0)
    .describe('How many reverse proxies stand before the server. Their `X-Forwarded-For` tells who is calling.'),
  UPLOAD_LIMIT_MB: wholeNumber(1, 2_000).default(25).describe('The largest file that may be uploaded, in megabytes.'),
  ARTIFACT_LIMIT_MB: z.coerce.number().int().min(1).max(1_000_000).default(5_000)
    .describe('The largest artifact that a training script may store, in megabytes.'),
  COLLAB_MAX_DOCUMENT_MB: wholeNumber(1, 100).default(10)
    .describe('How large a live document may grow, in megabytes of its stored form. A larger one takes no more changes.'),
  COLLAB_MAX_CONNECTIONS_PER_USER: wholeNumber(1, 1_000).default(20)
    .describe('How many live documents one person may have open at once in one process, counting each tab.'),
});

type Values = z.infer<typeof schema>;

/** The validated settings of this process. */
export class Config {
  readonly port: number;
  readonly host: string;
  /** As configured; null means "wherever the server is reached". */
  readonly configuredPublicUrl: string | null;
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly databasePool: number;
  readonly roles: ReadonlySet<ProcessRole>;
  readonly smtpUrl: string | null;
  readonly mailFrom: string;
  readonly logLevel: Values['LOG_LEVEL'];
  readonly trustedProxies: number;
  /** In bytes. */
  readonly uploadLimit: number;
  /** In bytes. */
  readonly artifactLimit: number;
  /** In bytes. */
  readonly collabMaxDocument: number;
  readonly collabMaxConnectionsPerUser: number;

  constructor(values: Values) {
    this.port = values.PORT;
    this.host = values.HOST;
    this.configuredPublicUrl = values.PUBLIC_URL ?? null;
    this.dataDir = values.DATA_DIR;
    this.databaseUrl = values.DATABASE_URL ?? null;
    this.databasePool = values.DATABASE_POOL;
    this.roles = new Set(values.ROLES);
    this.smtpUrl = values.SMTP_URL ?? null;
    this.mailFrom = values.MAIL_FROM;
    this.logLevel = values.LOG_LEVEL;
    this.trustedProxies = values.TRUSTED_PROXIES;
    this.uploadLimit = values.UPLOAD_LIMIT_MB * 1_000_000;
    this.artifactLimit = values.ARTIFACT_LIMIT_MB * 1_000_000;
    this.collabMaxDocument = values.COLLAB_MAX_DOCUMENT_MB * 1_000_000;
    this.collabMaxConnectionsPerUser = values.COLLAB_MAX_CONNECTIONS_PER_USER;
  }

  /** Where links in mails and invitations point. */
  get publicUrl(): string {
    return (this.configuredPublicUrl ?? `http://localhost:${this.port}`).replace(/\/$/, '');
  }

  get isSecure(): boolean {
    return this.publicUrl.startsWith('https:');
  }

  /** {@link readConfig}, for tests and commands. */
  static of(env: Partial<Record<string, string>>): Config {
    return readConfig(env);
  }
}

/** All that is wrong with the settings, each by its variable's name. */
export class ConfigError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(['The configuration is not valid:', ...problems.map((problem) => `  ${problem}`), 'See docs/configuration.md.'].join('\n'));
    this.name = 'ConfigError';
  }
}

/** @throws ConfigError naming every variable that is wrong. An empty variable counts as not set. */
export function readConfig(env: Partial<Record<string, string>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([name, value]) => name in schema.shape && value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    throw new ConfigError(result.error.issues.map((issue) => `${String(issue.path[0])}: ${issue.message}`));
  }
  return new Config(result.data);
}

/** `docs/configuration.md`, from the schema itself. */
export function describeConfig(): string {
  const rows = Object.entries(schema.shape).map(([name, field]) => {
    const fallback = field instanceof z.ZodDefault ? `\`${String(field.def.defaultValue)}\`` : defaultOf(field);
    return `| \`${name}\` | ${fallback} | ${field.description ?? ''} |`;
  });
  return [
    '# Configuration',
    '',
    'Everything is an environment variable. All are checked at start; each problem is named by its variable. This page is generated.',
    '',
    '| variable | default | what it is |',
    '| --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

function defaultOf(field: z.ZodType): string {
  const parsed = field.safeParse(undefined);
  return parsed.success && parsed.data !== undefined ? `\`${String(parsed.data)}\`` : '–';
}
