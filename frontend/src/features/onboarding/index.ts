export { OnboardingLayout } from './components/onboarding-layout'
export { ProfilePage } from './components/profile-page'
export { StartPage } from './components/start-page'
