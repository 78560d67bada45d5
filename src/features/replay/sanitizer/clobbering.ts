/**
 * Documents and forms give out the elements that are called so instead of their own methods and properties (HTML, "named access"),
 * and then rrweb cannot rebuild the page. These are what it needs.
 */
const needed = new Set(
  `addEventListener adoptedStyleSheets append appendChild attachShadow attributes blur body childNodes children classList clientHeight
  clientWidth close compatMode contains createCDATASection createComment createElement createElementNS createTextNode defaultView
  dispatchEvent documentElement firstChild focus fonts getAttribute getBoundingClientRect getElementsByTagName getRootNode getSelection
  hasAttribute hasChildNodes head implementation insertBefore isConnected lastChild matches nextSibling nodeName nodeType normalize open
  ownerDocument parentElement parentNode previousSibling querySelector querySelectorAll readyState remove removeAttribute removeChild
  removeEventListener replaceChild scroll scrollBy scrollHeight scrollIntoView scrollLeft scrollTo scrollTop scrollWidth setAttribute
  setAttributeNS shadowRoot style styleSheets tagName textContent write`.split(/\s+/),
)

/** Elements that documents or forms give out by their name or ID. */
const namedTags = new Set(
  'button embed fieldset form frame iframe image img input keygen object output select textarea'.split(' '),
)

/** Renames names, and IDs of elements that can be called by them. `tagName` is null where it isn't known. */
export function renameClobbering(attributes: Record<string, unknown>, tagName: string | null): void {
  const names = tagName === null ? ['name'] : namedTags.has(tagName.toLowerCase()) ? ['name', 'id'] : []
  for (const name of names) {
    const value = attributes[name]
    if (typeof value === 'string' && needed.has(value)) attributes[name] = `recorded-${value}`
  }
}
