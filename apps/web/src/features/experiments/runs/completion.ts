/** What can be named in a filter of runs. */
export interface FilterWords {
  readonly metricKeys: readonly string[];
  readonly paramKeys: readonly string[];
  /** Values that a name is known to take: the arms, the states of a run. */
  readonly valuesOf: Readonly<Record<string, readonly string[]>>;
}

export interface Completion {
  /** From where the text is replaced by an option. */
  readonly from: number;
  readonly options: readonly string[];
}

const ATTRIBUTES = ['run_name', 'status', 'start_time', 'end_time'];
const NUMBERS = ['>', '>=', '<', '<=', '=', '!='];
const TEXTS = ['=', '!=', 'LIKE', 'ILIKE', 'IN', 'NOT IN'];
const PLAIN_KEY = /^[\p{L}_][\p{L}\p{N}_]*(?:[.:/-][\p{L}\p{N}_]+)*$/u;
const NAME = String.raw`(?:[\w.:/-]|\`[^\`]*\`?|"[^"]*"?)+`;
const QUOTED = /'[^']*'?|"[^"]*"?|`[^`]*`?/g;
const MOST = 12;

/** A name as the language has it; back quotes hold keys that it could not read otherwise. */
export const written = (kind: 'metrics' | 'params', key: string): string => `${kind}.${PLAIN_KEY.test(key) ? key : `\`${key}\``}`;

/**
 * What may follow `text`, which ends where the writer is: a name, how it is compared, a value, AND. Only a help for the hand:
 * whether a filter is right is for the server to say.
 */
export function completionFor(text: string, words: FilterWords): Completion {
  const begin = beginOfCondition(text);
  const condition = text.slice(begin);
  const [, typed = ''] = /^\s*(\S*)$/.exec(condition) ?? [];
  if (/^\s*\S*$/.test(condition)) return among(text, typed, namesIn(words));

  const compared = new RegExp(String.raw`^\s*(${NAME})\s*(!=|[<>]=?|=|NOT IN|IN|I?LIKE)\s*(.*)$`, 'is').exec(condition);
  if (compared === null) {
    const [, name = '', operator = ''] = new RegExp(String.raw`^\s*(${NAME})\s+(.*)$`, 's').exec(condition) ?? [];
    return among(text, operator, isNumber(name) ? NUMBERS : TEXTS);
  }
  const [, name = '', , value = ''] = compared;
  if (/^(?:'[^']*'|"[^"]*"|[-+\d.eE]+|\(.*\))\s+\S*$/s.test(value)) return among(text, value.split(/\s+/).at(-1) ?? '', ['AND']);
  return among(text, value, (words.valuesOf[name] ?? []).map((known) => `'${known}'`));
}

/** Conditions are joined by AND; one within quotes joins nothing. */
function beginOfCondition(text: string): number {
  const bare = text.replaceAll(QUOTED, (quoted) => '_'.repeat(quoted.length));
  const last = [...bare.matchAll(/\sAND\s/gi)].at(-1);
  return last === undefined ? 0 : last.index + last[0].length;
}

const namesIn = ({ metricKeys, paramKeys }: FilterWords): string[] =>
  [...metricKeys.map((key) => written('metrics', key)), ...paramKeys.map((key) => written('params', key)), ...ATTRIBUTES];

const isNumber = (name: string): boolean => name.startsWith('metrics.') || name.endsWith('_time');

/** Options that hold what is typed already, those that begin with it first. None when it is one of them in full. */
function among(text: string, typed: string, all: readonly string[]): Completion {
  const wanted = typed.toLowerCase();
  const holding = all.filter((option) => option.toLowerCase().includes(wanted));
  const first = holding.filter((option) => option.toLowerCase().startsWith(wanted));
  const options = [...first, ...holding.filter((option) => !first.includes(option))].slice(0, MOST);
  return { from: text.length - typed.length, options: all.includes(typed) ? [] : options };
}
