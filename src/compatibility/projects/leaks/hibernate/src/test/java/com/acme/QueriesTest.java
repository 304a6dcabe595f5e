package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.trackmemory.extension.NoLeaks;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.Root;
import java.util.List;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@NoLeaks
class QueriesTest extends LibraryTests {

  @AfterEach
  void removeAll() {
    factory.inTransaction(
        session -> {
          session.createMutationQuery("delete from Book").executeUpdate();
          session.createMutationQuery("delete from Author").executeUpdate();
        });
  }

  @Test
  void cleanAsksWithCriteria() {
    save("Ann", "One", "Two");
    save("Bob");
    List<Author> found =
        factory.fromSession(
            session -> {
              CriteriaBuilder builder = session.getCriteriaBuilder();
              CriteriaQuery<Author> query = builder.createQuery(Author.class);
              Root<Author> author = query.from(Author.class);
              query.where(builder.equal(author.get("name"), "Bob"));
              return session.createQuery(query).getResultList();
            });
    assertEquals("Bob", found.get(0).name());
  }

  @Test
  void cleanAsksInSql() {
    save("Ann", "One", "Two", "Three");
    Object count =
        factory.fromSession(
            session ->
                session
                    .createNativeQuery("select count(*) from Book where title like ?", Long.class)
                    .setParameter(1, "T%")
                    .getSingleResult());
    assertEquals(2L, count);
  }

  @Test
  void cleanJoinsAndGroups() {
    save("Ann", "One", "Two");
    save("Bob", "Three");
    List<Object[]> rows =
        factory.fromSession(
            session ->
                session
                    .createQuery(
                        "select a.name, count(b) from Author a join a.books b group by a.name"
                            + " order by a.name",
                        Object[].class)
                    .getResultList());
    assertEquals(2L, rows.get(0)[1]);
  }

  @Test
  void cleanScrolls() {
    save("Ann", "One", "Two", "Three");
    try (Session session = factory.openSession();
        ScrollableResults<Book> books =
            session.createQuery("from Book", Book.class).scroll(ScrollMode.FORWARD_ONLY)) {
      int count = 0;
      while (books.next()) {
        count += books.get().title().isEmpty() ? 0 : 1;
      }
      assertEquals(3, count);
    }
  }

  @HeldBy("com.acme.Shelf.RECENT")
  @Test
  void leaksBooksOnTheShelf() {
    save("Ann", "One", "Two");
    factory.inSession(
        session ->
            Shelf.RECENT.addAll(session.createQuery("from Book", Book.class).getResultList()));
    assertTrue(Shelf.RECENT.size() >= 2);
  }
}
