import { addToBasket } from './basket.js'
import { goods, pictureOf, pounds } from './catalogue.js'

const grid = document.querySelector('[data-goods]')
const search = document.querySelector('input[name=search]')
// A collection has an address of its own.
let kind = location.pathname.split('/')[2] ?? 'all'

function card(one) {
  const element = document.createElement('div')
  element.className = 'card'
  element.innerHTML = `<a href="/products/${one.slug}">${pictureOf(one)}<h2>${one.name}</h2></a><p class="muted">${one.about}</p>
    <div class="buy"><span class="price">${pounds(one.price)}</span><button type="button">Add</button></div>`
  element.querySelector('button').addEventListener('click', () => addToBasket(one.slug, 1))
  return element
}

function draw() {
  const words = search.value.trim().toLowerCase()
  const found = goods.filter((one) => (kind === 'all' || one.kind === kind) && one.name.toLowerCase().includes(words))
  grid.replaceChildren(...found.map(card))
  document.querySelector('[data-found]').textContent = `${found.length} articles`
}

function showKind() {
  for (const button of document.querySelectorAll('[data-kind]'))
    button.setAttribute('aria-pressed', String(button.dataset.kind === kind))
}

for (const button of document.querySelectorAll('[data-kind]')) {
  button.addEventListener('click', () => {
    kind = button.dataset.kind
    showKind()
    draw()
  })
}
search.addEventListener('input', draw)
showKind()
draw()
