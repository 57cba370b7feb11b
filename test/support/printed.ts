const functions = {
  σ: (x: number) => 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  max: Math.max,
  min: Math.min,
  exp: Math.exp,
  cos: Math.cos,
  π: Math.PI,
  ln: Math.log,
  softplus: (x: number) => Math.log(1 + Math.exp(x)),
};

/** What a worked line comes to as it is printed: `½·(0.5 − 0.61)²`. @throws where it cannot be read. */
export function valueOfPrinted(text: string): number {
  const code = text
    .replaceAll('½', '(1/2)')
    .replaceAll('·', '*')
    .replaceAll('−', '-')
    .replace(/√\(/g, 'Math.sqrt(')
    .replace(/√([\d.e-]+)/g, 'Math.sqrt($1)')
    .replace(/\|([^|]*)\|/g, 'Math.abs($1)')
    .replace(/\[([^\]]*) > ([^\]]*)\]/g, '(($1) > ($2) ? 1 : 0)')
    .replaceAll('²', '**2')
    .replaceAll('³', '**3')
    .replaceAll('^', '**');
  const names = Object.keys(functions);
  const value: unknown = new Function(...names, `return ${code};`)(...Object.values(functions));
  if (typeof value !== 'number') throw new Error(`no number: ${text}`);
  return value;
}
