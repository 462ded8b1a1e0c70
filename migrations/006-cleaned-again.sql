-- An outlet's recent articles, to be cleaned again when more of its furniture becomes known.
CREATE INDEX articles_of_publisher ON articles (publisher, first_seen_at);
