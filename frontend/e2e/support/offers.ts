import { SHIPPED } from '../../src/marketing/offers/shipped'
import { audit } from '../../src/test/orders'
import type { Answers } from './mocked-app'

/** The packages that ship, with a form each. */
export const packages = SHIPPED.packages.map((offer) => ({ ...audit, ...offer }))

/** An installation that sells what ships, with payments that are simulated. */
export const buying: Answers = {
  'GET /api/v1/billing/plans': {
    body: { plans: SHIPPED.plans, features: SHIPPED.features, sandbox: true, configured: true },
  },
  'GET /api/v1/billing/packages': { body: packages },
}
