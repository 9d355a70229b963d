import { figures, type Package, type Pricing } from './offers'

interface Told extends Pricing {
  sandbox: boolean
  configured: boolean
}

const SIMULATED = 'Payments in this installation are simulated: no card is charged and no money moves.'
const NOT_FOR_SALE = 'Paid plans cannot be bought in this installation yet. Free works.'

const ask = async <Data>(noun: string): Promise<Data> => {
  const response = await fetch(`/api/v1/billing/${noun}`)
  if (!response.ok) throw new Error(response.statusText)
  return response.json()
}

const each = (selector: string, run: (element: HTMLElement) => void) => {
  for (const element of document.querySelectorAll<HTMLElement>(selector)) run(element)
}

/**
 * Whoever runs an installation may have changed its plans since the page was built: its own figures replace those that
 * ship, and a plan that is not on offer goes. Where nothing differs, nothing is touched.
 */
export async function refreshOffers() {
  const [told, packages] = await Promise.all([ask<Told>('plans'), ask<Package[]>('packages')])
  show(told, packages)
}

export function show(told: Told, packages: Package[]) {
  const found = figures({ ...told, packages })
  let changed = false
  each('[data-figure]', (element) => {
    const text = found[element.dataset.figure ?? '']
    if (text === undefined || text === element.textContent) return
    element.textContent = text
    changed = true
  })
  const sold = new Set([...told.plans, ...packages].map(({ key }) => key))
  each('[data-offer]', (element) => {
    element.hidden = !sold.has(element.dataset.offer ?? '')
    changed ||= element.hidden
  })
  // What search engines would read as prices are those that ship.
  if (changed) document.getElementById('offers')?.remove()
  const notice = told.sandbox ? SIMULATED : told.configured ? '' : NOT_FOR_SALE
  if (notice) each('[data-notice]', (element) => element.replaceChildren(tag(told.sandbox), notice))
}

function tag(sandbox: boolean) {
  const element = document.createElement('span')
  element.className = 'tag wait'
  element.textContent = sandbox ? 'Sandbox' : 'Not open yet'
  return element
}
