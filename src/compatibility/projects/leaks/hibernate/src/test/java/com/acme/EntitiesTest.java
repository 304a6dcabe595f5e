package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.trackmemory.extension.NoLeaks;
import org.hibernate.LazyInitializationException;
import org.hibernate.Session;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.event.spi.EventType;
import org.hibernate.event.spi.PostInsertEvent;
import org.hibernate.event.spi.PostInsertEventListener;
import org.hibernate.persister.entity.EntityPersister;
import org.junit.jupiter.api.Test;

@NoLeaks
class EntitiesTest extends LibraryTests {

  @Test
  void cleanChangesAndFlushes() {
    long id = save("Ann");
    factory.inTransaction(session -> session.find(Author.class, id).rename("Anne"));
    assertEquals("Anne", factory.fromSession(session -> session.find(Author.class, id)).name());
  }

  @Test
  void cleanKeepsOneSessionForAThread() {
    Session session = Sessions.open(factory);
    assertNull(session.find(Author.class, -1L));
    Sessions.close();
  }

  @Test
  void cleanLoadsLazily() {
    long id = save("Ann", "One", "Two");
    factory.inSession(
        session -> {
          Book book =
              session
                  .createQuery("from Book b where b.author.name = :name", Book.class)
                  .setParameter("name", "Ann")
                  .setMaxResults(1)
                  .getSingleResult();
          assertEquals("Ann", book.author().name());
          assertEquals(2, session.getReference(Author.class, id).books().size());
        });
  }

  @Test
  void cleanRefusesToLoadLater() {
    long id = save("Ann", "One");
    Author author = factory.fromSession(session -> session.find(Author.class, id));
    assertThrows(LazyInitializationException.class, () -> author.books().size());
  }

  @Test
  void cleanRollsBack() {
    assertThrows(
        IllegalStateException.class,
        () ->
            factory.inTransaction(
                session -> {
                  session.persist(new Author("Nobody"));
                  throw new IllegalStateException("no");
                }));
  }

  @Test
  void cleanSavesManyAtOnce() {
    factory.inTransaction(
        session -> {
          for (int i = 0; i < 200; i++) {
            session.persist(new Author("author " + i));
            if (i % 50 == 49) {
              session.flush();
              session.clear();
            }
          }
        });
  }

  @HeldBy("listeners")
  @Test
  void leaksAListenerOfTheFactory() {
    PostInsertEventListener listener = new Counting();
    ((SessionFactoryImplementor) factory)
        .getEventListenerRegistry()
        .appendListeners(EventType.POST_INSERT, listener);
    save("Ann");
  }

  /* The plan of a query keeps the first value that was asked for, which this line boxes. */
  @HeldBy("queryPlanCache")
  @Test
  void leaksTheFirstValueInThePlan() {
    long id = 1_000;
    factory.inSession(
        session ->
            session
                .createQuery("select b from Book b where b.author.id = :id", Book.class)
                .setParameter("id", id)
                .setMaxResults(1)
                .getResultList());
  }

  @HeldBy("com.acme.Sessions.CURRENT")
  @Test
  void leaksASessionOfTheThread() {
    long id = save("Ann");
    assertNotNull(Sessions.open(factory).find(Author.class, id));
  }

  @HeldBy("known")
  @Test
  void leaksTitlesInTheInterceptor() {
    TITLES.remember(true);
    save("Ann", "One", "Two");
    TITLES.remember(false);
  }

  private static final class Counting implements PostInsertEventListener {

    private long inserts;

    @Override
    public void onPostInsert(PostInsertEvent event) {
      inserts++;
    }

    @Override
    public boolean requiresPostCommitHandling(EntityPersister persister) {
      return inserts < 0;
    }
  }
}
