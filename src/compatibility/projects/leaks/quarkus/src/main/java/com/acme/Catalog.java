package com.acme;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

@ApplicationScoped
public class Catalog {

  private final Map<Integer, Item> items = new ConcurrentHashMap<>();

  @Inject Event<ItemAdded> events;

  public Item add(Item item) {
    items.put(item.id(), item);
    events.fire(new ItemAdded(item.name()));
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
