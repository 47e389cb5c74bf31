#include "graph/schema.hpp"

namespace whom::graph {

const std::array<const char*, schema_version> schema = {
    R"sql(
-- What was read.
CREATE TABLE document(
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, key TEXT NOT NULL, title TEXT NOT NULL, date TEXT NOT NULL,
  url TEXT NOT NULL, publisher TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE document_key(
  key TEXT PRIMARY KEY, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE) WITHOUT ROWID;
CREATE INDEX document_key_document ON document_key(document);
CREATE TABLE sentence(
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, number INTEGER NOT NULL,
  begins INTEGER NOT NULL, ends INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE(document, number));

-- What each document says by itself: the durable record that the merged tables are made from.
CREATE TABLE local_entity(
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, number INTEGER NOT NULL, name TEXT NOT NULL,
  type TEXT NOT NULL, named INTEGER NOT NULL, begins INTEGER NOT NULL, ends INTEGER NOT NULL,
  PRIMARY KEY(document, number)) WITHOUT ROWID;
CREATE TABLE local_alias(
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, entity INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY(document, entity, name)) WITHOUT ROWID;
CREATE TABLE local_report(
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, number INTEGER NOT NULL,
  subject INTEGER, subject_value TEXT, subject_text TEXT, subject_type TEXT, relation TEXT NOT NULL,
  object INTEGER, object_value TEXT, object_text TEXT, object_type TEXT,
  polarity TEXT NOT NULL, modality TEXT NOT NULL,
  sentence_begins INTEGER NOT NULL, sentence_ends INTEGER NOT NULL, subject_begins INTEGER, subject_ends INTEGER,
  relation_begins INTEGER NOT NULL, relation_ends INTEGER NOT NULL, object_begins INTEGER, object_ends INTEGER,
  phrase TEXT NOT NULL, rule TEXT NOT NULL, confidence REAL NOT NULL, PRIMARY KEY(document, number)) WITHOUT ROWID;
CREATE TABLE local_qualifier(
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, report INTEGER NOT NULL, number INTEGER NOT NULL,
  role TEXT NOT NULL, entity INTEGER, value TEXT, text TEXT, type TEXT, begins INTEGER, ends INTEGER,
  PRIMARY KEY(document, report, number)) WITHOUT ROWID;
CREATE TABLE local_source(
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, report INTEGER NOT NULL, number INTEGER NOT NULL,
  entity INTEGER NOT NULL, PRIMARY KEY(document, report, number)) WITHOUT ROWID;
CREATE TABLE local_link(
  document INTEGER NOT NULL REFERENCES document ON DELETE CASCADE, report INTEGER NOT NULL, number INTEGER NOT NULL,
  mention_begins INTEGER NOT NULL, mention_ends INTEGER NOT NULL, antecedent_begins INTEGER NOT NULL,
  antecedent_ends INTEGER NOT NULL, PRIMARY KEY(document, report, number)) WITHOUT ROWID;

-- The merged graph, for everybody with a SQLite shell; rewritten at the end of a build.
CREATE TABLE merged(ledger TEXT NOT NULL);
CREATE TABLE entity(id TEXT PRIMARY KEY, name TEXT NOT NULL, type TEXT NOT NULL, named INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE alias(entity TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY(entity, name)) WITHOUT ROWID;
CREATE TABLE redirect(id TEXT PRIMARY KEY, entity TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE statement(
  id TEXT PRIMARY KEY, subject TEXT, subject_value TEXT, subject_text TEXT, subject_type TEXT, relation TEXT NOT NULL,
  object TEXT, object_value TEXT, object_text TEXT, object_type TEXT, polarity TEXT NOT NULL, modality TEXT NOT NULL,
  asserted INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX statement_subject ON statement(subject);
CREATE INDEX statement_relation ON statement(relation);
CREATE INDEX statement_object ON statement(object);
CREATE TABLE qualifier(
  statement TEXT NOT NULL, number INTEGER NOT NULL, role TEXT NOT NULL, entity TEXT, value TEXT, text TEXT, type TEXT,
  PRIMARY KEY(statement, number)) WITHOUT ROWID;
CREATE INDEX qualifier_entity ON qualifier(entity);
CREATE TABLE evidence(
  statement TEXT NOT NULL, number INTEGER NOT NULL, document TEXT NOT NULL,
  sentence_begins INTEGER NOT NULL, sentence_ends INTEGER NOT NULL, subject_begins INTEGER, subject_ends INTEGER,
  relation_begins INTEGER NOT NULL, relation_ends INTEGER NOT NULL, object_begins INTEGER, object_ends INTEGER,
  phrase TEXT NOT NULL, rule TEXT NOT NULL, sources TEXT NOT NULL, confidence REAL NOT NULL,
  PRIMARY KEY(statement, number)) WITHOUT ROWID;
CREATE VIEW triple AS
  SELECT coalesce(s.name, t.subject_text) AS subject, t.relation AS relation, coalesce(o.name, t.object_text) AS object,
         t.id AS statement
  FROM statement t LEFT JOIN entity s ON s.id = t.subject LEFT JOIN entity o ON o.id = t.object
  WHERE t.polarity = 'affirmed' AND t.modality = 'actual';

-- Full text.
CREATE VIRTUAL TABLE sentence_search USING fts5(
  text, content = 'sentence', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE name_search USING fts5(name, entity UNINDEXED, tokenize = 'unicode61 remove_diacritics 2');
)sql",
    R"sql(
-- Which entity the named ones of each document were merged into; rewritten with the merged graph.
CREATE TABLE entity_link(
  document TEXT NOT NULL, number INTEGER NOT NULL, entity TEXT NOT NULL, confidence REAL NOT NULL,
  PRIMARY KEY(document, number)) WITHOUT ROWID;
CREATE INDEX entity_link_entity ON entity_link(entity);
)sql",
    R"sql(
-- A hash of all that was ever written, in its order.
CREATE TABLE revision(hash TEXT NOT NULL);
INSERT INTO revision VALUES('');

-- What a curator changed; kept apart from what was read.
CREATE TABLE correction(
  number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, date TEXT NOT NULL, curator TEXT NOT NULL,
  pattern TEXT NOT NULL, changes TEXT NOT NULL);
)sql",
    R"sql(
ALTER TABLE correction RENAME COLUMN date TO time;
)sql"};

}  // namespace whom::graph
