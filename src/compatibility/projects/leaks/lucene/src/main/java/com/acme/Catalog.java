package com.acme;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.queryparser.classic.ParseException;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;

/** An index in memory, as a service keeps it. */
public final class Catalog implements AutoCloseable {

  private final Directory directory = new ByteBuffersDirectory();
  private final Analyzer analyzer = new StandardAnalyzer();
  private final IndexWriter writer;
  private final SearcherManager searchers;
  private final Map<String, List<String>> answers = new HashMap<>();

  public Catalog() throws IOException {
    writer = new IndexWriter(directory, new IndexWriterConfig(analyzer));
    searchers = new SearcherManager(writer, null);
  }

  public void add(String id, String text, int price) throws IOException {
    Document document = new Document();
    document.add(new StringField("id", id, Field.Store.YES));
    document.add(new TextField("text", text, Field.Store.YES));
    document.add(new IntPoint("price", price));
    document.add(new NumericDocValuesField("price", price));
    writer.updateDocument(new Term("id", id), document);
  }

  public void remove(String id) throws IOException {
    writer.deleteDocuments(new Term("id", id));
  }

  public void removeAll() throws IOException {
    writer.deleteAll();
    writer.commit();
    searchers.maybeRefreshBlocking();
  }

  public void refresh() throws IOException {
    searchers.maybeRefreshBlocking();
  }

  public void commit() throws IOException {
    writer.commit();
  }

  public void merge() throws IOException {
    writer.forceMerge(1);
  }

  public Query parse(String text) {
    try {
      return new QueryParser("text", analyzer).parse(text);
    } catch (ParseException e) {
      throw new IllegalArgumentException("no query: " + text, e);
    }
  }

  public List<String> find(Query query) throws IOException {
    IndexSearcher searcher = searchers.acquire();
    try {
      List<String> ids = new ArrayList<>();
      for (ScoreDoc found : searcher.search(query, 10).scoreDocs) {
        ids.add(searcher.storedFields().document(found.doc).get("id"));
      }
      return ids;
    } finally {
      searchers.release(searcher);
    }
  }

  /** Asks once, and knows the answer for ever. */
  public List<String> findOnce(String text) throws IOException {
    List<String> known = answers.get(text);
    if (known == null) {
      known = find(parse(text));
      answers.put(text, known);
    }
    return known;
  }

  public SearcherManager searchers() {
    return searchers;
  }

  public Analyzer analyzer() {
    return analyzer;
  }

  @Override
  public void close() throws IOException {
    searchers.close();
    writer.close();
    directory.close();
  }
}
