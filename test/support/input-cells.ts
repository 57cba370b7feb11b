import { planWorkbook } from '../../src/layout/plan.ts';
import { DATA, type Place, SHEETS } from '../../src/layout/sheets.ts';
import { buildNetwork } from '../../src/network/network.ts';
import { type Ref, refKey } from '../../src/ref.ts';
import type { Spec } from '../../src/spec/spec.ts';
import { cellAddress } from '../../src/xlsx/address.ts';
import type { Edit } from '../engines/edit.ts';

/** The cell of an input on `Network`, `Training` or `Learning rates`, where the layout puts it. */
export function inputCells(spec: Spec) {
  const plan = planWorkbook(buildNetwork(spec));
  const edit = ({ sheet, column, row }: Place, value: number): Edit => ({
    sheet,
    cell: cellAddress(column, row),
    value,
  });
  const { desk } = plan;
  return {
    tolerance: (value: number) => edit(desk.tolerance, value),
    eta: (value: number) => edit(desk.eta, value),
    selectedStep: (value: number) => edit(desk.selectedStep, value),
    given: (r: Ref, value: number) => edit(desk.placeOf(r), value),
    selectedSample: (value: number) => edit(desk.selectedSample!, value),
    data: (r: Ref, sample: number, value: number) => {
      const { column } = plan.data!.columns.find((each) => refKey(each.ref) === refKey(r))!;
      return edit({ sheet: SHEETS.data, column, row: DATA.firstRow + sample }, value);
    },
    weight: (r: Ref, value: number) =>
      edit(
        { sheet: SHEETS.training, column: plan.training.columnOf(r), row: plan.training.firstRow },
        value,
      ),
    rate: (index: number, value: number) => edit(plan.rates.placeOf(index), value),
  };
}
