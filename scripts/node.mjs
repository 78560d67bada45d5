// In old JavaScript, so that an outdated Node can still run it and print the message.
export function requireNode() {
  var parts = process.versions.node.split('.').map(Number)
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return
  console.error(
    'Replay Desk needs Node 20.19 or newer; this is ' + process.versions.node + '. Install a newer version from nodejs.org.',
  )
  process.exit(1)
}
