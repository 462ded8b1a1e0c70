/** The outbox: one message on its way to one chat. */
import type { DigestPart } from '../digests/digest.ts';
import type { ChatAddress, ChatKind } from '../subscriptions/chat.ts';

/**
 * pending → sending → sent | uncertain | refused; pending → cancelled. From sending back to pending only when it is
 * certain that nothing was accepted.
 */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'uncertain' | 'refused' | 'cancelled';

export type Delivery = ChatAddress & {
  readonly id: number;
  readonly chatId: number;
  readonly chatKind: ChatKind;
  /** 1 for a digest's first message. */
  readonly part: number;
  readonly message: Pick<DigestPart, 'html' | 'buttons'>;
  /** Claims so far, this one included. */
  readonly attempts: number;
  /** Epoch ms of the digest's moment: what grew older than 12 h is given up. */
  readonly momentAt: number;
};

/** What came of one attempt to send. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: number }
  /** Nobody knows whether it arrived: never sent again. */
  | { readonly kind: 'uncertain'; readonly reason: string }
  /** Surely not accepted; worth another try after the wait. `everyone` when the whole bot must wait. */
  | { readonly kind: 'retry'; readonly afterMs: number; readonly everyone: boolean; readonly reason: string }
  /** The chat cannot be written to. */
  | { readonly kind: 'unreachable'; readonly paused: 'blocked' | 'gone'; readonly reason: string }
  /** A group became a supergroup. */
  | { readonly kind: 'migrated'; readonly toTelegramId: number }
  /** Telegram does not take this message. */
  | { readonly kind: 'refused'; readonly reason: string };

/** Sends one message once; never repeats by itself. */
export type SendMessage = (
  to: ChatAddress,
  message: Pick<DigestPart, 'html' | 'buttons'>,
  options: { readonly plain: boolean; readonly signal: AbortSignal },
) => Promise<SendOutcome>;

export interface DeliveryStore {
  /** Take waiting parts whose time has come (`pending` → `sending`, leased), oldest moment first, at most one part a chat
   * and never a part before the earlier parts of its digest have left `pending` and `sending`. */
  claim(
    now: number,
    options: { readonly limit: number; readonly leaseMs: number },
  ): Promise<readonly Delivery[]>;
  markSent(id: number, messageId: number, now: number): Promise<void>;
  markUncertain(id: number, reason: string, now: number): Promise<void>;
  markRefused(id: number, reason: string, now: number): Promise<void>;
  /** Back to waiting, not before `notBefore`. */
  release(id: number, notBefore: number, reason: string): Promise<void>;
  /** The chat cannot be reached: pause it and cancel all that waits for it, so that its stories are untold again. */
  pauseChat(chatId: number, paused: 'blocked' | 'gone', reason: string, now: number): Promise<void>;
  /** Parts found `sending` at start: nobody knows what became of them. Returns how many became uncertain. */
  settleInterrupted(now: number): Promise<number>;
  /** Cancel what waits for moments before `momentBefore`; returns how many digests. */
  cancelStale(momentBefore: number, now: number): Promise<number>;
  counts(): Promise<Readonly<Record<DeliveryState, number>>>;
}
