/** Notices → Telegram's HTML: breaking news, what is new about a told story, that it was denied or corrected, and what may not have arrived. */
import { inDigits } from '../arabic/digits.ts';
import type { DigestPart } from '../digests/digest.ts';
import type { Turn } from '../digests/facts.ts';
import type { Addressee, Notice } from '../digests/notice.ts';
import type { Difference, Story } from '../stories/story.ts';
import { words } from './messages.ts';
import { type NoticeView, renderBreaking, renderDenial, renderReminders, renderUpdate } from './notices.ts';
import { articleOf } from './story-lines.ts';

/** One message for the notice; `username` is the bot's own, for links. */
export function renderNotice(notice: Notice, to: Addressee, username: string | undefined): DigestPart {
  const view: NoticeView = { chat: to.chat, zone: to.zone, now: to.at, username };
  switch (notice.kind) {
    case 'breaking':
      return renderBreaking(notice.story, view);
    case 'update':
      return turned(notice.story, notice.turn, view);
    case 'denial':
      return renderDenial(notice.story, { told: notice.told }, view);
    case 'reminder':
      return renderReminders(notice.reminders, view);
  }
}

function turned(story: Story, turn: Turn, view: NoticeView): DigestPart {
  switch (turn.kind) {
    case 'corrected': {
      const number = inDigits(String(turn.from), view.chat.settings.digits);
      return ownCorrection(story, turn.articleId, { told: `${words.grew(turn.toll, '')} ${number}`, view });
    }
    case 'renamed':
      return ownCorrection(story, turn.articleId, { told: turn.before, view });
    case 'grown':
      return renderUpdate(story, { differences: told(story, 'course', turn.toll) }, view);
    case 'disputed':
      return renderUpdate(story, { differences: told(story, 'contradiction', turn.toll) }, view);
    case 'outcome': {
      const [sentence] = story.sentences;
      return renderUpdate(story, sentence === undefined ? {} : { sentence }, view);
    }
  }
}

/** The correction as its outlet heads it, also where the story is headed by another one by now. */
function ownCorrection(
  story: Story,
  articleId: number,
  { told, view }: { readonly told: string; readonly view: NoticeView },
): DigestPart {
  const { publisher, title = story.headline } = articleOf(story, articleId) ?? {};
  const headed =
    story.headlineArticleId === articleId
      ? story
      : { ...story, headline: title, headlineArticleId: articleId };
  return renderDenial(headed, { told, by: publisher }, view);
}

function told(story: Story, kind: Difference['kind'], about: Difference['subject']): readonly Difference[] {
  return story.differences.filter((one) => one.kind === kind && one.subject === about).slice(0, 1);
}
