/** "orders_read" as a list shows it. */
export const inWords = (permission: string) => permission.charAt(0).toUpperCase() + permission.slice(1).replaceAll('_', ' ')
