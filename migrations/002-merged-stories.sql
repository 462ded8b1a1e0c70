-- A story that proved to be the same event as another gave its articles to it; what chats were told of the one they were
-- told of the other. Points at a story that stands, never at one that was merged itself.
ALTER TABLE stories ADD COLUMN merged_into INTEGER REFERENCES stories (id);

CREATE INDEX stories_merged ON stories (merged_into) WHERE merged_into IS NOT NULL;
