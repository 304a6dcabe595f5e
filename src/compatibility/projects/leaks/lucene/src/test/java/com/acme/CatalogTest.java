package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trackmemory.extension.NoLeaks;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ReferenceManager.RefreshListener;
import org.apache.lucene.search.Sort;
import org.apache.lucene.search.SortField;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopDocs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One index for all tests. */
@NoLeaks
class CatalogTest {

  private static Catalog catalog;

  @BeforeAll
  static void open() throws IOException {
    catalog = new Catalog();
  }

  @AfterAll
  static void close() throws IOException {
    catalog.close();
  }

  @AfterEach
  void removeAll() throws IOException {
    catalog.removeAll();
  }

  private static void fill() throws IOException {
    catalog.add("1", "a red lamp for the table", 10);
    catalog.add("2", "a blue lamp", 20);
    catalog.add("3", "a chair that folds", 30);
    catalog.refresh();
  }

  @Test
  void cleanCombinesQueries() throws IOException {
    fill();
    BooleanQuery query =
        new BooleanQuery.Builder()
            .add(new TermQuery(new Term("text", "lamp")), Occur.MUST)
            .add(IntPoint.newRangeQuery("price", 15, 25), Occur.FILTER)
            .build();
    assertEquals(List.of("2"), catalog.find(query));
  }

  @Test
  void cleanFindsNearlyTheSame() throws IOException {
    fill();
    assertEquals(List.of("3"), catalog.find(new FuzzyQuery(new Term("text", "chiar"), 2)));
  }

  @Test
  void cleanListensToRefreshesForAWhile() throws IOException {
    Counting listener = new Counting();
    catalog.searchers().addListener(listener);
    fill();
    catalog.searchers().removeListener(listener);
    assertTrue(listener.refreshed.get() > 0);
  }

  @Test
  void cleanMerges() throws IOException {
    for (int i = 0; i < 20; i++) {
      catalog.add("m" + i, "merged " + i, i);
      catalog.commit();
    }
    catalog.merge();
    catalog.refresh();
    assertEquals(10, catalog.find(catalog.parse("merged")).size());
  }

  @Test
  void cleanParsesQueries() throws IOException {
    fill();
    assertEquals(2, catalog.find(catalog.parse("lamp AND (red OR blue)")).size());
    assertEquals(List.of("3"), catalog.find(catalog.parse("\"chair that folds\"")));
  }

  @Test
  void cleanSorts() throws IOException {
    fill();
    IndexSearcher searcher = catalog.searchers().acquire();
    try {
      TopDocs docs =
          searcher.search(
              catalog.parse("a* OR l*"),
              2,
              new Sort(new SortField("price", SortField.Type.INT, true)));
      assertEquals(2, docs.scoreDocs.length);
    } finally {
      catalog.searchers().release(searcher);
    }
  }

  @Test
  void cleanUpdatesAndRemoves() throws IOException {
    fill();
    catalog.add("1", "now a desk", 5);
    catalog.remove("2");
    catalog.refresh();
    assertEquals(List.of(), catalog.find(catalog.parse("lamp")));
    assertEquals(List.of("1"), catalog.find(catalog.parse("desk")));
  }

  @HeldBy("refreshListeners")
  @Test
  void leaksAListenerOfTheSearchers() throws IOException {
    catalog.searchers().addListener(new Counting());
    fill();
  }

  @HeldBy("answers")
  @Test
  void leaksAnswers() throws IOException {
    fill();
    assertEquals(2, catalog.findOnce("lamp").size());
  }

  private static final class Counting implements RefreshListener {

    private final AtomicInteger refreshed = new AtomicInteger();

    @Override
    public void beforeRefresh() {}

    @Override
    public void afterRefresh(boolean did) {
      refreshed.incrementAndGet();
    }
  }
}
