// Kept in the plainest JavaScript, so that a Node too old for the rest still gets as far as the sentence.
export function requireNode() {
  var parts = process.versions.node.split('.').map(Number)
  if (parts[0] > 20 || (parts[0] === 20 && parts[1] >= 19)) return
  console.error(
    'Replay Desk needs Node 20.19 or newer; this is ' + process.versions.node + '. Install a newer one from nodejs.org.',
  )
  process.exit(1)
}
