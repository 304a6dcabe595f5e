package com.acme;

import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.List;

@Path("/items")
public class CatalogPage {

  @Inject Catalog catalog;

  @GET
  @Path("/{id}")
  public Item one(@PathParam("id") int id) {
    return catalog.find(id).orElseThrow(() -> new NotFoundException("no item " + id));
  }

  @GET
  public List<Item> all() {
    return catalog.all();
  }

  @POST
  public Item add(Item item) {
    return catalog.add(item);
  }

  @DELETE
  @Path("/{id}")
  public void remove(@PathParam("id") int id) {
    catalog.remove(id);
  }
}
