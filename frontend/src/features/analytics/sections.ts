/** The parts of the page, in their order, by the names that stand in the address. */
export const SECTIONS = {
  figures: 'Figures',
  time: 'Over time',
  mrr: 'MRR',
  funnel: 'Funnel',
  cohorts: 'Cohorts',
  workspaces: 'Workspaces',
  visits: 'Visits',
  more: 'More figures',
  events: 'Events',
} as const
