/**
 * Hand-written recordings that attack whoever watches them, or are damaged. Whoever plays one must show its two texts, run
 * nothing, open nothing, go nowhere and load nothing.
 */
export type HostileRecording = {
  slug: HostileSlug
  id: string
  /** The person's name in the list. */
  title: string
  /** What it tries. */
  attempts: string
  /** Text on the page from its first full snapshot on. A correct player shows it. */
  shows: string
  /** What a change adds two seconds later, on the same page. */
  showsLater: string
}

const attacks = {
  scripts: ['scripts', 'Script elements in head, body, templates and SVG: inline, by address, as modules, as speculation rules.'],
  handlers: ['event handlers', 'onload, onerror, onclick, onfocus, ontoggle and others, in odd case too, with autofocus.'],
  links: [
    'javascript: links',
    'javascript: addresses in every attribute that takes one, with odd case, entities, tabs and controls.',
  ],
  srcdoc: ['srcdoc frames', 'Frames with a document in srcdoc, and sandbox attributes that allow everything.'],
  refresh: ['meta refresh', 'http-equiv: refresh to another site and to javascript:, a policy of its own, cookies.'],
  base: ['base address', 'Base elements that lead every relative address and every link elsewhere, to the top window.'],
  animation: [
    'SVG animation',
    'set, animate and animateMotion that turn a harmless link into a javascript: one; onbegin; use and image.',
  ],
  frames: ['frames from elsewhere', 'iframe, frame, object, embed and portal with pages that would leave the top window.'],
  nested: ['nested documents', 'rrweb documents attached to frames by changes, three deep, each with scripts and handlers.'],
  shadow: ['shadow roots', 'Scripts, handlers and addresses inside shadow roots, attached at once and by changes.'],
  styles: [
    'style sheets',
    '@import, url(), fonts, cursors, lists and image-set() in style elements, _cssText and style attributes.',
  ],
  rules: ['style rules', 'Rules added by stylesheet events, adopted style sheets and style declarations, all with addresses.'],
  fonts: ['fonts', 'Font events, by which players make a font face in their own window.'],
  media: [
    'images and media',
    'img, srcset, picture, video, audio, track, poster, input image, background, and media events that play.',
  ],
  hints: [
    'resource hints',
    'preload, prefetch, preconnect, dns-prefetch, modulepreload, prerender, icon, manifest, stylesheet links.',
  ],
  forms: ['forms', 'Forms with actions, buttons with formaction, fields that take the focus, all into the top window.'],
  ping: ['ping', 'Links with ping, attributionsrc and download.'],
  canvas: ['canvas', 'Canvas commands that draw pictures from elsewhere; pictures of a canvas that are addresses.'],
  reserved: [
    'reserved attributes',
    'The attributes by which rrweb talks to its player: rr_dataURL, rr_src, rr_open_mode, rr_mediaState.',
  ],
  lines: [
    'console and network',
    'Markup, javascript: addresses and very long words in console lines, network entries and addresses.',
  ],
  names: ['strange names', 'Elements named with spaces, quotes and markup; elements that define themselves; no name at all.'],
  prototype: ['prototype', 'Attributes and members named __proto__, constructor and toString.'],
  direction: ['direction', 'Marks that turn the direction of text, joiners, half letters, and text in other directions.'],
  windows: ['window names', 'Windows named __proto__, nothing, a number, markup, a very long name; sixty windows.'],
  wide: ['huge document', 'A document of 50,000 elements, and 10,000 more in one change.'],
  deep: ['deep document', 'Two thousand elements inside each other, and two thousand more in one change.'],
  tree: ['broken tree', 'Nodes without id, with the same id, of unknown kinds, without children, with children that are none.'],
  changes: [
    'impossible changes',
    'Changes of nodes that never were, of nodes into themselves and each other, and lists that are none.',
  ],
  sizes: [
    'impossible sizes',
    'Screens of a billion pixels and of none, scrolls and pointers far outside, movements by the thousand.',
  ],
  gzip: [
    'broken gzip',
    'Packed fields that break off, are no gzip, no JSON, the wrong thing, or not even characters of one byte.',
  ],
  packing: ['unknown packing', 'cv of a future, an empty, and an impossible kind.'],
  order: ['wrong order', 'Blocks and lines in reverse.'],
  meta: ['missing Meta', 'Full snapshots without a Meta event before them.'],
  empty: ['empty lines', 'Empty lines, spaces and line feeds between all lines.'],
  junk: ['junk lines', 'Lines that are no JSON, or other JSON than an event: web pages, numbers, half events.'],
  twice: ['duplicates', 'Every event three times, in the same block and in the next.'],
  shapes: ['no events', 'Events that are numbers, texts, lists, nothing; types and data of the wrong kind.'],
  clocks: ['impossible times', 'Times before 1970, in the year 9999, infinite, as text and as nothing.'],
} as const

export type HostileSlug = keyof typeof attacks

function describe(slug: HostileSlug): HostileRecording {
  const [name, attempts] = attacks[slug]
  const [shows, showsLater] = [`Harmless text of ${slug}`, `Later text of ${slug}`]
  return { slug, id: `hostile-${slug}`, title: `Hostile: ${name}`, attempts, shows, showsLater }
}

function isSlug(name: string): name is HostileSlug {
  return Object.hasOwn(attacks, name)
}

/** All of them, in the order of the list. */
export const hostileRecordings: readonly HostileRecording[] = Object.keys(attacks).filter(isSlug).map(describe)
