import { existsSync } from 'node:fs'
import { type Browser, chromium } from '@playwright/test'

const usual = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** Starts Chromium for which `host` is the local server, whatever its port (`CHROMIUM_PATH`, the usual places, or Playwright's own; more flags in `CHROMIUM_ARGS`). */
export function launchBrowser(host: string, port: number): Promise<Browser> {
  const executablePath = process.env['CHROMIUM_PATH'] ?? usual.find((path) => existsSync(path))
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      `--host-resolver-rules=MAP ${host} 127.0.0.1:${port}`,
      // The shop speaks http alone; trying https first would only cost time.
      '--disable-features=HttpsUpgrades',
      '--disable-background-networking',
      '--no-first-run',
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(process.env['CHROMIUM_ARGS']?.split(/\s+/).filter(Boolean) ?? []),
    ],
  })
}
