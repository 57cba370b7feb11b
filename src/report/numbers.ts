/** A number for reading: 10 digits at most, in decimals where that is short. */
export function shown(value: number | null): string {
  if (value === null) return 'an error';
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-4 || size >= 1e10)) return value.toExponential(6);
  return String(Number(value.toPrecision(10)));
}

/** A cell of a table: five digits, scientific where decimals would show nothing. */
export function inTable(value: number): string {
  const size = Math.abs(value);
  if (value !== 0 && (size < 1e-3 || size >= 1e7)) return value.toExponential(2);
  return String(Number(value.toPrecision(5)));
}
