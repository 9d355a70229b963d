import { render, screen, within } from '@testing-library/react'
import { expect, test } from 'vitest'
import { page } from './pages/landing'
import { ARITHMETIC } from './parts/example'
import { renderPages } from './render'

const built = { styles: 'body{margin:0}', themeScript: 'paint()', script: 'follow()' }

/** Addresses that exist: pages of the app, of the server, and places on this page. */
const KNOWN = ['/', '/login', '/register', '/api/docs/', '/pricing', '/#how', '/#questions', '#main']

test('every link leads somewhere that exists', () => {
  const { container } = render(<page.Body />)
  const links = [...container.querySelectorAll('a')].map((link) => link.getAttribute('href'))
  expect(links.filter((href) => !KNOWN.includes(href ?? ''))).toEqual([])
  for (const id of ['how', 'questions', 'main']) expect(container.querySelector(`#${id}`)).not.toBeNull()
})

test('the arithmetic of the example adds up', () => {
  expect(ARITHMETIC.map(({ result }) => result)).toEqual([
    '3,250 people who really listen',
    '33 to 98 members',
    '$627 to $1,862 a month',
  ])
})

test('the picture says that the partner in it is scripted', () => {
  render(<page.Body />)
  const figure = screen.getByRole('figure')
  expect(figure).toHaveTextContent(/Sandbox partner/)
  expect(within(figure).getByRole('img')).toHaveAttribute('width', '1120')
})

test('what does not exist yet is named as such', () => {
  render(<page.Body />)
  expect(screen.getByText('Coming, not here yet')).toBeInTheDocument()
})

test('search engines read the very questions that people read', () => {
  const html = renderPages(built).find(({ path }) => path === '/')?.html ?? ''
  const [, json = ''] = html.match(/<script type="application\/ld\+json">(.*?)<\/script>/) ?? []
  const told = JSON.parse(json).mainEntity.map(({ name }: { name: string }) => name)
  render(<page.Body />)
  const shown = [...document.querySelectorAll('summary')].map((summary) => summary.textContent)
  expect(told).toEqual(shown)
  expect(shown.length).toBeGreaterThanOrEqual(8)
})

test('the head names the page for those who find it or share it', () => {
  const [landing] = renderPages(built)
  expect(landing).toMatchObject({ file: 'landing.html', path: '/' })
  expect(landing?.html).toMatch(/^<!doctype html><html lang="en"/)
  expect(landing?.html).toContain('<link rel="canonical" href="%ORIGIN%/"/>')
  expect(landing?.html).toContain('property="og:image" content="%ORIGIN%/')
  expect(landing?.html.match(/rel="preload"/g)).toHaveLength(1)
})
