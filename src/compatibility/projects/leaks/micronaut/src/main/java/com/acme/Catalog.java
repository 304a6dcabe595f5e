package com.acme;

import io.micronaut.context.event.ApplicationEventPublisher;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

@Singleton
public class Catalog {

  private final Map<Integer, Item> items = new ConcurrentHashMap<>();
  private final ApplicationEventPublisher<ItemAdded> events;

  public Catalog(ApplicationEventPublisher<ItemAdded> events) {
    this.events = events;
  }

  public Item add(Item item) {
    items.put(item.id(), item);
    events.publishEvent(new ItemAdded(item.name()));
    return item;
  }

  public Optional<Item> find(int id) {
    return Optional.ofNullable(items.get(id));
  }

  public List<Item> all() {
    return List.copyOf(items.values());
  }

  public void remove(int id) {
    items.remove(id);
  }
}
