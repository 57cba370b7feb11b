import { readFileSync } from 'node:fs';

/**
 * The most memory this process has held so far, in bytes.
 *
 * Linux counts `maxRSS` on from what the parent held when it forked, so a small program started by
 * a large one would look large; VmHWM starts anew with each program.
 */
export function peakMemory(): number {
  try {
    const status = readFileSync('/proc/self/status', 'utf8');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)![1]) * 1024;
  } catch {
    return process.resourceUsage().maxRSS * 1024;
  }
}
