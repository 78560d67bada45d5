/** Of a server that answered well and did not do it. */
export function unchangedLinkMessage(isOn: boolean): string {
  return `The server left the link ${isOn ? 'on' : 'off'}.`
}

/** Of a server that answered well to dropping a link that is off, and told the same link again. */
export const sameLinkMessage = 'The server answered as if it had dropped the link, and told the same one again.'

/** Of a server that lacks the call by which a link is dropped. */
export const noReplacementMessage = 'This server cannot drop a link: the same one returns if sharing is switched on again.'
