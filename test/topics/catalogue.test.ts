import { describe, expect, it } from 'vitest';
import { catalogue, popularTopics, topicBySlug } from '../../src/topics/catalogue.ts';
import { findTopic } from '../../src/topics/lookup.ts';
import { otherNames, sharedNames } from '../../src/topics/names.ts';
import { places } from '../../src/topics/places.ts';
import { subjects } from '../../src/topics/subjects.ts';

const slugs = catalogue.map((topic) => topic.slug);
const signals = [...places, ...subjects];

describe('the catalogue', () => {
  it('has each slug once, short enough for a button', () => {
    expect(new Set(slugs).size).toBe(slugs.length);
    for (const slug of slugs) expect(slug).toMatch(/^[a-z]{2,20}$/u);
  });

  it('keeps each group together', () => {
    const groups = catalogue.map((topic) => topic.group);
    const starts = groups.filter((group, at) => group !== groups[at - 1]);
    expect(new Set(starts).size).toBe(starts.length);
  });

  it('shows no flag where one would take a side', () => {
    for (const slug of ['gaza', 'westbank', 'kurds', 'sahara']) expect(topicBySlug(slug)?.emoji).toBe('');
  });

  it('has words for every topic but the top', () => {
    expect(signals.map(({ slug }) => slug).sort()).toEqual(slugs.filter((slug) => slug !== 'top').sort());
  });

  it('speaks of known topics only', () => {
    const named = [
      ...popularTopics,
      ...Object.keys(otherNames),
      ...Object.values(sharedNames).flat(),
      ...signals.flatMap(({ implies, guarded }) => [
        ...(implies ?? []),
        ...(guarded ?? []).flatMap(({ needs, unless }) => [...(needs ?? []), ...(unless ?? [])]),
      ]),
    ];
    for (const slug of named) expect(slugs).toContain(slug);
  });

  it('finds each topic by its slug, both its names and all its other names', () => {
    for (const topic of catalogue) {
      const others = (otherNames[topic.slug] ?? '').split(/\s+/u).filter(Boolean);
      for (const name of [topic.slug, topic.name, topic.english, ...others])
        expect([name, findTopic(name.replaceAll('_', ' '))]).toEqual([name, { kind: 'exact', topic }]);
    }
  });
});
