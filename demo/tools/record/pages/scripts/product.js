import { addToBasket } from './basket.js'
import { findGood, pictureOf, pounds } from './catalogue.js'

const one = findGood(location.pathname.split('/').at(-1))
const page = document.querySelector('[data-product]')
page.querySelector('[data-picture]').innerHTML = pictureOf(one)
page.querySelector('[data-kind]').textContent = one.kind.replace('-', ' ')
page.querySelector('[data-name]').textContent = one.name
page.querySelector('[data-about]').textContent = one.about
page.querySelector('[data-price]').textContent = pounds(one.price)
document.title = `${one.name} · ${document.title.split(' · ').at(-1)}`

page.querySelector('[data-add]').addEventListener('click', () => {
  const quantity = Number(page.querySelector('select').value)
  addToBasket(one.slug, quantity)
  const notice = page.querySelector('[data-added]')
  notice.hidden = false
  notice.textContent = `${quantity} × ${one.name} is in your basket.`
})
