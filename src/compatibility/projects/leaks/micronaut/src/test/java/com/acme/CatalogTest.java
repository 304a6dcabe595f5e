package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.annotation.Client;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.test.annotation.MockBean;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.Threads;
import io.trackmemory.extension.TrackMemory;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

/** Over a socket, with one bean mocked. */
@MicronautTest
@NoLeaks
class CatalogTest {

  private static final List<Item> SEEN = new ArrayList<>();

  @Inject
  @Client("/items")
  HttpClient client;

  @Inject Audit audit;
  @Inject Tax tax;

  @MockBean(FlatTax.class)
  Tax mocked() {
    return Mockito.mock(Tax.class);
  }

  private Item add(int id, String name) {
    return client.toBlocking().retrieve(HttpRequest.POST("", new Item(id, name, 10)), Item.class);
  }

  private void remove(int id) {
    client.toBlocking().exchange(HttpRequest.DELETE("/" + id));
  }

  @Test
  void cleanAddsAndRemoves() {
    assertEquals("lamp", add(1, "lamp").name());
    assertEquals("lamp", client.toBlocking().retrieve("/1", Item.class).name());
    remove(1);
  }

  @Test
  void cleanAsksForWhatIsMissing() {
    HttpClientResponseException missing =
        assertThrows(
            HttpClientResponseException.class,
            () -> client.toBlocking().retrieve("/5", Item.class));
    assertEquals(HttpStatus.NOT_FOUND, missing.getStatus());
  }

  @Test
  void cleanMocks() {
    add(2, "chair");
    Mockito.when(tax.of(10)).thenReturn(3);
    assertEquals("3", client.toBlocking().retrieve("/2/tax"));
    remove(2);
  }

  @Test
  void cleanReadsAList() {
    for (int i = 10; i < 40; i++) {
      add(i, "item " + i);
    }
    assertEquals(
        30, client.toBlocking().retrieve(HttpRequest.GET(""), Argument.listOf(Item.class)).size());
    for (int i = 10; i < 40; i++) {
      remove(i);
    }
  }

  @Test
  void cleanSendsWhatIsNoJson() {
    assertThrows(
        HttpClientResponseException.class,
        () -> client.toBlocking().retrieve(HttpRequest.POST("", "{\"id\": "), Item.class));
  }

  @TrackMemory(threads = Threads.ALL)
  @HeldBy("com.acme.CatalogTest.SEEN")
  @Test
  void leaksItems() {
    SEEN.add(add(3, "table"));
    remove(3);
  }

  @TrackMemory(threads = Threads.ALL)
  @HeldBy("com.acme.Audit.names")
  @Test
  void leaksWhatWasHeard() {
    audit.keep(true);
    add(4, "desk");
    remove(4);
    audit.keep(false);
  }
}
