package com.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.NoLeaks;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.orm.jpa.DataJpaTest;
import org.springframework.boot.test.autoconfigure.orm.jpa.TestEntityManager;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Sort;

@DataJpaTest
@NoLeaks
class DataTest {

  private static final List<Item> SEEN = new ArrayList<>();

  @Autowired private Items items;
  @Autowired private TestEntityManager entities;

  @Test
  void cleanCascadesToReviews() {
    Item item = new Item("lamp", BigDecimal.TEN);
    item.review("bright");
    item.review("warm");
    items.saveAndFlush(item);
    entities.clear();
    assertThat(items.findById(item.getId()).orElseThrow().reviews()).hasSize(2);
  }

  @Test
  void cleanDeletesInOneStatement() {
    items.saveAll(List.of(new Item("a", BigDecimal.ONE), new Item("b", BigDecimal.valueOf(2))));
    items.flush();
    items.deleteAllInBatch();
    assertThat(items.count()).isZero();
  }

  @Test
  void cleanFindsByName() {
    items.save(new Item("red chair", BigDecimal.TEN));
    items.save(new Item("blue chair", BigDecimal.TEN));
    items.save(new Item("table", BigDecimal.TEN));
    assertThat(items.findByNameContaining("chair")).hasSize(2);
  }

  @Test
  void cleanPagesAndSorts() {
    for (int i = 0; i < 25; i++) {
      items.save(new Item("item " + i, BigDecimal.valueOf(i)));
    }
    assertThat(items.findAll(PageRequest.of(1, 10, Sort.by("price").descending())).getContent())
        .extracting(Item::getName)
        .startsWith("item 14");
  }

  @Test
  void cleanQueriesWithParameters() {
    items.save(new Item("cheap", BigDecimal.ONE));
    items.save(new Item("dear", BigDecimal.valueOf(1_000)));
    assertThat(items.cheaperThan(BigDecimal.TEN)).hasSize(1);
  }

  @Test
  void cleanUpdatesWhatChanged() {
    Item item = entities.persistFlushFind(new Item("lamp", BigDecimal.ONE));
    item.reprice(BigDecimal.valueOf(2));
    entities.flush();
    entities.clear();
    assertThat(items.findById(item.getId()).orElseThrow().getPrice()).isEqualByComparingTo("2");
  }

  @HeldBy("com.acme.DataTest.SEEN")
  @Test
  void leaksEntities() {
    SEEN.add(items.saveAndFlush(new Item("lamp", BigDecimal.TEN)));
  }
}
