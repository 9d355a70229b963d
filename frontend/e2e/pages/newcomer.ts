import { expect, type Page } from '@playwright/test'
import { AuthPages, newPerson, type Person } from './auth'

const AUTH = '/_allauth/browser/v1/auth'

/**
 * Somebody new without the walk through its pages, which `auth.spec.ts` tells: for tests that are about what comes after.
 */
export class Newcomer {
  constructor(private readonly page: Page) {}

  /** Signs up and confirms the address. */
  async signUp(person: Person = newPerson()) {
    await this.page.request.get('/_allauth/browser/v1/config')
    // 401: "you are known, now confirm your address".
    expect((await this.send('post', `${AUTH}/signup`, person)).status()).toBe(401)
    const key = await new AuthPages(this.page).codeFor(person.email)
    expect((await this.send('post', `${AUTH}/email/verify`, { key })).ok()).toBe(true)
  }

  /** Signs up and opens a launch that has just begun. */
  async launch() {
    await this.signUp()
    const profile = {
      primary_platform: 'youtube',
      follower_count: 50_000,
      engagement_rate: 6.5,
      niche: 'Cozy desk setups',
    }
    expect((await this.send('put', '/api/v1/projects/profile', profile)).ok()).toBe(true)
    const started = await this.send('post', '/api/v1/projects/', { business_name: 'Pixel & Pine' })
    expect(started.ok(), await started.text()).toBe(true)
    await this.page.goto(`/projects/${(await started.json()).id}`)
  }

  private async send(method: 'post' | 'put', address: string, data: object) {
    const cookies = await this.page.context().cookies()
    const token = cookies.find(({ name }) => name === 'csrftoken')?.value ?? ''
    return this.page.request[method](address, { data, headers: { 'X-CSRFToken': token } })
  }
}
