export { announce, LiveRegion } from './live-region'
export { usePageTitle } from './page-title'
export { useRouteFocus } from './route-focus'
