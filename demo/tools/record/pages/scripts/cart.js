import { readBasket, totalOf, writeBasket } from './basket.js'
import { findGood, pounds } from './catalogue.js'

const body = document.querySelector('[data-lines]')

function row(line, index) {
  const one = findGood(line.slug)
  const element = document.createElement('tr')
  element.innerHTML = `<td>${one.name}</td><td class="number">${line.quantity}</td><td class="number">${pounds(one.price * line.quantity)}</td>
    <td class="number"><button class="quiet" type="button" aria-label="Remove ${one.name}">Remove</button></td>`
  element.querySelector('button').addEventListener('click', () => {
    writeBasket(readBasket().toSpliced(index, 1))
    console.warn(`basket: ${one.slug} went out again`)
    draw()
  })
  return element
}

function draw() {
  const lines = readBasket()
  body.replaceChildren(...lines.map(row))
  document.querySelector('[data-total]').textContent = pounds(totalOf(lines))
}

draw()
