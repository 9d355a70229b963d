import { screen, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, expect, it, vi } from 'vitest'
import { ada, adasProfile } from '@/test/factories'
import { answer, authUrl, problem, signedIn } from '@/test/handlers'
import { DECISIONS, makeKit, makeState, pricedAt } from '@/test/kit'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'

const ID = makeKit().project_id
const BASE = `*/api/v1/projects/${ID}`

function open(state = makeState(), kit = makeKit()) {
  server.use(
    http.get(authUrl('/auth/session'), signedIn),
    answer('/api/v1/users/me', { ...ada }),
    answer('/api/v1/projects/profile', { ...adasProfile }),
    http.get(BASE, () => HttpResponse.json(state)),
    http.get(`${BASE}/kit`, () => HttpResponse.json(kit)),
  )
  return renderApp(`/projects/${ID}/summary`)
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T09:00:00Z'), toFake: ['Date'] })
  return () => vi.useRealTimers()
})

it('shows the five decisions with the sentences that made them, and what they add up to', async () => {
  localStorage.setItem(`atelier.clock.${ID}`, JSON.stringify({ seconds: 1452, paused: true }))
  open()
  expect(await screen.findByRole('heading', { level: 1, name: 'What you decided' })).toBeVisible()
  const letter = within(screen.getByRole('article', { name: 'Pixel & Pine' }))
  const price = within(letter.getByRole('article', { name: 'Pricing' }))
  expect(price.getByText('$19 a month')).toBeVisible()
  expect(price.getByText('“Nineteen feels right. I could say it out loud.”')).toBeVisible()
  expect(letter.getByText('33 to 98 members')).toBeVisible()
  expect(letter.getByText('$627 to $1,862 a month')).toBeVisible()
  expect(letter.getByText('An estimate, not a promise.')).toBeVisible()
  expect(letter.getByText('Doors open on 15 December 2026, in 24 days.')).toBeVisible()
  expect(letter.getByText('All five decisions stand.')).toBeVisible()
  expect(letter.getByText(/24 minutes of talk/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Open your launch kit' })).toHaveAttribute(
    'href',
    `/projects/${ID}/kit`,
  )
})

it('names the next three tasks with their days, and the days to go', async () => {
  open()
  const next = await screen.findAllByText(/^by .* about/)
  expect(next.map((line) => line.textContent)).toEqual([
    'by 27 Nov · about 30 min',
    'by 30 Nov · about 20 min',
    'by 4 Dec · about 10 min',
  ])
  expect(screen.getByText('days to go')).toHaveTextContent('days to go')
  expect(screen.getByText('Tuesday 15 December 2026')).toBeVisible()
})

it('works half-finished: what is open leads back into the talk', async () => {
  const decided = DECISIONS.filter(({ category }) => category !== 'structure' && category !== 'timeline')
  const kit = makeKit({
    missing: ['structure', 'timeline'],
    opening_day: '2027-01-08',
    opening_day_is: 'suggested',
  })
  open(makeState({ decisions: decided }), kit)
  expect(await screen.findByText('Three of five decisions stand; two are still open.')).toBeVisible()
  expect(screen.queryByText('All five decisions stand.')).not.toBeInTheDocument()
  expect(screen.getByRole('link', { name: 'Decide in the talk: Structure' })).toHaveAttribute(
    'href',
    `/projects/${ID}`,
  )
  expect(screen.getByText(/What we would suggest/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Open your launch kit' })).toBeVisible()
})

it('reckons the income for the price that was decided, where that is another than recommended', async () => {
  open(makeState({ decisions: pricedAt(2500, '$25 a month') }))
  expect(await screen.findByText('At $25 that is $825 to $2,450 a month.')).toBeVisible()
  expect(screen.getByText('$825 to $2,450 a month')).toBeVisible()
  expect(screen.queryByText(/At \$19/)).not.toBeInTheDocument()
})

it('says the decisions even while the kit cannot be read', async () => {
  open()
  server.use(http.get(`${BASE}/kit`, () => problem(500, 'server_error', 'Not now.')))
  expect(await screen.findByRole('article', { name: 'Pixel & Pine' })).toBeVisible()
  expect(screen.queryByText('Opening day')).not.toBeInTheDocument()
})

it('draws a blank of the page until it is there, and says when it is not', async () => {
  open()
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  server.use(http.get(BASE, () => held.then(() => problem(404, 'not_found', 'There is nothing here.'))))
  expect(await screen.findByText('Opening the summary')).toBeInTheDocument()
  release()
  expect(await screen.findByRole('heading', { name: 'This launch is not here' })).toBeVisible()
})
