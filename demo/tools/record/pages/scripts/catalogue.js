/** What the shop sells. Prices are in pence. */
export const goods = [
  {
    slug: 'hand-fork',
    name: 'Hand fork, ash',
    kind: 'tools',
    price: 1850,
    about: 'Forged in one piece, with an oiled ash handle.',
  },
  {
    slug: 'secateurs',
    name: 'Bypass secateurs',
    kind: 'tools',
    price: 4200,
    about: 'Cuts clean up to 22 mm; every part can be replaced.',
  },
  { slug: 'whetstone', name: 'Whetstone 400/1000', kind: 'tools', price: 2600, about: 'Two grits: one to shape, one to finish.' },
  {
    slug: 'watering-can',
    name: 'Watering can, 5 l',
    kind: 'tools',
    price: 3900,
    about: 'Zinc, with a brass rose that does not drip.',
  },
  {
    slug: 'tulip-negrita',
    name: 'Tulip ‘Negrita’, 20 bulbs',
    kind: 'seeds',
    price: 1100,
    about: 'Deep plum, late April, 45 cm.',
  },
  { slug: 'winter-lettuce', name: 'Winter lettuce', kind: 'seeds', price: 320, about: 'Sow until October; eat in March.' },
  {
    slug: 'broad-beans',
    name: 'Broad beans, early',
    kind: 'seeds',
    price: 380,
    about: 'Sown in November they beat the blackfly.',
  },
  {
    slug: 'terracotta-24',
    name: 'Terracotta pot, 24 cm',
    kind: 'pots',
    price: 1450,
    about: 'Fired hot enough to stay out in frost.',
  },
  { slug: 'seed-tray', name: 'Seed tray, oak', kind: 'pots', price: 2100, about: 'Six rows, dovetailed, with a zinc liner.' },
]

const grounds = { tools: '#dde7dd', seeds: '#f3e3d3', pots: '#e6dff0' }

const shapes = {
  tools: '<path d="M78 20h4v46h-4z" fill="#c9a46a"/><path d="M66 66h28l-4 34h-4l-2-22-4 24-4-24-2 22h-4z" fill="#5f6f69"/>',
  seeds:
    '<path d="M80 96V52" stroke="#2f5d46" stroke-width="4"/><path d="M80 60q-26-4-28-30 26 2 28 30z" fill="#6f9a7c"/><path d="M80 52q4-26 28-30-2 26-28 30z" fill="#2f5d46"/>',
  pots: '<path d="M52 40h56l-6 14H58z" fill="#a4502c"/><path d="M58 54h44l-8 46H66z" fill="#c26a41"/>',
}

export function pictureOf(one) {
  return `<svg class="picture" viewBox="0 0 160 120" role="img" aria-label="${one.name}"><rect width="160" height="120" fill="${grounds[one.kind]}"/>${shapes[one.kind]}</svg>`
}

export function pounds(pence) {
  return `£${(pence / 100).toFixed(2)}`
}

export function findGood(slug) {
  return goods.find((one) => one.slug === slug)
}
