import { describe, expect, it } from 'vitest';
import {
  attribute,
  child,
  children,
  content,
  inOrder,
  insertChild,
  root,
  withAttribute,
} from '../../../src/xlsx/writer/scan.ts';

const XML =
  '<?xml version="1.0"?>\n<!-- <a> --><root x="1 > 0"><a><b/></a><b y="\'"><c/>text</b><d/></root>';

describe('children', () => {
  it('sees only the direct ones', () => {
    expect(children(XML).map(({ name }) => name)).toEqual(['a', 'b', 'd']);
    expect(content(XML, child(XML, 'b')!)).toBe('<c/>text');
    expect(children(XML, child(XML, 'a')).map(({ name }) => name)).toEqual(['b']);
    expect(children(XML, child(XML, 'd'))).toEqual([]);
  });
});

describe('an element in one of the same name', () => {
  it.each([
    ['<r><a><a/><ab/><a x=">"><a/></a></a><b/></r>', ['a', 'b']],
    ['<r><a/><a></a><a>1</a></r>', ['a', 'a', 'a']],
    ['<a><a><b/></a><c/></a>', ['a', 'c']],
  ])('ends where it ends in %s', (xml, names) => {
    expect(children(xml).map(({ name }) => name)).toEqual(names);
    expect(
      children(xml)
        .map(({ start, end }) => xml.slice(start, end))
        .join(''),
    ).toBe(content(xml, root(xml)));
  });
});

describe('inOrder and insertChild', () => {
  it('sorts children by the list and leaves strangers at the end', () => {
    expect(inOrder('<r><z/><b/><a>1</a><b>2</b></r>', ['a', 'b'])).toBe(
      '<r><a>1</a><b/><b>2</b><z/></r>',
    );
  });

  it.each([
    ['<r><a/><c/></r>', '<r><a/><b/><c/></r>'],
    ['<r/>', '<r><b/></r>'],
    ['<r x="1" />', '<r x="1"><b/></r>'],
    ['<r></r>', '<r><b/></r>'],
  ])('inserts into %s', (xml, expected) => {
    expect(insertChild(xml, '<b/>', ['a', 'b', 'c'])).toBe(expected);
  });
});

describe('attributes', () => {
  it('reads, sets and removes', () => {
    const tag = '<c r="A1" t="a&quot;&apos;b"/>';
    expect(attribute(tag, 't')).toBe('a"\'b');
    expect(attribute(tag, 's')).toBeUndefined();
    expect(withAttribute(tag, 't', '<')).toBe('<c r="A1" t="&lt;"/>');
    expect(withAttribute(tag, 't', undefined)).toBe('<c r="A1"/>');
    expect(withAttribute('<c>', 's', '5')).toBe('<c s="5">');
  });
});
