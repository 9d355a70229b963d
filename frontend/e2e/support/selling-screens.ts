import { makeCatalogue, root } from '../../src/test/catalogue'
import { drafted, inProgress, quoted, requested } from '../../src/test/orders'
import { ME, page, type Screen, signedIn } from './answers'
import type { Answers } from './mocked-app'
import { buying, packages } from './offers'

const ORDERS = '/api/v1/billing/orders'
const shopping: Answers = { ...signedIn, ...buying, [`GET ${ORDERS}/`]: page([quoted, inProgress]) }
const withForms: Answers = { ...shopping, 'GET /api/v1/billing/packages': { body: packages } }
const orderScreen = (name: string, order: typeof quoted): Screen => ({
  name,
  path: `/services/orders/${order.id}`,
  heading: 'Order SO-01001',
  answers: { ...withForms, [`GET ${ORDERS}/${order.id}`]: { body: order } },
})

/** Services: what there is, what is asked, and orders as they come along. */
export const services: Screen[] = [
  { name: 'services', path: '/services', heading: 'Services', answers: withForms },
  {
    name: 'services-form',
    path: '/services?package=website-audit',
    heading: 'Describe what you need',
    answers: withForms,
    act: (page) => page.getByRole('button', { name: 'Ask for a price' }).click(),
  },
  { name: 'orders', path: '/services/orders', heading: 'Your orders', answers: shopping },
  {
    name: 'orders-none',
    path: '/services/orders',
    heading: 'Your orders',
    answers: { ...shopping, [`GET ${ORDERS}/`]: page([]) },
  },
  orderScreen('order-draft', drafted),
  orderScreen('order-requested', requested),
  orderScreen('order-quoted', quoted),
  orderScreen('order-in-progress', inProgress),
  {
    ...orderScreen('order-cancelling', quoted),
    act: async (page) => {
      await page.getByRole('button', { name: 'Cancel the order…' }).click()
      await page.getByRole('dialog').waitFor()
    },
  },
]

/** The widest of its parts: plans side by side. */
export const catalogue: Screen = {
  name: 'catalogue',
  path: '/catalogue',
  heading: 'Catalogue',
  answers: {
    ...signedIn,
    [ME]: { body: root },
    'GET /api/v1/billing/catalogue/': { body: makeCatalogue() },
  },
}
