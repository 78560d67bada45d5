/** The server accepted the change and did not make it. */
export function unchangedLinkMessage(isOn: boolean): string {
  return `The server left the link ${isOn ? 'on' : 'off'}.`
}

/** The server accepted to replace a link and returned the same one. */
export const sameLinkMessage = 'The server answered as if it had dropped the link, and told the same one again.'

/** The server has no endpoint to replace a link. */
export const noReplacementMessage = 'This server cannot drop a link: the same one returns if sharing is switched on again.'
