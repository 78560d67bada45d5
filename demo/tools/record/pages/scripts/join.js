const form = document.querySelector('[data-join]')
const interest = form.querySelector('select')
const trouble = form.querySelector('[data-trouble]')

const rules = {
  name: (value) => (value.trim() === '' ? 'Please tell us your name.' : ''),
  email: (value) => (/^[^@\s]+@[^@\s]+\.[a-z]+$/.test(value) ? '' : 'This does not look like an e-mail address.'),
  password: (value) => (value.length < 8 ? 'At least eight characters, please.' : ''),
  rules: (value) => (value === 'on' ? '' : 'The club needs your yes.'),
}

function judge(fields) {
  let problems = 0
  for (const [name, rule] of Object.entries(rules)) {
    const words = rule(String(fields.get(name) ?? ''))
    const field = form.elements.namedItem(name).closest('.field')
    field.classList.toggle('wrong', words !== '')
    const problem = field.querySelector('.problem')
    problem.hidden = words === ''
    problem.textContent = words
    if (words !== '') problems += 1
  }
  return problems
}

async function send(fields) {
  const answer = await fetch('/api/members', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: fields.get('name'), email: fields.get('email') }),
  })
  if (answer.ok) return answer.json()
  console.error('join: the server answered', answer.status, await answer.json())
  return null
}

function showWelcome(fields, number) {
  window.posthog.identify(`member-${number}`, {
    email: fields.get('email'),
    name: fields.get('name'),
    [interest.name]: interest.value,
    member: true,
  })
  console.log(`join: member ${number} is in`)
  form.innerHTML = `<h2>Welcome</h2><p class="notice">You are member ${number}.</p>`
}

form.addEventListener('submit', async (event) => {
  event.preventDefault()
  const fields = new FormData(form)
  trouble.hidden = true
  const problems = judge(fields)
  if (problems > 0) {
    console.warn(`join: ${problems} fields are not valid`)
    return
  }
  const member = await send(fields)
  if (member) return showWelcome(fields, member.number)
  trouble.hidden = false
  trouble.textContent = 'Our club book is locked for a moment. Please try again.'
  // What a real page does when it trusts an answer too much.
  setTimeout(() => member.number.toFixed(), 0)
})
