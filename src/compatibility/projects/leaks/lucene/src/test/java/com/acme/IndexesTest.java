package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trackmemory.extension.NoLeaks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Indexes of a test's own. */
@NoLeaks
class IndexesTest {

  private static final ExecutorService POOL = Executors.newSingleThreadExecutor();

  @BeforeAll
  static void start() throws Exception {
    POOL.submit(() -> {}).get();
  }

  @AfterAll
  static void stop() {
    POOL.shutdown();
  }

  @Test
  void cleanAnalyses() throws IOException {
    try (Analyzer analyzer = new EnglishAnalyzer()) {
      assertEquals(List.of("lamp", "fold"), terms(analyzer, "The lamps are folding"));
    }
  }

  @Test
  void cleanAnalysesOnAThreadOfAPool() throws Exception {
    try (Analyzer analyzer = new EnglishAnalyzer()) {
      assertEquals(List.of("chair"), POOL.submit(() -> terms(analyzer, "chairs")).get());
    }
  }

  @Test
  void cleanWritesToFiles(@TempDir Path folder) throws IOException {
    try (Directory directory = FSDirectory.open(folder)) {
      write(directory);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        assertEquals(100, reader.numDocs());
      }
    }
  }

  @HeldBy("com.acme.Searches.OPEN")
  @Test
  void leaksAReader() throws IOException {
    Directory directory = new ByteBuffersDirectory();
    write(directory);
    Searches.OPEN.add(DirectoryReader.open(directory));
  }

  @HeldBy("com.acme.Terms.SEEN")
  @Test
  void leaksTermsOfAThreadOfAPool() throws Exception {
    try (Analyzer analyzer = new EnglishAnalyzer()) {
      POOL.submit(() -> Terms.SEEN.get().addAll(terms(analyzer, "tables and chairs"))).get();
    }
  }

  private static void write(Directory directory) throws IOException {
    try (IndexWriter writer =
        new IndexWriter(directory, new IndexWriterConfig(new EnglishAnalyzer()))) {
      for (int i = 0; i < 100; i++) {
        Document document = new Document();
        document.add(new TextField("text", "lamp number " + i, Field.Store.YES));
        writer.addDocument(document);
      }
    }
  }

  private static List<String> terms(Analyzer analyzer, String text) throws IOException {
    List<String> terms = new ArrayList<>();
    try (TokenStream stream = analyzer.tokenStream("text", text)) {
      CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
      stream.reset();
      while (stream.incrementToken()) {
        terms.add(term.toString());
      }
      stream.end();
    }
    return terms;
  }
}
