/** A fictional site. */
export type Site = {
  host: string
  staffMail: string
  /** Where visits begin and end, by weight. */
  paths: readonly { weight: number; path: string }[]
  searches: readonly string[]
  campaigns: readonly string[]
  screens: readonly string[]
}

const tea: Site = {
  host: 'www.leafandkettle.example',
  staffMail: 'leafandkettle.example',
  paths: [
    { weight: 22, path: '/' },
    { weight: 10, path: '/collections/green-tea' },
    { weight: 8, path: '/collections/teapots' },
    { weight: 5, path: '/collections/gifts' },
    { weight: 9, path: '/products/cast-iron-teapot-1-2l' },
    { weight: 8, path: '/products/first-flush-darjeeling-100g' },
    { weight: 7, path: '/products/sencha-of-the-year' },
    { weight: 4, path: '/products/travel-gaiwan' },
    { weight: 3, path: '/products/teetasse-für-zwei' },
    { weight: 6, path: '/search' },
    { weight: 6, path: '/cart' },
    { weight: 5, path: '/checkout/address' },
    { weight: 3, path: '/checkout/payment' },
    { weight: 3, path: '/checkout/thank-you' },
    { weight: 4, path: '/account/orders' },
    { weight: 2, path: '/account/login' },
    { weight: 3, path: '/journal/how-to-brew-gyokuro' },
    { weight: 2, path: '/journal/what-is-a-second-flush' },
    { weight: 2, path: '/help/returns' },
    { weight: 1, path: '/help/shipping-to-switzerland' },
  ],
  searches: ['oolong', 'glass teapot', 'kettle 1l', 'matcha whisk', 'gift under 30', 'grüner tee', 'decaf', '抹茶'],
  campaigns: ['autumn-harvest', 'teapot-week', 'welcome-series', 'abandoned-cart', 'gift-guide', 'retargeting-eu'],
  screens: ['Home', 'Product', 'Basket', 'Checkout', 'Orders'],
}

const ledger: Site = {
  host: 'app.pocketledger.example',
  staffMail: 'pocketledger.example',
  paths: [
    { weight: 20, path: '/dashboard' },
    { weight: 12, path: '/login' },
    { weight: 12, path: '/invoices' },
    { weight: 8, path: '/invoices/new' },
    { weight: 6, path: '/expenses' },
    { weight: 6, path: '/reports/quarter' },
    { weight: 5, path: '/search' },
    { weight: 4, path: '/settings/team' },
    { weight: 3, path: '/settings/billing' },
    { weight: 2, path: '/onboarding/bank' },
  ],
  searches: ['invoice 2041', 'vat', 'overdue', 'travel'],
  campaigns: ['year-end', 'trial-ending', 'accountants'],
  screens: ['Overview', 'Scan receipt', 'Invoices'],
}

export const sites = { tea, ledger }
