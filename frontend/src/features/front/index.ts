export { FrontPage } from './components/front-page'
