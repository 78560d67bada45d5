import { readBasket, totalOf, writeBasket } from './basket.js'
import { pounds } from './catalogue.js'

const form = document.querySelector('[data-checkout]')
const bicycle = 490

function total() {
  const delivery = new FormData(form).get('delivery') === 'bicycle' ? bicycle : 0
  return totalOf(readBasket()) + delivery
}

function draw() {
  form.querySelector('[data-total]').textContent = pounds(total())
}

form.addEventListener('change', draw)
draw()

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const fields = new FormData(form)
  const answer = await fetch('/api/orders', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ lines: readBasket() }),
  })
  const { number } = await answer.json()
  console.info(`checkout: order ${number} placed`)
  window.posthog.capture('order placed', { number, pence: total() })
  const customer = { email: fields.get('email'), name: fields.get('name'), town: fields.get('town') }
  sessionStorage.setItem('order', JSON.stringify({ number, customer }))
  writeBasket([])
  location.assign('/thank-you')
})
