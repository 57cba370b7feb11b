import { describe, expect, it } from 'vitest';
import {
  element,
  escapeAttribute,
  escapeString,
  escapeText,
  numberText,
  unescapeXml,
} from '../../../src/xlsx/writer/xml.ts';

describe('escapeText', () => {
  it.each([
    ['a < b & c > d', 'a &lt; b &amp; c &gt; d'],
    ['"quotes" and \'apostrophes\'', '"quotes" and \'apostrophes\''],
    ['</t>', '&lt;/t&gt;'],
    ['tab\tand\nline', 'tab\tand\nline'],
    ['∂E/∂w1 σ ½ 𝛿', '∂E/∂w1 σ ½ 𝛿'],
    ['\u0000\u0001\u000b\u001f\ufffe\uffff', ''],
    ['lone \ud800 surrogates \udc00', 'lone  surrogates '],
  ])('%j → %j', (text, escaped) => {
    expect(escapeText(text)).toBe(escaped);
  });
});

describe('escapeAttribute', () => {
  it.each([
    ['say "hi" & <go>', 'say &quot;hi&quot; &amp; &lt;go&gt;'],
    ['two\nlines\r\ttab', 'two&#10;lines&#13;&#9;tab'],
    ['\u0007bell', 'bell'],
  ])('%j → %j', (text, escaped) => {
    expect(escapeAttribute(text)).toBe(escaped);
    expect(unescapeXml(escaped)).toBe(text.replace('\u0007', ''));
  });
});

describe('escapeString', () => {
  it.each([
    ['_x0041_', '_x005F_x0041_'],
    ['_x000d_', '_x005F_x000d_'],
    ['_x00_ _xZZZZ_ x0041_', '_x00_ _xZZZZ_ x0041_'],
    ['_x0041_x0042_', '_x005F_x0041_x005F_x0042_'],
    ['\u0001\ufffe', '_x0001__xFFFE_'],
    ['\ud800', '_xD800_'],
    ['plain', 'plain'],
  ])('%j → %j', (text, escaped) => {
    expect(escapeString(text)).toBe(escaped);
  });
});

describe('numberText', () => {
  it.each([
    [0.1, '0.1'],
    [1 / 3, '0.3333333333333333'],
    [-0, '0'],
    [1e21, '1e+21'],
    [5e-324, '5e-324'],
    [1.7976931348623157e308, '1.7976931348623157e+308'],
  ])('%d → %s', (value, text) => {
    expect(numberText(value)).toBe(text);
    expect(Number(text)).toBe(value === 0 ? 0 : value);
  });

  it.each([Number.NaN, Infinity, -Infinity])('refuses %d', (value) => {
    expect(() => numberText(value)).toThrow(RangeError);
  });
});

describe('element', () => {
  it('leaves out what is undefined and closes what is empty', () => {
    expect(element('a', { b: 1, c: undefined, d: '"' })).toBe('<a b="1" d="&quot;"/>');
    expect(element('a', {}, '<b/>', '', 'text')).toBe('<a><b/>text</a>');
  });
});
