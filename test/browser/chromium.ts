import { type Browser, chromium as launcher } from 'playwright-core';
import { needsProgram } from '../engines/tool.ts';

/** Debian's Chromium: what a page computes in a browser of today. */
export const chromium = {
  name: 'Chromium',
  available: () => needsProgram('chromium', 'chromium'),
};

const FLAGS = [
  // Its sandbox refuses to run as root, which is who runs tests in a container.
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A browser without a window, which ends with what is done in it. */
export async function withBrowser<T>(use: (browser: Browser) => Promise<T>): Promise<T> {
  const browser = await launcher.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
  try {
    return await use(browser);
  } finally {
    await browser.close();
  }
}
