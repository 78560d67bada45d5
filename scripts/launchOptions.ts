const isRoot = process.getuid?.() === 0

/** How every Chromium is started that measures or tests: it asks nobody for anything, and needs no sandbox of its own as root. */
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
