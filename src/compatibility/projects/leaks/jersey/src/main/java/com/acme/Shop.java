package com.acme;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** A resource, one for all requests. */
@Path("items")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class Shop {

  private final Map<Integer, Item> items = new ConcurrentHashMap<>();
  private final Queue<AsyncResponse> waiting = new ConcurrentLinkedQueue<>();

  /** What is sold. */
  public record Item(
      @JsonProperty("id") int id,
      @JsonProperty("name") String name,
      @JsonProperty("price") int price) {}

  @GET
  @Path("{id}")
  public Item one(@PathParam("id") int id) {
    Item item = items.get(id);
    if (item == null) {
      throw new NotFoundException("no item " + id);
    }
    return item;
  }

  @POST
  public Item add(Item item) {
    items.put(item.id(), item);
    return item;
  }

  @DELETE
  @Path("{id}")
  public void remove(@PathParam("id") int id) {
    items.remove(id);
  }

  @GET
  public List<Item> many(@QueryParam("count") int count) {
    return IntStream.range(0, count).mapToObj(i -> new Item(i, "item " + i, i)).toList();
  }

  @GET
  @Path("next")
  @Produces(MediaType.TEXT_PLAIN)
  public void next(@Suspended AsyncResponse response) {
    waiting.add(response);
  }

  /** Answers who waits for the next thing. */
  public boolean tell(String text) {
    AsyncResponse response = waiting.poll();
    return response != null && response.resume(text);
  }

  public boolean isWaitedFor() {
    return !waiting.isEmpty();
  }
}
