import { describe, expect, it } from '@jest/globals';

import { exactInteger, parseExactly } from './exact-json.js';
import { Fields } from './fields.js';
import { batchIn, metricIn, paramIn, tagIn } from './logged.js';

const asked = (body: string): Fields => new Fields(parseExactly(body) as Record<string, unknown>);
const refusal = (work: () => unknown): string => {
  try {
    return `accepted: ${JSON.stringify(work())}`;
  } catch (error) {
    return (error as { code: string }).code === 'INVALID_PARAMETER_VALUE' ? (error as Error).message : String(error);
  }
};

describe('64-bit integers on the wire', () => {
  it('come in and go out without losing a digit', () => {
    for (const step of ['9007199254740993', '-9223372036854775808', '9223372036854775807', '0', '-5']) {
      expect(asked(`{"step": ${step}}`).int64('step')).toBe(BigInt(step));
      expect(asked(`{"step": "${step}"}`).int64('step')).toBe(BigInt(step));
      expect(JSON.stringify({ step: exactInteger(step) })).toBe(`{"step":${step}}`);
    }
  });

  it('are refused beyond 64 bits, with a fraction, or as something else', () => {
    for (const step of ['9223372036854775808', '1.5', '"x"', '1e30', 'true', '[]', '"1e3"']) {
      expect(refusal(() => asked(`{"step": ${step}}`).int64('step'))).toContain("parameter 'step': expected a 64-bit integer");
    }
  });

  it('do not disturb other long numbers', () => {
    expect(parseExactly('{"value": 0.12345678901234567890, "text": "12345678901234567890"}')).toEqual({ value: 0.12345678901234568, text: '12345678901234567890' });
  });
});

describe('a metric on the wire', () => {
  const metric = (value: string, rest = '"timestamp": 1'): string => refusal(() => metricIn(asked(`{"key": "loss", "value": ${value}, ${rest}}`)).value);

  it('has a number, or one of three words for those that JSON lacks', () => {
    expect([metric('0.5'), metric('"0.5"'), metric('-1e-3'), metric('12345678901234567890')]).toEqual(['accepted: 0.5', 'accepted: 0.5', 'accepted: -0.001', 'accepted: 12345678901234567000']);
    expect(metricIn(asked('{"key": "a", "value": "NaN", "timestamp": 0}')).value).toBeNaN();
    expect(metricIn(asked('{"key": "a", "value": "-Infinity", "timestamp": 0}')).value).toBe(-Infinity);
    for (const wrong of ['"nan"', '"x"', 'true', '{}', '1e999', '""', '"0x10"']) expect(metric(wrong)).toContain('expected a double');
    expect(metric('null')).toContain("Missing value for required parameter 'value'");
  });

  it('has a time that dates can hold', () => {
    for (const wrong of ['"timestamp": "NaN"', '"timestamp": -1', '"timestamp": 9e15', '"timestamp": 1.5']) expect(metric('1', wrong)).toContain('timestamp');
    expect(metric('1', '"x": 1')).toContain('timestamp None');
  });

  it('has a name that is the same when it is read as a path', () => {
    const named = (key: string): string => refusal(() => metricIn(asked(JSON.stringify({ key, value: 1, timestamp: 1 }))).key);
    for (const key of ['loss', 'val/loss', 'größe', 'a.b-c d_e', 'a:b', 'x'.repeat(250)]) expect(named(key)).toBe(`accepted: "${key}"`);
    for (const key of ['', '../a', 'a//b', '/a', '.', 'a/', 'a/./b', 'a?', 'a\n', 'x'.repeat(251), '__proto__']) expect(named(key)).not.toContain('accepted');
    expect(refusal(() => metricIn(asked('{"key": "a\\u0000", "value": 1}')))).toContain('cannot be stored');
    expect(refusal(() => metricIn(asked('{"key": "a\\ud800", "value": 1}')))).toContain('cannot be stored');
  });
});

describe('params and tags on the wire', () => {
  it('are cut where they are too long, and not in the midst of a character', () => {
    expect(paramIn(asked(JSON.stringify({ key: 'p', value: 'x'.repeat(6_001) })))[1]).toHaveLength(6_000);
    expect(tagIn(asked(JSON.stringify({ key: 't', value: `${'x'.repeat(7_999)}😀` })))[1]).toBe('x'.repeat(7_999));
    expect(paramIn(asked('{"key": "p", "value": ""}'))).toEqual(['p', '']);
  });
});

describe('a batch on the wire', () => {
  const metrics = (n: number): object[] => Array.from({ length: n }, (_, i) => ({ key: `m${i}`, value: 1, timestamp: 1, step: 0 }));
  const pairs = (n: number): object[] => Array.from({ length: n }, (_, i) => ({ key: `k${i}`, value: 'v' }));
  const batch = (body: object): string => refusal(() => Object.values(batchIn(asked(JSON.stringify(body)))).map((part) => Object.keys(part as object).length));

  it('holds as much as MLflow allows, and one more of anything is refused', () => {
    expect(batch({ metrics: metrics(800), params: pairs(100), tags: pairs(100) })).toBe('accepted: [800,100,100]');
    expect(batch({ metrics: metrics(1_000) })).toBe('accepted: [1000,0,0]');
    expect(batch({ metrics: metrics(1_001) })).toContain('at most 1000 metrics. Got 1001');
    expect(batch({ params: pairs(101) })).toContain('at most 100 params');
    expect(batch({ tags: pairs(101) })).toContain('at most 100 tags');
    expect(batch({ metrics: metrics(901), params: pairs(100) })).toContain('at most 1000 metrics, params, and tags. Got 1001');
  });

  it('names the item that is wrong', () => {
    expect(batch({ metrics: [...metrics(1), { key: 'a', value: 'x', timestamp: 1 }] })).toContain("'metrics[1].value'");
    expect(batch({ params: [{ value: '1' }] })).toContain("'params[0].key'");
    expect(batch({ tags: ['x'] })).toContain("'tags[0]'");
    expect(batch({ metrics: 7 })).toContain("'metrics': expected a list");
    expect(batch({ params: [...pairs(1), ...pairs(1)] })).toContain('Duplicate parameter keys');
  });
});
