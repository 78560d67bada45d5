import type { Journey } from '../journey.ts'
import { browse, declined, gift, join, order, orders, read, tabs } from './teaJourneys.ts'
import { phoneBrowse, phoneOrder } from './teaPhoneJourneys.ts'

const hannah = { name: 'Hannah Lowe', email: 'hannah.lowe@letterbox.example', street: '14 Wharf Road', town: 'Bristol' }
const beau = { name: 'Beau Hale', email: 'beau@porchlight.example', street: '2201 NE Alder Street, Apt 5', town: 'Portland' }
const kaethe = { name: 'Käthe Lindner', email: 'k.lindner@posteo.example', street: 'Deichstraße 21', town: 'Hamburg' }
const margaux = { name: 'Margaux Perrin', email: 'margaux.perrin@courrier.example', street: '3 rue des Halles', town: 'Lyon' }
const rhys = { name: 'Theo Rhys-Jones', email: 'theo.rhys-jones@fenwick.example', street: '5 Mill Lane', town: 'Frome' }
const elif = { name: 'Elif Aydin', email: 'elif.aydin@posta.example', street: '8 Harbour Lane', town: 'Bristol' }
const noa = { name: 'Noa Vidal', email: 'noa@naranja.example', street: 'Calle de la Paz 40', town: 'Valencia' }

/** Visits to Leaf & Kettle, of which its rows play all or a part. */
export const teaVisits: readonly Journey[] = [
  order('order', 'Buys Darjeeling and a teapot', {
    ...hannah,
    search: 'darjeeling',
    tea: 'Darjeeling',
    slug: 'first-flush-darjeeling',
    quantity: '2',
    also: 'Glass teapot',
    seed: 101,
  }),
  order('order-lapsang', 'Buys lapsang and a gaiwan', {
    ...beau,
    search: 'smoked',
    tea: 'lapsang',
    slug: 'smoked-lapsang',
    quantity: '3',
    also: 'Travel gaiwan',
    seed: 151,
  }),
  order('order-sencha', 'Buys sencha and a cast iron teapot', {
    ...kaethe,
    search: 'sen',
    tea: 'Sencha',
    slug: 'sencha-of-the-year',
    quantity: '2',
    also: 'Cast iron teapot',
    seed: 157,
  }),
  join('join', 'Stumbles over the form of the tea club', {
    name: 'Piet Okonkwo',
    mailbox: 'piet.okonkwo',
    domain: 'harbourmail.example',
    password: 'oolong',
    rest: '-and-milk',
    drinks: 'oolong',
    seed: 103,
  }),
  join('join-green', 'Stumbles over the form of the tea club too', {
    name: 'Zofia Mazur',
    mailbox: 'zofia',
    domain: 'poczta.example',
    password: 'tea',
    rest: 'time1999',
    drinks: 'green',
    seed: 163,
  }),
  browse('browse', 'Compares green teas', {
    collection: 'green-tea',
    glance: 'Jasmine pearls',
    first: 'Sencha',
    firstSlug: 'sencha-of-the-year',
    other: 'Gyokuro',
    otherSlug: 'gyokuro-50g',
    seed: 107,
  }),
  browse('browse-black', 'Compares black teas', {
    collection: 'black-tea',
    glance: 'Darjeeling',
    first: 'lapsang',
    firstSlug: 'smoked-lapsang',
    other: 'Assam',
    otherSlug: 'assam-breakfast',
    seed: 167,
  }),
  read,
  declined('declined', 'Gets no further than the payment', {
    ...margaux,
    slug: 'cast-iron-teapot',
    coupon: 'TEAPOT10',
    seed: 113,
  }),
  declined('declined-jasmine', 'Fails to pay for jasmine tea', { ...rhys, slug: 'jasmine-pearls', coupon: 'WELCOME', seed: 173 }),
  orders,
  gift,
  tabs,
  phoneBrowse,
  phoneOrder('phone-order', 'Buys breakfast tea with a thumb', { ...elif, slug: 'assam-breakfast', seed: 149 }),
  phoneOrder('phone-order-glass', 'Buys a glass teapot with a thumb', { ...noa, slug: 'glass-teapot', seed: 179 }),
]
