package com.acme;

import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

/** Opens a database that lasts as long as its factory. */
public final class Library {

  private Library() {}

  public static SessionFactory open(String name, Titles titles) {
    return new Configuration()
        .addAnnotatedClass(Author.class)
        .addAnnotatedClass(Book.class)
        .setProperty("hibernate.connection.url", "jdbc:h2:mem:" + name)
        .setProperty("hibernate.hbm2ddl.auto", "create-drop")
        .setInterceptor(titles)
        .buildSessionFactory();
  }
}
