import { describe, expect, it } from 'vitest';
import { type Block, type BlockColumn, rowXml } from '../../../src/xlsx/writer/rows.ts';

const column = (rest: Partial<BlockColumn>): BlockColumn => ({
  styles: [1, 2],
  rest: { kind: 'number' },
  value: (row) => row,
  ...rest,
});

const block = (rows: number, ...columns: BlockColumn[]): Block => ({
  firstRow: 7,
  rows,
  firstColumn: 2,
  columns,
});

const write = (...blocks: Block[]) => [...rowXml(blocks)].join('');

describe('rowXml', () => {
  it('writes constants with the styles of the first row and of the rest', () => {
    expect(write(block(3, column({ value: (row) => row / 4 })))).toBe(
      '<row r="7"><c r="B7" s="1"><v>0</v></c></row>' +
        '<row r="8"><c r="B8" s="2"><v>0.25</v></c></row>' +
        '<row r="9"><c r="B9" s="2"><v>0.5</v></c></row>',
    );
  });

  it('shares a formula down the whole column', () => {
    expect(write(block(3, column({ rest: { kind: 'shared', formula: 'A7<$A$1' } })))).toBe(
      '<row r="7"><c r="B7" s="1"><f t="shared" ref="B7:B9" si="0">A7&lt;$A$1</f><v>0</v></c></row>' +
        '<row r="8"><c r="B8" s="2"><f t="shared" si="0"/><v>1</v></c></row>' +
        '<row r="9"><c r="B9" s="2"><f t="shared" si="0"/><v>2</v></c></row>',
    );
  });

  it('starts the shared formula below a first row that differs', () => {
    const rest = { kind: 'shared', formula: 'B7*2' } as const;
    expect(write(block(3, column({ first: { kind: 'number' }, rest })))).toBe(
      '<row r="7"><c r="B7" s="1"><v>0</v></c></row>' +
        '<row r="8"><c r="B8" s="2"><f t="shared" ref="B8:B9" si="0">B7*2</f><v>1</v></c></row>' +
        '<row r="9"><c r="B9" s="2"><f t="shared" si="0"/><v>2</v></c></row>',
    );
  });

  it('shares nothing in a region of one row', () => {
    const first = { kind: 'shared', formula: 'A1' } as const;
    const rest = { kind: 'shared', formula: 'B7*2' } as const;
    const alone = write(block(1, column({ rest })));
    expect(alone).toBe('<row r="7"><c r="B7" s="1"><f>B7*2</f><v>0</v></c></row>');
    const two = write(block(2, column({ first, rest })));
    expect(two).toContain('<c r="B7" s="1"><f>A1</f><v>0</v></c>');
    expect(two).toContain('<c r="B8" s="2"><f>B7*2</f><v>1</v></c>');
  });

  it('writes a formula of its own into every cell', () => {
    const rest = { kind: 'each', formula: (row: number) => `'Net & co'!B${row}` } as const;
    const xml = write(block(2, column({ rest })));
    expect(xml).toContain("<f>'Net &amp; co'!B0</f><v>0</v>");
    expect(xml).toContain("<f>'Net &amp; co'!B1</f><v>1</v>");
  });

  it.each([Number.NaN, Infinity, -Infinity])('caches %d as an error', (value) => {
    const rest = { kind: 'shared', formula: 'B6/0' } as const;
    const xml = write(
      block(2, column({ rest, value: () => value }), column({ value: () => value, error: '#N/A' })),
    );
    expect(xml).toContain('<c r="B8" s="2" t="e"><f t="shared" si="0"/><v>#NUM!</v></c>');
    expect(xml).toContain('<c r="C8" s="2" t="e"><v>#N/A</v></c>');
  });

  it('counts shared formulas through the blocks of a sheet, from a given number', () => {
    const rest = { kind: 'shared', formula: 'A1' } as const;
    const blocks = [
      block(2, column({ rest }), column({ rest })),
      { ...block(2, column({ rest })), firstRow: 20 },
    ];
    const xml = [...rowXml(blocks, 5)].join('');
    expect(
      [...xml.matchAll(/ref="([A-Z0-9:]+)" si="(\d+)"/g)].map(([, ref, si]) => [ref, si]),
    ).toEqual([
      ['B7:B8', '5'],
      ['C7:C8', '6'],
      ['B20:B21', '7'],
    ]);
  });

  it('takes a block only when the one before is written', () => {
    const events: string[] = [];
    function* blocks() {
      for (const name of ['first', 'second']) {
        events.push(`make ${name}`);
        // Wide enough that one row exceeds a chunk.
        const value = () => {
          if (events.at(-1) !== `write ${name}`) events.push(`write ${name}`);
          return 0;
        };
        yield block(1, ...Array.from({ length: 4000 }, () => column({ value })));
      }
    }
    for (const _ of rowXml(blocks())) events.push('chunk');
    expect(events).toEqual([
      'make first',
      'write first',
      'chunk',
      'make second',
      'write second',
      'chunk',
    ]);
  });

  it('keeps chunks near 64 KB', () => {
    const sizes = [...rowXml([block(20_000, column({}), column({}))])].map((chunk) => chunk.length);
    expect(sizes.length).toBeGreaterThan(5);
    for (const size of sizes.slice(0, -1)) {
      expect(size).toBeGreaterThanOrEqual(65_536);
      expect(size).toBeLessThan(66_000);
    }
  });
});
