package com.acme;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.Threads;
import io.trackmemory.extension.TrackMemory;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Over a socket. */
@QuarkusTest
@NoLeaks
class CatalogTest {

  private static final List<Response> SEEN = new ArrayList<>();

  @Inject Audit audit;

  private static Response add(int id, String name) {
    return given()
        .contentType(ContentType.JSON)
        .body("{\"id\": %d, \"name\": \"%s\", \"price\": 10}".formatted(id, name))
        .post("/items");
  }

  private static void remove(int id) {
    given().delete("/items/" + id).then().statusCode(204);
  }

  @Test
  void cleanAddsAndRemoves() {
    add(1, "lamp").then().statusCode(200).body("name", equalTo("lamp"));
    given().get("/items/1").then().body("price", equalTo(10));
    remove(1);
  }

  @Test
  void cleanAsksForWhatIsMissing() {
    given().get("/items/5").then().statusCode(404);
  }

  @Test
  void cleanReadsAList() {
    for (int i = 10; i < 30; i++) {
      add(i, "item " + i);
    }
    given().get("/items").then().body("$", hasSize(greaterThanOrEqualTo(20)));
    for (int i = 10; i < 30; i++) {
      remove(i);
    }
  }

  @Test
  void cleanSendsWhatIsNoJson() {
    given().contentType(ContentType.JSON).body("{\"id\": ").post("/items").then().statusCode(400);
  }

  @HeldBy("com.acme.CatalogTest.SEEN")
  @Test
  void leaksResponses() {
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
