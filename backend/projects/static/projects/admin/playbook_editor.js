// Numbers the lines of the draft and leads from each problem to its line. Without it the text is edited all the same.
document.addEventListener('DOMContentLoaded', () => {
  const text = document.querySelector('.playbook-text')
  if (!text) return
  const frame = document.createElement('div')
  frame.className = 'numbered'
  const numbers = document.createElement('pre')
  numbers.className = 'line-numbers'
  numbers.setAttribute('aria-hidden', 'true')
  text.replaceWith(frame)
  frame.append(numbers, text)

  const level = () => {
    numbers.style.height = `${text.offsetHeight}px`
    numbers.scrollTop = text.scrollTop
  }
  const count = () => {
    const lines = text.value.split('\n').length
    numbers.textContent = Array.from({ length: lines }, (_, index) => index + 1).join('\n') + '\n\n'
    level()
  }
  text.addEventListener('input', count)
  text.addEventListener('scroll', level)
  window.addEventListener('resize', level)
  count()

  for (const link of document.querySelectorAll('[data-line]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault()
      const before = text.value.split('\n').slice(0, Number(link.dataset.line) - 1)
      const start = before.join('\n').length + (before.length ? 1 : 0)
      const end = text.value.indexOf('\n', start)
      text.focus()
      text.setSelectionRange(start, end < 0 ? text.value.length : end)
      text.scrollTop = Math.max(0, (before.length - 6) * Number.parseFloat(getComputedStyle(text).lineHeight))
      text.scrollIntoView({ block: 'nearest' })
      level()
    })
  }

  let typed = false
  text.addEventListener('input', () => { typed = true })
  text.form.addEventListener('submit', () => { typed = false })
  window.addEventListener('beforeunload', (event) => { if (typed) event.preventDefault() })
})
