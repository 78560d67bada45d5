/** Of a server that answered well and did not do it. */
export function leftMessages(isOn: boolean): string {
  return `The server left the link ${isOn ? 'on' : 'off'}.`
}

/** Of a server that answered well to dropping a link that is off, and told the same link again. */
export const keptMessages = 'The server answered as if it had dropped the link, and told the same one again.'

/** Of a server that lacks the call by which a link is dropped. */
export const noDropMessage = 'This server cannot drop a link: the same one returns if sharing is switched on again.'
