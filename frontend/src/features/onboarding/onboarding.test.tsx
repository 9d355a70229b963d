import { screen, waitFor, within } from '@testing-library/react'
import { HttpResponse, http } from 'msw'
import { beforeEach, describe, expect, test } from 'vitest'
import { ada, adasProfile, makeProject } from '@/test/factories'
import { answer, problem } from '@/test/handlers'
import { renderApp } from '@/test/render'
import { server } from '@/test/server'
import { estimate } from './model'

beforeEach(() => server.use(answer('/api/v1/users/me', ada)))

describe('the estimate', () => {
  test('50,000 followers at 6.5% are 3,250 listeners and 33 to 98 members', () => {
    expect(estimate('50,000', '6.5')).toEqual({
      followers: 50_000,
      rate: 6.5,
      engaged: 3250,
      low: 33,
      high: 98,
    })
  })

  test.each([
    ['', '6.5'],
    ['50k', ''],
    ['50k', '101'],
    ['2000000000', '3'],
  ])('there is none for %j followers and %j percent', (followers, rate) => {
    expect(estimate(followers, rate)).toBeNull()
  })
})

const save = () => screen.getByRole('button', { name: 'Save and go on' })

test('the profile is saved as numbers, and the start follows', async () => {
  const saved: unknown[] = []
  server.use(
    http.put('*/api/v1/projects/profile', async ({ request }) => {
      saved.push(await request.json())
      return HttpResponse.json(adasProfile)
    }),
  )
  const { user } = renderApp('/onboarding')
  await user.click(await screen.findByRole('radio', { name: 'YouTube' }))
  await user.type(screen.getByLabelText('Followers'), '50000')
  expect(screen.getByLabelText('Followers')).toHaveValue('50,000')
  expect(screen.getByLabelText('Followers')).toHaveAccessibleDescription(/How many subscribers/)
  await user.type(screen.getByLabelText('Engagement rate'), '6,5')
  expect(screen.getByText(/3,250 people who really listen/)).toHaveTextContent(
    '50,000 subscribers × 6.5% engaged = 3,250 people who really listen. If 1 to 3% of them join in the first month, that is 33 to 98 members. An estimate, not a promise.',
  )
  await user.type(screen.getByLabelText('What do you make?'), ' Cozy desk setups ')
  await user.click(save())

  await screen.findByRole('heading', { name: 'A premium community, opened with you' })
  expect(saved).toEqual([
    { primary_platform: 'youtube', follower_count: 50_000, engagement_rate: 6.5, niche: 'Cozy desk setups' },
  ])
})

test('the caret keeps its place while the number is grouped', async () => {
  const { user } = renderApp('/onboarding/profile')
  const field = await screen.findByLabelText<HTMLInputElement>('Followers')
  await user.type(field, '1234')
  await user.type(field, '9', { initialSelectionStart: 1, initialSelectionEnd: 1 })
  expect(field).toHaveValue('19,234')
  expect(field.selectionStart).toBe(2)
})

test('each answer that is missing or wrong says what it needs', async () => {
  const { user } = renderApp('/onboarding/profile')
  await user.type(await screen.findByLabelText('Followers'), 'many')
  await user.type(screen.getByLabelText('Engagement rate'), '120')
  await user.click(save())

  expect(await screen.findByText(/choose where most of your people are/)).toBeVisible()
  expect(screen.getByLabelText('Followers')).toHaveAccessibleDescription(/write a whole number/)
  expect(screen.getByLabelText('Engagement rate')).toHaveAccessibleDescription(/cannot be more than 100%/)
  expect(screen.getByLabelText('What do you make?')).toHaveAccessibleDescription(/say in a few words/)
  expect(screen.getByRole('radio', { name: 'YouTube' })).toHaveFocus()

  await user.click(screen.getByRole('radio', { name: 'YouTube' }))
  await user.click(save())
  expect(screen.getByLabelText('Followers')).toHaveFocus()
})

test('who does not know their rate takes the typical one', async () => {
  const { user } = renderApp('/onboarding/profile')
  await user.click(await screen.findByRole('button', { name: '3% is typical' }))
  expect(screen.getByLabelText('Engagement rate')).toHaveValue('3')
})

test('the saved profile comes back, and a refusal of the server stands beside its field', async () => {
  server.use(
    answer('/api/v1/projects/profile', adasProfile),
    http.put('*/api/v1/projects/profile', () =>
      problem(400, 'invalid', 'Please look again.', { errors: { niche: ['Please leave out the link.'] } }),
    ),
  )
  const { user } = renderApp('/onboarding/profile')
  expect(await screen.findByRole('radio', { name: 'YouTube' })).toBeChecked()
  expect(screen.getByLabelText('Followers')).toHaveValue('50,000')
  await user.click(save())
  await waitFor(() =>
    expect(screen.getByLabelText('What do you make?')).toHaveAccessibleDescription(/leave out the link/),
  )
})

describe('the start', () => {
  const project = makeProject()
  const start = () => screen.getByRole('button', { name: 'Start the launch' })

  beforeEach(() => server.use(answer('/api/v1/projects/profile', adasProfile)))

  test('sends the name and no day when none was chosen, and opens the workspace', async () => {
    const sent: unknown[] = []
    server.use(
      http.post('*/api/v1/projects/', async ({ request }) => {
        sent.push(await request.json())
        return HttpResponse.json(project, { status: 201 })
      }),
    )
    const { user, router } = renderApp('/onboarding/start')
    await user.type(await screen.findByLabelText('Business name (optional)'), 'Pixel & Pine')
    await user.click(start())
    await waitFor(() => expect(router.state.location.pathname).toBe(`/projects/${project.id}`))
    expect(sent).toEqual([{ playbook: 'premium_community', business_name: 'Pixel & Pine' }])
  })

  test('another tab was quicker: its launch is opened', async () => {
    server.use(
      http.post('*/api/v1/projects/', () => {
        server.use(answer('/api/v1/projects/active', project))
        return problem(409, 'project_active', 'One launch is under way already.')
      }),
    )
    const { user, router } = renderApp('/onboarding/start')
    await screen.findByLabelText('Opening day (optional)')
    await user.click(start())
    await waitFor(() => expect(router.state.location.pathname).toBe(`/projects/${project.id}`))
  })

  test('an opening day may be chosen by weeks; one in the past is refused', async () => {
    const { user } = renderApp('/onboarding/start')
    const day = await screen.findByLabelText<HTMLInputElement>('Opening day (optional)')
    await user.type(day, '2020-01-01')
    await user.click(start())
    expect(await screen.findByText(/choose a day after today/)).toBeVisible()
    await user.click(screen.getByRole('button', { name: 'in 6 weeks' }))
    await waitFor(() => expect(screen.queryByText(/choose a day after today/)).not.toBeInTheDocument())
    expect(new Date(day.value).getTime()).toBeGreaterThan(Date.now() + 40 * 86_400_000)
  })

  test('without a profile the profile comes first', async () => {
    server.use(http.get('*/api/v1/projects/profile', () => problem(404, 'no_profile', 'None yet.')))
    renderApp('/onboarding/start')
    await screen.findByRole('heading', { name: 'Who are your people?' })
    const steps = within(screen.getByRole('navigation', { name: 'Steps' }))
    expect(steps.getByText('You').closest('li')).toHaveAttribute('aria-current', 'step')
  })
})
