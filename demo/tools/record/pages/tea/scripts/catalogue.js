/** What the shop sells. Prices are in pence. */
export const goods = [
  {
    slug: 'sencha-of-the-year',
    name: 'Sencha of the year, 100 g',
    kind: 'green-tea',
    price: 1450,
    about: 'First picking from Shizuoka, grassy and bright.',
  },
  {
    slug: 'gyokuro-50g',
    name: 'Gyokuro, 50 g',
    kind: 'green-tea',
    price: 2200,
    about: 'Shaded for three weeks. Sweet peas and the sea.',
  },
  {
    slug: 'jasmine-pearls',
    name: 'Jasmine pearls, 75 g',
    kind: 'green-tea',
    price: 1680,
    about: 'Rolled by hand, scented five times.',
  },
  {
    slug: 'first-flush-darjeeling',
    name: 'First flush Darjeeling, 100 g',
    kind: 'black-tea',
    price: 1600,
    about: 'Picked in March, light as muscat.',
  },
  {
    slug: 'assam-breakfast',
    name: 'Assam breakfast, 250 g',
    kind: 'black-tea',
    price: 1280,
    about: 'Malty, strong, made for milk.',
  },
  { slug: 'smoked-lapsang', name: 'Smoked lapsang, 100 g', kind: 'black-tea', price: 1150, about: 'Dried over pine wood fires.' },
  {
    slug: 'cast-iron-teapot',
    name: 'Cast iron teapot, 1.2 l',
    kind: 'teapots',
    price: 6400,
    about: 'Keeps tea hot for an hour. Enamelled inside.',
  },
  {
    slug: 'glass-teapot',
    name: 'Glass teapot, 0.8 l',
    kind: 'teapots',
    price: 3200,
    about: 'Watch the leaves open. Safe on the hob.',
  },
  { slug: 'travel-gaiwan', name: 'Travel gaiwan', kind: 'teapots', price: 2650, about: 'Two cups and a pot in a padded case.' },
]

const grounds = { 'green-tea': '#e2eddc', 'black-tea': '#f1e2d3', teapots: '#e3e8ee' }

const tin = (body, leaf) =>
  `<rect x="54" y="34" width="52" height="66" rx="6" fill="${body}"/><rect x="58" y="24" width="44" height="14" rx="4" fill="${body}" opacity=".8"/><rect x="60" y="54" width="40" height="28" rx="3" fill="#fffaf0"/><path d="M80 78q-12-8 0-20 12 12 0 20z" fill="${leaf}"/>`

const shapes = {
  'green-tea': tin('#2f6b57', '#6f9a5c'),
  'black-tea': tin('#7a3b2a', '#a4502c'),
  teapots:
    '<path d="M50 56h56v16a22 22 0 0 1-22 22H72a22 22 0 0 1-22-22z" fill="#37474f"/><path d="M106 60h8a10 10 0 0 1 0 20h-9" fill="none" stroke="#37474f" stroke-width="5"/><path d="M50 64 34 54" stroke="#37474f" stroke-width="7" stroke-linecap="round"/><path d="M60 54q18-14 36 0z" fill="#455a64"/><circle cx="78" cy="43" r="4" fill="#37474f"/>',
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
