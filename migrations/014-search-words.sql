-- Every word of the search index once, for its spellings: the index itself can only list them by reading in which articles each stands.
-- A word whose articles are gone may stay.
CREATE TABLE search_words (term TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;

CREATE VIRTUAL TABLE temp.words_so_far USING fts5vocab(main, 'article_search', 'row');
INSERT INTO search_words SELECT term FROM temp.words_so_far;
DROP TABLE temp.words_so_far;
