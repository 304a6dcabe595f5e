package com.acme;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/items")
class CatalogPage {

  private final Catalog catalog;

  CatalogPage(Catalog catalog) {
    this.catalog = catalog;
  }

  record NewItem(@NotBlank String name, @Positive BigDecimal price) {}

  record Shown(Long id, String name, BigDecimal price) {

    static Shown of(Item item) {
      return new Shown(item.getId(), item.getName(), item.getPrice());
    }
  }

  @GetMapping("/{id}")
  Shown one(@PathVariable long id) {
    return Shown.of(found(id));
  }

  @GetMapping
  List<Shown> named(@RequestParam String part) {
    return catalog.named(part).stream().map(Shown::of).toList();
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  Shown add(@Valid @RequestBody NewItem item) {
    return Shown.of(catalog.add(item.name(), item.price()));
  }

  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable long id) {
    catalog.remove(found(id));
  }

  private Item found(long id) {
    return catalog
        .find(id)
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no item " + id));
  }
}
