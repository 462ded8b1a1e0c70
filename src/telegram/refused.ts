/** That Telegram does not let the bot have its updates. */

/**
 * Why updates do not come: `token`: Telegram does not know it; `poller`: another process takes the updates; `webhook`: Telegram refuses the
 * webhook.
 */
export class BotRefused extends Error {
  override readonly name = 'BotRefused';
  readonly kind: 'token' | 'poller' | 'webhook';
  constructor(kind: BotRefused['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
