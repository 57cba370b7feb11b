import { describe, expect, it } from 'vitest';
import { parseCompare, parseOut, parseRate, parseSteps } from '../../src/cli/flags.ts';
import { refusal } from '../spec/specs.ts';

describe('flags', () => {
  it.each<[(text: string) => unknown, string, unknown]>([
    [parseRate, '2', 2],
    [parseRate, '-1', -1],
    [parseRate, '+.5', 0.5],
    [parseRate, '5.', 5],
    [parseRate, '1e-300', 1e-300],
    [parseRate, '1.7E308', 1.7e308],
    [parseRate, '-0', 0],
    [parseSteps, '10', 10],
    [parseSteps, '1e3', 1000],
    [parseCompare, 'none', []],
    [parseCompare, '0.1', [0.1]],
    [parseCompare, '0.1,1e2, -3', [0.1, 100, -3]],
    [parseOut, 'a.xlsx', 'a.xlsx'],
  ])('%o reads %j', (parse, text, value) => {
    expect(parse(text)).toStrictEqual(value);
  });

  it.each<[(text: string) => unknown, string, RegExp]>([
    [parseRate, 'abc', /^--lr: the learning rate must be a number, not "abc"$/],
    [parseRate, 'NaN', /must be a finite number, not NaN/],
    [parseRate, '-Infinity', /must be a finite number, not -Infinity/],
    [parseRate, '1e999', /1e999 is beyond 1.8e308/],
    [parseRate, '', /the learning rate is missing/],
    [parseRate, ' ', /the learning rate is missing/],
    [parseRate, '0x1F', /must be a number/],
    [parseRate, '0,5', /must be a number, not "0,5"/],
    [parseRate, '--steps', /must be a number, not "--steps"/],
    [parseSteps, '1.5', /^--steps: .*whole number of at least 1, not 1.5/],
    [parseSteps, '0', /whole number of at least 1/],
    [parseSteps, '-3', /whole number of at least 1/],
    [parseSteps, 'ten', /must be a number, not "ten"/],
    [parseSteps, '1e300', /whole number/],
    [parseCompare, '', /^--compare: learning rate 1 is missing/],
    [parseCompare, '1,,2', /learning rate 2 is missing/],
    [parseCompare, '1,2,', /learning rate 3 is missing/],
    [parseCompare, '1,x', /learning rate 2 must be a number, not "x"/],
    [parseCompare, '1,NaN', /learning rate 2 must be a finite number/],
    [parseCompare, '1,2,1.0', /rate 1 is listed twice/],
    [parseCompare, Array.from({ length: 201 }, (_, i) => i).join(), /201 learning rates/],
    [parseOut, '', /^--out: the file is missing/],
    [parseOut, 'folder/', /folder\/ is a folder/],
    [parseOut, '-', /standard output/],
  ])('%o refuses %j', (parse, text, message) => {
    const error = refusal(() => parse(text));
    expect(error.code).toBe('USAGE');
    expect(error.message).toMatch(message);
    expect(error.hint).not.toBe('');
  });
});
