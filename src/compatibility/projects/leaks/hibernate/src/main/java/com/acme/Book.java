package com.acme;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;

@Entity
public class Book {

  @Id @GeneratedValue private Long id;

  @ManyToOne(fetch = FetchType.LAZY)
  private Author author;

  private String title;

  protected Book() {}

  Book(Author author, String title) {
    this.author = author;
    this.title = title;
  }

  public Long id() {
    return id;
  }

  public Author author() {
    return author;
  }

  public String title() {
    return title;
  }
}
