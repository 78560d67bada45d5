/** A country or language of demo people: their names, mail providers and browser properties. */
export type Origin = {
  weight: number
  country: string
  city: string
  language: string
  mail: readonly string[]
  /** Given and family names combine freely. */
  given: readonly string[]
  family: readonly string[]
}

export const origins: readonly Origin[] = [
  {
    weight: 26,
    country: 'DE',
    city: 'Hamburg',
    language: 'de-DE',
    mail: ['posteo.example', 'mailhaus.example', 'nordlicht.example'],
    given: ['Anna', 'Jonas', 'Mia', 'Felix', 'Jürgen', 'Käthe', 'Lena', 'Paul', 'Sören', 'Frieda', 'Ben', 'Ida'],
    family: ['Schneider', 'Weber', 'Müller', 'Groß', 'Hoffmann', 'Krüger', 'Vogel', 'Brandt', 'Jäger', 'Lindner'],
  },
  {
    weight: 20,
    country: 'GB',
    city: 'Bristol',
    language: 'en-GB',
    mail: ['harbourmail.example', 'fenwick.example', 'letterbox.example'],
    given: ['Olivia', 'George', 'Amelia', 'Harry', 'Isla', 'Noah', 'Poppy', 'Arthur', 'Grace', 'Theo', 'Zoë', 'Reg'],
    family: ['Whitfield', "O'Brien", 'Ashworth', 'Clarke', 'Okafor', 'Patel', 'Marsh', 'Pemberton', 'Rhys-Jones', 'Lowe'],
  },
  {
    weight: 14,
    country: 'US',
    city: 'Portland',
    language: 'en-US',
    mail: ['westcoast.example', 'bluebird.example', 'porchlight.example'],
    given: ['Emma', 'Liam', 'Ava', 'Mason', 'Sophia', 'Ethan', 'Maya', 'Lucas', 'Ruth', 'Dwayne', 'Imani', 'Beau'],
    family: ['Johnson', 'Rivera', 'Nguyen', 'Washington', 'Kowalczyk', 'Brooks', 'Delgado', 'Sanders', 'Yazzie', 'Hale'],
  },
  {
    weight: 10,
    country: 'FR',
    city: 'Lyon',
    language: 'fr-FR',
    mail: ['courrier.example', 'colombe.example'],
    given: ['Chloé', 'Louis', 'Inès', 'Gaël', 'Margaux', 'Théo', 'Anaïs', 'Jules', 'Françoise', 'Loïc'],
    family: ['Lefèvre', 'Dubois', 'Garnier', 'Benoît', 'Marchand', 'Ngoma', 'Château', 'Perrin', 'Roux', 'Delacroix'],
  },
  {
    weight: 10,
    country: 'ES',
    city: 'Valencia',
    language: 'es-ES',
    mail: ['correo.example', 'naranja.example'],
    given: ['Lucía', 'Martín', 'Sofía', 'Íñigo', 'Carmen', 'Álvaro', 'Noa', 'Begoña', 'Hugo', 'Pilar'],
    family: ['García', 'Peña', 'Ibáñez', 'Núñez', 'Castro', 'Ortega', 'Muñoz', 'Vidal', 'Serrano', 'Iglesias'],
  },
  {
    weight: 8,
    country: 'PL',
    city: 'Gdańsk',
    language: 'pl-PL',
    mail: ['poczta.example', 'bursztyn.example'],
    given: ['Łukasz', 'Zofia', 'Paweł', 'Małgorzata', 'Kuba', 'Żaneta', 'Oliwia', 'Stanisław', 'Ewa', 'Bożena'],
    family: ['Wiśniewski', 'Dąbrowska', 'Zając', 'Górska', 'Mazur', 'Jabłońska', 'Krawczyk', 'Sikora', 'Wróbel', 'Bąk'],
  },
  {
    weight: 6,
    country: 'TR',
    city: 'İzmir',
    language: 'tr-TR',
    mail: ['posta.example', 'marti.example'],
    given: ['Elif', 'Çağlar', 'Zeynep', 'Emre', 'Şule', 'Ömer', 'Gülşen', 'Deniz', 'Işıl', 'Barış'],
    family: ['Yılmaz', 'Demir', 'Öztürk', 'Şahin', 'Aydın', 'Çelik', 'Güneş', 'Koç', 'Arslan', 'Kılıç'],
  },
  {
    weight: 6,
    country: 'IN',
    city: 'Pune',
    language: 'en-IN',
    mail: ['monsoon.example', 'peacock.example'],
    given: ['Aarav', 'Diya', 'Vihaan', 'Ananya', 'Kabir', 'Meera', 'Rohan', 'Saanvi', 'Farhan', 'Lakshmi'],
    family: ['Sharma', 'Iyer', 'Reddy', 'Banerjee', 'Kulkarni', 'Singh', 'Nair', 'Chatterjee', 'Khan', 'Desai'],
  },
]

/** People whose names use other scripts, each with the local part of their email address. */
export const otherLetters = [
  { name: '山田 花子', mail: 'hanako.yamada@sakura.example', country: 'JP', city: 'Sapporo', language: 'ja-JP' },
  { name: '佐藤 健', mail: 'ken.sato@sakura.example', country: 'JP', city: 'Kyoto', language: 'ja-JP' },
  { name: '김민준', mail: 'minjun.kim@hanok.example', country: 'KR', city: 'Busan', language: 'ko-KR' },
  { name: '王芳', mail: 'fang.wang@jasmine.example', country: 'TW', city: 'Tainan', language: 'zh-TW' },
  { name: 'محمد الأحمد', mail: 'mohammed.alahmad@najm.example', country: 'JO', city: 'Amman', language: 'ar-JO' },
  { name: 'ליאת כהן', mail: 'liat.cohen@doar.example', country: 'IL', city: 'Haifa', language: 'he-IL' },
  { name: 'Ελένη Παπαδοπούλου', mail: 'eleni.p@tachydromeio.example', country: 'GR', city: 'Patras', language: 'el-GR' },
  { name: 'Олена Шевченко', mail: 'olena.shevchenko@lystonosha.example', country: 'UA', city: 'Lviv', language: 'uk-UA' },
  { name: 'สมชาย ใจดี', mail: 'somchai.j@lotus.example', country: 'TH', city: 'Chiang Mai', language: 'th-TH' },
  { name: 'अनिल वर्मा', mail: 'anil.verma@peacock.example', country: 'IN', city: 'Jaipur', language: 'hi-IN' },
] as const

const plainNames = new Map<string, string>()

/** A name in ASCII letters, for an email address. */
function plain(name: string): string {
  const known = plainNames.get(name)
  if (known !== undefined) return known
  const letters = name.replaceAll('ß', 'ss').replaceAll(/[łŁ]/g, 'l').replaceAll('ı', 'i').normalize('NFD')
  const made = letters.replaceAll(/[^a-z-]/gi, '').toLowerCase()
  plainNames.set(name, made)
  return made
}

export function mailName(given: string, family: string): string {
  return `${plain(given)}.${plain(family)}`
}
