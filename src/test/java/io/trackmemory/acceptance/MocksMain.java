package io.trackmemory.acceptance;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockStatic;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.trackmemory.extension.NoLeaks;
import io.trackmemory.extension.TrackMemory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.mockito.Mock;
import org.mockito.MockedStatic;
import org.mockito.MockitoAnnotations;

/**
 * Runs tests with Mockito's inline mocks, and prints how each ended. Each ends in verifying, after
 * which Mockito no longer keeps the latest call for a stubbing that may follow.
 */
final class MocksMain {

  private MocksMain() {}

  static boolean isRunning() {
    return Boolean.getBoolean("mocks.run");
  }

  /** What is mocked. */
  static class Store {
    Object save(Object order) {
      return order;
    }

    static int size() {
      return 1;
    }
  }

  /** The code under test. */
  static final class Desk {
    static final List<Object> ORDERS = new ArrayList<>();
    static final List<Store> STORES = new ArrayList<>();

    private final Store store;

    Desk(Store store) {
      this.store = store;
    }

    Object order(String what) {
      return store.save(new Item(what));
    }
  }

  /** What is ordered. */
  static final class Item {
    final String what;

    Item(String what) {
      this.what = what;
    }
  }

  /** What Mockito keeps of its first use is no matter here. */
  @TrackMemory
  @EnabledIf("io.trackmemory.acceptance.MocksMain#isRunning")
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static class Cases {

    @Mock Store store;
    private AutoCloseable mocks;

    @BeforeEach
    void open() {
      mocks = MockitoAnnotations.openMocks(this);
    }

    @AfterEach
    void close() throws Exception {
      mocks.close();
    }

    @Test
    @Order(1)
    void firstUse() {
      mockWithInvocations();
      staticMockThatIsClosed();
    }

    @Test
    @Order(2)
    @NoLeaks
    void mockWithInvocations() {
      when(store.save(any())).thenReturn("saved");
      new Desk(store).order("book");
      new Desk(store).order("pen");
      verify(store, times(2)).save(any());
    }

    @Test
    @Order(3)
    @NoLeaks
    void mockOfAVariable() {
      Store other = mock(Store.class);
      when(other.save(any())).thenReturn(new Item("answer"));
      new Desk(other).order("book");
      verify(other).save(any());
    }

    @Test
    @Order(4)
    @NoLeaks
    void staticMockThatIsClosed() {
      try (MockedStatic<Store> closed = mockStatic(Store.class)) {
        closed.when(Store::size).thenReturn(17);
        Store.size();
        closed.verify(Store::size);
      }
    }

    @Test
    @Order(5)
    @NoLeaks
    void mockThatIsKept() {
      new Desk(store).order("kept with the mock");
      Desk.STORES.add(store);
      verify(store).save(any());
    }

    @Test
    @Order(6)
    @NoLeaks
    void whatTheMockedCodeKeeps() {
      when(store.save(any())).thenAnswer(call -> Desk.ORDERS.add(call.getArgument(0)));
      new Desk(store).order("book");
      verify(store).save(any());
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path reports = Files.createTempDirectory("mocks");
    Engine.Outcome outcome = Engine.reportingTo(reports).run(Cases.class);
    outcome.passed().forEach(name -> System.out.println("passed " + name));
    for (String name : outcome.failed()) {
      String held =
          String.valueOf(outcome.failureOf(name).getMessage())
              .lines()
              .map(String::strip)
              .filter(line -> line.startsWith("held by"))
              .map(line -> line.replaceAll("(STORES)[.].*| \\(.*", "$1"))
              .distinct()
              .reduce((one, other) -> one + ", " + other)
              .orElse(outcome.messageOf(name));
      System.out.println("failed " + name + ": " + held);
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }
}
