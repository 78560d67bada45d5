/** The server accepted the change and did not make it. */
export function unchangedLinkMessage(isOn: boolean): string {
  return `The server left the link ${isOn ? 'on' : 'off'}.`
}

/** The server accepted to replace a link and returned the same one. */
export const sameLinkMessage = 'The server reported a new link but returned the same one.'

/** The server has no endpoint to replace a link. */
export const noReplacementMessage = 'This server can’t replace links: the same one returns if sharing is turned on again.'
