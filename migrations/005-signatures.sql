-- What an article was signed with before cleaning (its dateline, its agency's name): origins of news are counted by it.
ALTER TABLE articles ADD COLUMN signature TEXT;
