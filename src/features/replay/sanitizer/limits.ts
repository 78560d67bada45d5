/** A hostile recording must not hold the tab, so what takes too long to draw or list is left out and counted as "excess". */
export const limits = {
  /** Pointer positions of one event; recorders collect for half a second. */
  positions: 2000,
  /** Characters of one text of a page. */
  text: 500_000,
  /** Characters of all texts that one event adds. */
  texts: 1_000_000,
  /** Nodes that one event adds; large pages have 20,000. */
  nodes: 60_000,
  /** Events that are listed, of all streams. */
  items: 50_000,
  /** Copies that `<use>` makes, those in copies included. */
  copies: 5000,
  /** Uses inside uses: all copies are counted anew for each of them. */
  nestedUses: 2000,
  /** Blurs in pixels: hundreds of elements with larger ones take seconds to paint. */
  blur: 50,
} as const
