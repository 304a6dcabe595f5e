package com.acme;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface Items extends JpaRepository<Item, Long> {

  List<Item> findByNameContaining(String part);

  @Query("select i from Item i where i.price < :limit order by i.price")
  List<Item> cheaperThan(BigDecimal limit);
}
