package com.acme;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.Threads;
import io.trackmemory.extension.TrackMemory;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.context.bean.override.mockito.MockitoSpyBean;

/** Over a socket, with one bean mocked and another one spied on. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@NoLeaks
class HttpTest {

  @Autowired private TestRestTemplate http;
  @Autowired private Catalog catalog;
  @MockitoBean private Mailer mailer;
  @MockitoSpyBean private Audit audit;

  @Test
  void cleanAddsAndRemoves() {
    ResponseEntity<CatalogPage.Shown> added =
        http.postForEntity("/items", Map.of("name", "lamp", "price", 3), CatalogPage.Shown.class);
    assertThat(added.getStatusCode()).isEqualTo(HttpStatus.CREATED);
    http.delete("/items/" + added.getBody().id());
    Mockito.verify(audit).on(new ItemAdded("lamp"));
    assertThat(audit.take()).contains("lamp");
  }

  @Test
  void cleanAsksForWhatIsMissing() {
    assertThat(http.getForEntity("/items/-5", String.class).getStatusCode())
        .isEqualTo(HttpStatus.NOT_FOUND);
  }

  @Test
  void cleanFindsInALongList() {
    for (int i = 0; i < 50; i++) {
      catalog.add("row " + i, BigDecimal.ONE);
      audit.take();
    }
    CatalogPage.Shown[] rows =
        http.getForObject("/items?part={part}", CatalogPage.Shown[].class, "row");
    assertThat(rows).hasSize(50);
    catalog.named("row").forEach(catalog::remove);
  }

  @TrackMemory(threads = Threads.ALL)
  @HeldBy("com.acme.Audit.names")
  @Test
  void leaksWhatWasHeard() {
    http.postForEntity("/items", Map.of("name", "lamp", "price", 3), String.class);
    catalog.named("lamp").forEach(catalog::remove);
  }
}
