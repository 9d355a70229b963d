export { OnboardingLayout } from './components/onboarding-layout'
export { ProfilePage } from './components/profile-page'
export { StepPage } from './components/step-page'
export type { Step } from './steps'
