/** What the polling bench polls: so many outlets on hosts of their own, each with so many feeds. */
export const HOSTS = 50;
export const FEEDS_PER_HOST = 20;
/** Articles that a feed shows at once. */
export const ITEMS = 30;
