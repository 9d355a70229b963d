export { orderQuery, packagesQuery } from './api'
export { OrderPage } from './components/order-page'
export { OrdersPage } from './components/orders-page'
export { ServicesPage } from './components/services-page'
