import { describe, it } from 'vitest';
import type { Tool } from './tool.ts';

/**
 * `describe` for tests that need a tool. Where it is missing, the suite is skipped and says why;
 * in CI (where `CI` is set) it fails instead, so that a proof is never dropped silently.
 *
 * ```ts
 * engineOrSkip(libreoffice)('templates', () => { … });
 * ```
 */
export function engineOrSkip(...tools: readonly Tool[]) {
  const reasons = tools.flatMap((tool) => {
    const available = tool.available();
    return available === true ? [] : [`${tool.name}: ${available}`];
  });
  return (title: string, body: () => void): void => {
    if (reasons.length === 0) {
      describe(title, body);
    } else if (process.env.CI) {
      it(title, () => {
        throw new Error(`CI must have every engine. ${reasons.join('; ')}`);
      });
    } else {
      describe.skip(`${title} [skipped: ${reasons.join('; ')}]`, body);
    }
  };
}
