package com.acme;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class Catalog {

  private final Items items;
  private final ApplicationEventPublisher events;

  Catalog(Items items, ApplicationEventPublisher events) {
    this.items = items;
    this.events = events;
  }

  Item add(String name, BigDecimal price) {
    if (price.signum() < 0) {
      throw new IllegalArgumentException("price must not be negative: " + price);
    }
    Item added = items.save(new Item(name, price));
    events.publishEvent(new ItemAdded(name));
    return added;
  }

  Item addAndFail(String name) {
    items.saveAndFlush(new Item(name, BigDecimal.ONE));
    throw new IllegalStateException("after " + name);
  }

  @Transactional(readOnly = true)
  Optional<Item> find(long id) {
    return items.findById(id);
  }

  @Transactional(readOnly = true)
  List<Item> named(String part) {
    return items.findByNameContaining(part);
  }

  void remove(Item item) {
    items.delete(item);
  }
}
