package com.acme;

import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A database that is opened before the tests of a class. */
abstract class LibraryTests {

  static final Titles TITLES = new Titles();
  static SessionFactory factory;

  @BeforeAll
  static void open() {
    factory = Library.open("books", TITLES);
  }

  @AfterAll
  static void close() {
    factory.close();
    factory = null;
  }

  static long save(String name, String... titles) {
    return factory.fromTransaction(
        session -> {
          Author author = new Author(name);
          for (String title : titles) {
            author.write(title);
          }
          session.persist(author);
          return author.id();
        });
  }
}
