package com.acme;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

@Entity
public class Item {

  @Id @GeneratedValue private Long id;
  private String name;
  private BigDecimal price;

  @OneToMany(mappedBy = "item", cascade = CascadeType.ALL, orphanRemoval = true)
  private List<Review> reviews = new ArrayList<>();

  protected Item() {}

  public Item(String name, BigDecimal price) {
    this.name = name;
    this.price = price;
  }

  public Long getId() {
    return id;
  }

  public String getName() {
    return name;
  }

  public BigDecimal getPrice() {
    return price;
  }

  void reprice(BigDecimal other) {
    price = other;
  }

  void review(String text) {
    reviews.add(new Review(this, text));
  }

  List<Review> reviews() {
    return reviews;
  }

  @Entity
  public static class Review {

    @Id @GeneratedValue private Long id;
    @ManyToOne private Item item;
    private String text;

    protected Review() {}

    Review(Item item, String text) {
      this.item = item;
      this.text = text;
    }

    String text() {
      return text;
    }
  }
}
