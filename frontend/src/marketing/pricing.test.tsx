import { render, screen, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { figures, type Plan, saving } from './offers/offers'
import { show } from './offers/refresh'
import { SHIPPED } from './offers/shipped'
import { page } from './pages/pricing'
import { GROUPS } from './parts/comparison'
import { renderPages } from './render'

/** Addresses that exist: pages of the app, of the server, and of this build. */
const KNOWN =
  /^(\/|\/login|\/register(\?plan=\w+&interval=(month|year))?|\/services|\/pricing|\/api\/docs\/|\/#how|\/#questions|#main|mailto:%CONTACT%.*)$/

const built = { styles: 'body{margin:0}', themeScript: 'paint()', script: 'follow()' }
const told = { ...SHIPPED, sandbox: false, configured: true }
const textOf = (name: string) => document.querySelector(`[data-figure="${name}"]`)?.textContent

const plan = (key: string, change: Partial<Plan>) =>
  SHIPPED.plans.map((each) => (each.key === key ? { ...each, ...change } : each))

beforeEach(() => void render(<page.Body />))
afterEach(() => document.getElementById('offers')?.remove())

test('every link leads somewhere that exists', () => {
  const links = [...document.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '')
  expect(links.filter((href) => !KNOWN.test(href))).toEqual([])
})

test('the table has every feature once, with the figure of every plan', () => {
  const rows = GROUPS.flatMap((group) => group.rows.map(([feature]) => feature))
  expect([...rows].sort()).toEqual(SHIPPED.features.map(({ feature }) => feature).sort())
  const table = within(screen.getByRole('table', { name: 'Everything, side by side' }))
  const messages = within(table.getByRole('row', { name: /^Messages to your partner/ }))
  expect(messages.getAllByRole('cell').map((cell) => cell.textContent)).toEqual([
    '50',
    '50',
    '200',
    'Unlimited',
  ])
})

test('the days of grace are those of the installation', () => {
  expect(textOf('grace')).toBe('7 days')
  show({ ...told, grace_days: 1 }, SHIPPED.packages)
  expect(textOf('grace')).toBe('1 day')
})

test('what a year saves is said exactly', () => {
  expect(SHIPPED.plans.map(saving)).toEqual(['', '$29', '$189', ''])
  expect(textOf('pro.year.note')).toBe('$83.25 a month, $189 less than twelve months')
})

test('a year that is no cheaper saves nothing, and a broken amount keeps its cents', () => {
  const prices = (month: number, year: number): Plan['prices'] =>
    (['month', 'year'] as const).map((interval) => ({
      interval,
      amount_minor: interval === 'month' ? month : year,
      currency: 'USD',
      display: '',
      per_month_display: '',
    }))
  const [some] = SHIPPED.plans as [Plan, ...Plan[]]
  expect(saving({ ...some, prices: prices(1000, 12_000) })).toBe('')
  expect(saving({ ...some, prices: prices(1000, 13_000) })).toBe('')
  expect(saving({ ...some, prices: prices(999, 9_900) })).toBe('$20.88')
})

test('every mark on the page names a figure', () => {
  const known = figures(SHIPPED)
  const marks = [...document.querySelectorAll<HTMLElement>('[data-figure]')]
  expect(marks.length).toBeGreaterThan(60)
  expect(marks.filter(({ dataset }) => known[dataset.figure ?? ''] === undefined)).toEqual([])
})

test('where the installation has changed nothing, nothing is touched', () => {
  const before = document.body.innerHTML
  show(told, SHIPPED.packages)
  expect(document.body.innerHTML).toBe(before)
})

test('an installation’s own price and limit replace those that ship, and the shipped offers are no longer told', () => {
  document.body.insertAdjacentHTML('beforeend', '<script type="application/ld+json" id="offers"></script>')
  const [month, year] = SHIPPED.plans.find(({ key }) => key === 'starter')?.prices ?? []
  const prices = [{ ...month, amount_minor: 2500, display: '$25' }, year] as Plan['prices']
  const features = SHIPPED.features.map((row) =>
    row.feature === 'stores' ? { ...row, values: { ...row.values, pro: { display: '7' } } } : row,
  )
  show({ ...told, plans: plan('starter', { prices }), features }, SHIPPED.packages)
  expect(textOf('starter.month')).toBe('$25')
  expect(textOf('starter.saving')).toBe('$101')
  expect(textOf('pro.stores')).toBe('7')
  expect(document.getElementById('offers')).toBeNull()
})

test('a plan that is not on offer here is not shown', () => {
  show({ ...told, plans: SHIPPED.plans.filter(({ key }) => key !== 'starter') }, SHIPPED.packages)
  expect(screen.queryByRole('heading', { name: 'Starter' })).toBeNull()
  expect(screen.getByRole('heading', { name: 'Pro' })).toBeInTheDocument()
})

test('simulated payments are said to be simulated', () => {
  show({ ...told, sandbox: true }, SHIPPED.packages)
  expect(screen.getByText('Sandbox')).toBeVisible()
  expect(screen.getByText(/no card is charged and no money moves/)).toBeVisible()
})

test('search engines read the prices, the questions and the address', () => {
  const html = renderPages(built).find(({ path }) => path === '/pricing')?.html ?? ''
  const [, json = ''] = html.match(/id="offers">(.*?)<\/script>/) ?? []
  const products: { name: string; offers: { price: string; priceCurrency: string; url: string }[] }[] =
    JSON.parse(json)
  expect(products.map(({ name, offers }) => [name, offers.map(({ price }) => price)])).toEqual([
    ['Atelier Free', ['0.00']],
    ['Atelier Starter', ['19.00', '199.00']],
    ['Atelier Pro', ['99.00', '999.00']],
  ])
  expect(products[1]?.offers[0]).toMatchObject({ priceCurrency: 'USD', url: '%ORIGIN%/pricing' })
  expect(html).toContain('<link rel="canonical" href="%ORIGIN%/pricing"/>')
  const [, faq = ''] = html.match(/<script type="application\/ld\+json">(.*?)<\/script>/) ?? []
  const shown = [...document.querySelectorAll('summary')].map((summary) => summary.textContent)
  expect(JSON.parse(faq).mainEntity.map(({ name }: { name: string }) => name)).toEqual(shown)
})
