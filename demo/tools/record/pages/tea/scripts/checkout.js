import { readBasket, totalOf, writeBasket } from './basket.js'
import { pounds } from './catalogue.js'

const form = document.querySelector('[data-checkout]')
const trouble = form.querySelector('[data-trouble]')
const couponProblem = form.querySelector('[data-coupon-problem]')
const express = 490

function total() {
  const delivery = new FormData(form).get('delivery') === 'bicycle' ? express : 0
  return totalOf(readBasket()) + delivery
}

function draw() {
  form.querySelector('[data-total]').textContent = pounds(total())
}

form.addEventListener('change', draw)
draw()
window.posthog.capture('checkout started', { pence: total() })

form.querySelector('[data-coupon]').addEventListener('click', async () => {
  const code = form.elements.namedItem('coupon').value
  const answer = await fetch(`/api/coupons/${encodeURIComponent(code)}`)
  couponProblem.hidden = answer.ok
  couponProblem.textContent = 'This coupon has expired.'
  if (!answer.ok) console.warn(`checkout: coupon ${code} was refused`)
})

function showTrouble(answer) {
  trouble.hidden = false
  trouble.textContent = 'Your card was declined. Please check the number or use another card.'
  console.error('payment: card_declined', answer.status)
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  trouble.hidden = true
  const card = form.elements.namedItem('card').value
  const answer = await fetch('/api/orders', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ lines: readBasket(), card: card.slice(-4) }),
  })
  if (!answer.ok) return showTrouble(answer)
  const { number } = await answer.json()
  console.info(`checkout: order ${number} placed`)
  window.posthog.capture('order placed', { number, pence: total() })
  sessionStorage.setItem('order', JSON.stringify({ number, customer: {} }))
  writeBasket([])
  location.assign('/thank-you')
})
