const isRoot = process.getuid?.() === 0

/** For every Chromium that measures or tests: no requests of its own, and no sandbox when run as root. */
export const launchOptions = {
  executablePath: process.env['CHROMIUM_PATH'],
  args: [
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...(isRoot ? ['--no-sandbox', '--disable-gpu'] : []),
  ],
}
