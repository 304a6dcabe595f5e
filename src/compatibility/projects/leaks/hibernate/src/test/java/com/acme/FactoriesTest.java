package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.trackmemory.extension.NoLeaks;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;

/** Databases that a test opens itself. */
@NoLeaks
class FactoriesTest {

  private static SessionFactory kept;

  @Test
  void cleanOpensAndCloses() {
    try (SessionFactory factory = Library.open("own", new Titles())) {
      factory.inTransaction(session -> session.persist(new Author("Ann")));
      Long count =
          factory.fromSession(
              session ->
                  session
                      .createQuery("select count(a) from Author a", Long.class)
                      .getSingleResult());
      assertEquals(1, count.intValue());
    }
  }

  @Test
  void cleanOpensTwo() {
    try (SessionFactory one = Library.open("one", new Titles());
        SessionFactory two = Library.open("two", new Titles())) {
      one.inTransaction(session -> session.persist(new Author("Ann")));
      two.inTransaction(session -> session.persist(new Author("Bob")));
    }
  }

  @HeldBy("com.acme.FactoriesTest.kept")
  @Test
  void leaksAFactory() {
    kept = Library.open("kept", new Titles());
  }
}
