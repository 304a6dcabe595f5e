package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trackmemory.extension.NoLeaks;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Pools of a test's own. */
@NoLeaks
class OwnPoolsTest {

  private static Database kept;

  @Test
  void cleanOpensAndCloses() throws Exception {
    try (Database database = new Database("own")) {
      assertEquals(List.of("1"), database.ask("select 1"));
    }
  }

  @Test
  void cleanOpensTwo() throws Exception {
    try (Database one = new Database("one");
        Database two = new Database("two")) {
      one.run("create table a (b int)");
      two.run("create table a (b int)");
      one.run("drop table a");
    }
  }

  @HeldBy("com.acme.OwnPoolsTest.kept")
  @Test
  void leaksAPool() throws Exception {
    kept = new Database("kept");
    kept.ask("select 1");
  }
}
