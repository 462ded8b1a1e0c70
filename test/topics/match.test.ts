import { describe, expect, it } from 'vitest';
import { matchTopics, storyTopics } from '../../src/topics/match.ts';

const main = (title: string, text = '') => matchTopics({ title, text }).main;

describe('matchTopics', () => {
  it('matches through clitics and endings, in old and new spelling', () => {
    expect(main('مسؤول: للعراقيين حق في المياه')).toContain('iraq');
    expect(main('القوات الامريكية تغادر قاعدتها')).toContain('usa');
    expect(main('وبإسرائيل ولإيران رأي آخر')).toEqual(['israel', 'iran']);
  });

  it('never matches inside a word', () => {
    expect(main('مصرف ومصرع وعراقيل وتركة وقطار')).toEqual([]);
  });
});

describe('storyTopics', () => {
  it('keeps as main what most of the articles have as main', () => {
    const story = storyTopics([
      { main: ['iran', 'russia'], side: [] },
      { main: ['iran'], side: ['russia'] },
      { main: ['iran', 'usa'], side: [] },
    ]);
    expect(story.main).toEqual(['iran']);
    expect(story.side).toContain('russia');
  });
});
