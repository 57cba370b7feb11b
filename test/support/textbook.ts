/** What the names in a line of a textbook stand for. */
export interface Meaning {
  /** The value of `w1`, `a_h1`, `δ_o1` or `∂E_total/∂w1`. */
  readonly value: (name: string) => number;
  readonly functions: Readonly<Record<string, (...arguments_: number[]) => number>>;
}

const TOKENS = /(?:mean )?∂\w+\/∂\w+|(?:old )?[\p{L}_][\p{L}\p{M}\d_₀-₉]*′?|\d+(?:\.\d+)?|\S/gu;
const NAME = /^(mean |∂.|[\p{L}_])/u;

/**
 * The number that a formula stands for, as a textbook prints it: `½·(t1 − a_o1)²`, `1/(1 + e⁻ˣ)`.
 * Written for the tests alone, from the rules of arithmetic.
 * @throws Error at whatever is no arithmetic.
 */
export function evaluate(text: string, meaning: Meaning): number {
  const plain = text
    .replace(/e⁻ˣ/g, 'exp(−x)')
    .replace(/eˣ/g, 'exp(x)')
    // e^min(0, x)
    .replace(/\be\^(\w+\([^()]*\))/g, 'exp($1)');
  const tokens = plain.match(TOKENS) ?? [];
  let next = 0;
  const take = (expected: string) => {
    if (tokens[next] !== expected) return false;
    next++;
    return true;
  };

  function sum(): number {
    let total = product();
    for (;;) {
      if (take('+')) total += product();
      else if (take('−')) total -= product();
      else return total;
    }
  }
  function product(): number {
    let total = signed();
    for (;;) {
      if (take('·')) total *= signed();
      else if (take('/')) total /= signed();
      else return total;
    }
  }
  function signed(): number {
    return take('−') ? -signed() : squared();
  }
  function squared(): number {
    const base = single();
    if (take('³')) return base * base * base;
    if (take('^')) return base ** single();
    return take('²') ? base * base : base;
  }
  function single(): number {
    if (take('½')) return 0.5;
    if (take('π')) return Math.PI;
    if (take('√')) return Math.sqrt(single());
    if (take('(')) return closed();
    if (take('[')) return condition();
    if (take('⌊')) return Math.floor(until('⌋'));
    if (take('|')) return Math.abs(until('|'));
    const token = tokens[next++];
    if (/^\d/.test(token)) return Number(token);
    if (!NAME.test(token ?? '')) throw new Error(`"${token}" in "${text}"`);
    if (!take('(')) return meaning.value(token);
    const list = [sum()];
    while (take(',')) list.push(sum());
    endOf(0);
    return meaning.functions[token](...list);
  }
  /** Iverson's brackets: 1 if it is so, else 0. */
  function condition(): number {
    const left = sum();
    const [greater, atMost] = [take('>'), take('≤')];
    if (!greater && !atMost) throw new Error(`no condition in "${text}"`);
    const right = until(']');
    return Number(greater ? left > right : left <= right);
  }
  function until(end: string): number {
    const inner = sum();
    if (!take(end)) throw new Error(`no ${end} in "${text}"`);
    return inner;
  }
  function closed(): number {
    return endOf(sum());
  }
  function endOf(inner: number): number {
    if (!take(')')) throw new Error(`an open bracket in "${text}"`);
    return inner;
  }

  const result = sum();
  if (next < tokens.length) throw new Error(`"${tokens[next]}" in "${text}"`);
  return result;
}
