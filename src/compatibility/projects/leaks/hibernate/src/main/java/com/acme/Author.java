package com.acme;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import java.util.ArrayList;
import java.util.List;

@Entity
public class Author {

  @Id @GeneratedValue private Long id;
  private String name;

  @OneToMany(mappedBy = "author", cascade = CascadeType.ALL)
  private List<Book> books = new ArrayList<>();

  protected Author() {}

  public Author(String name) {
    this.name = name;
  }

  public Long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public List<Book> books() {
    return books;
  }

  public void write(String title) {
    books.add(new Book(this, title));
  }

  public void rename(String other) {
    name = other;
  }
}
