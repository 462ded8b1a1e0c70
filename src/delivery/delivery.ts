/** The outbox: one message on its way to one chat. */
import type { Message } from '../digests/digest.ts';
import type { ChatAddress, ChatKind } from '../subscriptions/chat.ts';

/**
 * pending → sending → sent | uncertain | refused; pending → cancelled. From sending back to pending only when it is
 * certain that nothing was accepted.
 */
export type DeliveryState = 'pending' | 'sending' | 'sent' | 'uncertain' | 'refused' | 'cancelled';

/** A part of a digest that waits for its send, and where it goes. */
export type Delivery = ChatAddress & {
  readonly id: number;
  readonly chatId: number;
  readonly chatKind: ChatKind;
  /** 1 for a digest's first message. */
  readonly part: number;
  readonly message: Message;
  /** Telegram refused it as it is marked up: it goes as plain text. */
  readonly plain: boolean;
  /** Claims before this attempt. */
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
  /** Surely not accepted: Telegram asks to wait so long (a whole number of ms), and does not say who. */
  | { readonly kind: 'tooMany'; readonly afterMs: number; readonly reason: string }
  /** The chat cannot be written to. */
  | { readonly kind: 'unreachable'; readonly paused: 'blocked' | 'gone'; readonly reason: string }
  /** A group became a supergroup. */
  | { readonly kind: 'migrated'; readonly toTelegramId: number }
  /** Telegram does not take this message. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Sends one message once; never repeats by itself. `begin`, where it is given, is asked once a connection stands and nothing of the
 * message is written yet; it is written at once when that resolves to true, and never when it resolves to false: then the
 * outcome is `retry`.
 */
export type SendMessage = (
  to: ChatAddress,
  message: Message,
  options: {
    readonly plain: boolean;
    readonly signal: AbortSignal;
    readonly begin?: () => Promise<boolean>;
  },
) => Promise<SendOutcome>;

/** How a claimed part is settled; `id` is the delivery's. */
export type Settlement = { readonly id: number } & (
  | { readonly kind: 'sent'; readonly messageId: number }
  | { readonly kind: 'uncertain'; readonly reason: string }
  | { readonly kind: 'refused'; readonly reason: string }
  /** Surely not accepted: back to `pending`, not to be claimed before `notBefore` (epoch ms). */
  | { readonly kind: 'waiting'; readonly notBefore: number; readonly reason: string }
  /** Refused as it is marked up: back to `pending`, to go as plain text. */
  | { readonly kind: 'malformed'; readonly reason: string }
  /** The chat cannot be written to: it is paused, and this part and all that waits for it are cancelled. */
  | { readonly kind: 'unreachable'; readonly paused: 'blocked' | 'gone'; readonly reason: string }
  /** All chats of the group move to the new id as ChatStore.migrate does; this part goes back to `pending`. */
  | { readonly kind: 'migrated'; readonly toTelegramId: number }
);

export interface DeliveryStore {
  /** Parts that may go: `pending`, their time has come, of chats that are not paused, outside the quiet hours that they were made with; first
   * those that expire, then by moment, the oldest first; at most one part a chat, and none before that chat's earlier parts (by moment,
   * then part) have left `pending` and `sending`, but that one which expires overtakes those that may wait. Chats in `except` (ids of
   * Telegram's) are passed by: the pace does not let them have a message yet; and so are the parts in `underWay`. */
  waiting(
    now: number,
    options: {
      readonly limit: number;
      readonly except: readonly number[];
      readonly underWay: readonly number[];
    },
  ): Promise<readonly Delivery[]>;
  /** Take these parts (`pending` → `sending`), in one transaction: their messages are written next. Returns the ids of those taken; what
   * was cancelled or made anew since it was read, or whose chat was paused, is not. */
  claim(parts: readonly Pick<Delivery, 'id' | 'chatId' | 'message'>[]): Promise<ReadonlySet<number>>;
  /** Record what came of claimed parts, in one transaction; a part that is not `sending` is left as it is. */
  settle(settlements: readonly Settlement[], now: number): Promise<void>;
  /** Parts that are `sending` though nobody sends: nobody knows what became of them. Returns how many became uncertain. */
  settleInterrupted(now: number): Promise<number>;
  /** Cancel what is pending for moments before `momentBefore`; returns how many digests that touched. */
  cancelStale(momentBefore: number, now: number): Promise<number>;
  /** Cancel what is pending and of no use any more at `now`; returns how many parts. */
  cancelExpired(now: number): Promise<number>;
  counts(): Promise<Readonly<Record<DeliveryState, number>>>;
}
