import type { Context } from './context.ts';
import type { Tell } from './facts.ts';
import type { Attributes, PartHandler } from './parts.ts';
import { isTaken } from './workbook.ts';

/** Tells what a sheet accepts in its cells, and which formats depend on what is in them. */
export function tellRules(
  part: string,
  { ruleFormats: formats }: Context,
  tell: Tell,
): PartHandler {
  const priorities = new Set<number>();
  let areas = '';
  let formulas: string[] = [];
  let colours = 0;

  const tellValidation = ({ sqref = '', type = 'none', ...texts }: Attributes) => {
    const { prompt = '', promptTitle = '', error = '', errorTitle = '' } = texts;
    const given = { prompt, promptTitle, error, errorTitle };
    tell('validation', { part, place: sqref, areas: sqref, type, formulas, ...given });
  };
  const tellRule = ({ type = '', priority: given, dxfId }: Attributes) => {
    const priority = Number(given);
    const taken = isTaken(priorities, priority);
    const format = dxfId === undefined ? undefined : Number(dxfId);
    const place = `rule ${given} of ${areas}`;
    const about = { type, areas, priority, taken, formulas, format, formats, colours };
    tell('rule', { part, place, ...about });
  };
  return {
    open(element, { sqref = '' }, around) {
      if (element === 'conditionalFormatting') areas = sqref;
      if (element === 'cfRule' || element === 'dataValidation') formulas = [];
      if (element === 'cfRule') colours = 0;
      if (element === 'color' && around.includes('colorScale')) colours++;
    },
    close(element, text, attributes) {
      if (FORMULAS.has(element)) formulas.push(text);
      if (element === 'dataValidation') tellValidation(attributes);
      if (element === 'cfRule') tellRule(attributes);
    },
  };
}

const FORMULAS = new Set(['formula', 'formula1', 'formula2']);
