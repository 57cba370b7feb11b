import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { mulberry32 } from '../../src/functions/random.ts';
import { scratchFolder } from '../cli/world.ts';
import { type Ended, gradsheet, lesson, wholeLesson } from './command.ts';

const FILE = 'out.xlsx';
const LEFTOVER = /^\.out\.xlsx\.\d+\.[0-9a-f]{8}\.tmp$/;
const LANES = 4;

/** Two workbooks that take each other's place, by learning rate. */
const whole = new Map<number, Buffer>();
const [one, other] = [1, 2];

beforeAll(async () => {
  for (const rate of [one, other]) whole.set(rate, await wholeLesson(rate));
});

/** When to send a signal to a run that takes about `seconds` and writes into `folder`. */
type Moment = (send: () => void, folder: string, seconds: number) => void;

const after =
  (part: number): Moment =>
  (send, _folder, seconds) => {
    setTimeout(send, part * seconds * 1000);
  };

/** So long after the temporary file has come into being. */
const whileWriting =
  (milliseconds: number): Moment =>
  (send, folder) => {
    const watcher = watch(folder, (_event, name) => {
      if (!LEFTOVER.test(name ?? '')) return;
      watcher.close();
      setTimeout(send, milliseconds);
    });
    watcher.unref();
  };

interface Interrupted extends Ended {
  readonly holds: 'the old' | 'the new' | 'something else';
  readonly leftovers: readonly string[];
}

/**
 * For each moment, makes one workbook over the other and is interrupted, then makes it again in
 * peace. Gives what there was after each interruption; whatever comes then must mend it.
 */
async function interrupt(
  moments: readonly Moment[],
  signal: NodeJS.Signals,
): Promise<Interrupted[]> {
  const folder = scratchFolder();
  const target = join(folder, FILE);
  let [old, fresh] = [one, other];
  writeFileSync(target, whole.get(old)!);
  let seconds = 0.5;
  const outcomes: Interrupted[] = [];
  for (const moment of moments) {
    const onStart = (child: ChildProcess) => moment(() => child.kill(signal), folder, seconds);
    const ended = await gradsheet(lesson(fresh, FILE), { cwd: folder, onStart });
    const now = readFileSync(target);
    const holds = now.equals(whole.get(old)!)
      ? 'the old'
      : now.equals(whole.get(fresh)!)
        ? 'the new'
        : 'something else';
    const leftovers = readdirSync(folder).filter((name) => name !== FILE);
    outcomes.push({ ...ended, holds, leftovers });

    const again = await gradsheet(lesson(fresh, FILE), { cwd: folder });
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(folder)).toEqual([FILE]);
    expect(readFileSync(target).equals(whole.get(fresh)!)).toBe(true);
    seconds = again.seconds;
    [old, fresh] = [fresh, old];
  }
  return outcomes;
}

/** The moments, shared out to folders that are worked on side by side. */
async function interruptAll(moments: readonly Moment[], signal: NodeJS.Signals) {
  const lanes = Array.from({ length: LANES }, (_, lane) =>
    interrupt(
      moments.filter((_moment, i) => i % LANES === lane),
      signal,
    ),
  );
  return (await Promise.all(lanes)).flat();
}

const seeded = (count: number, seed: number) => {
  const next = mulberry32(seed);
  return Array.from({ length: count }, () => next());
};

describe('kill -9', () => {
  it('at 50 random moments leaves the old or the new file', async () => {
    const moments = seeded(50, 1).map((part) => after(1.1 * part));
    const outcomes = await interruptAll(moments, 'SIGKILL');
    expect(outcomes).toHaveLength(50);
    expect(new Set(outcomes.map(({ holds }) => holds))).not.toContain('something else');
    for (const name of outcomes.flatMap(({ leftovers }) => leftovers)) {
      expect(name).toMatch(LEFTOVER);
    }
    // Otherwise the moments were no good.
    expect(outcomes.filter((ended) => ended.signal === 'SIGKILL').length).toBeGreaterThan(25);
  });

  it('in the middle of writing leaves the old or the new file', async () => {
    const moments = seeded(24, 2).map((part) => whileWriting(3 * part * part));
    const outcomes = await interruptAll(moments, 'SIGKILL');
    expect(new Set(outcomes.map(({ holds }) => holds))).not.toContain('something else');
    expect(outcomes.filter(({ leftovers }) => leftovers.length > 0)).not.toEqual([]);
  });
});

describe('Ctrl-C', () => {
  it.each<[string, Moment[]]>([
    ['at 12 random moments', seeded(12, 3).map((part) => after(1.1 * part))],
    ['in the middle of writing', seeded(12, 4).map((part) => whileWriting(3 * part * part))],
  ])('%s leaves a whole file and nothing else', async (_when, moments) => {
    const outcomes = await interruptAll(moments, 'SIGINT');
    for (const { code, signal, stderr, holds, leftovers } of outcomes) {
      // Before anything is listening, the signal itself ends the process.
      expect(signal === 'SIGINT' || code === 130 || code === 0).toBe(true);
      expect([stderr, leftovers]).toEqual(['', []]);
      expect(holds).not.toBe('something else');
      if (code === 0) expect(holds).toBe('the new');
    }
  });
});
