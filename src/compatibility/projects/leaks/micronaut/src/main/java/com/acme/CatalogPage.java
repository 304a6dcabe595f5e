package com.acme;

import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import java.util.List;
import java.util.Optional;

@Controller("/items")
public class CatalogPage {

  private final Catalog catalog;
  private final Tax tax;

  public CatalogPage(Catalog catalog, Tax tax) {
    this.catalog = catalog;
    this.tax = tax;
  }

  @Get("/{id}")
  public Optional<Item> one(int id) {
    return catalog.find(id);
  }

  @Get
  public List<Item> all() {
    return catalog.all();
  }

  @Get("/{id}/tax")
  public int tax(int id) {
    return tax.of(catalog.find(id).orElseThrow().price());
  }

  @Post
  @Status(HttpStatus.CREATED)
  public Item add(@Body Item item) {
    return catalog.add(item);
  }

  @Delete("/{id}")
  @Status(HttpStatus.NO_CONTENT)
  public void remove(int id) {
    catalog.remove(id);
  }
}
