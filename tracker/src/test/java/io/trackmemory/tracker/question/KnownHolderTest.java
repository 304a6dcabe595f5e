package io.trackmemory.tracker.question;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.question.LeakFindings.Apart;
import java.io.InputStream;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.Cleaner;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Each rule sets its own apart, and a real leak beside it is still found. */
@Tag("slow")
@Tag("jdk")
class KnownHolderTest {

  static final List<Object> LIST = new ArrayList<>();
  static final Cleaner CLEANER = Cleaner.create();
  static @Nullable MethodHandle handle;

  private static final ClassValue<Object> VALUES =
      new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> type) {
          return List.of(type.getName());
        }
      };

  @Retention(RetentionPolicy.RUNTIME)
  @interface Marked {
    String value();
  }

  @Marked("here")
  private static final class Annotated {}

  private enum Colour {
    RED
  }

  private final Survivors survivors = new Survivors();

  @AfterEach
  void release() {
    LIST.clear();
    handle = null;
  }

  /** Searches with a real leak beside, which must be the only finding. */
  private List<Apart> apartBesideARealLeak() {
    LIST.add(survivors.note(new StringBuilder("leak")));
    LeakFindings found = survivors.search();
    assertThat(found.uncertified()).isEmpty();
    assertThat(found.findings()).as("findings of %s", found).hasSize(1);
    assertThat(found.findings().get(0).signature()).endsWith("KnownHolderTest.LIST");
    assertThat(found.findings().get(0).survivors()).hasSize(1);
    return found.setApart();
  }

  private void assertOnlyReason(String reason) {
    assertThat(apartBesideARealLeak()).extracting(Apart::reason).containsExactly(reason);
  }

  @Test
  void search_annotationOfAClass_isReflectionData() {
    survivors.note(Annotated.class.getAnnotation(Marked.class));

    assertOnlyReason("reflection data of classes, filled once");
  }

  @Test
  void search_methodTypes_areCachesOfMethodHandles() {
    survivors.note(MethodType.methodType(KnownHolderTest.class, Colour.class, int.class));
    LIST.add(MethodType.methodType(KnownHolderTest.class, Colour.class, int.class));

    assertOnlyReason("caches of method handles and lambdas, filled once");
  }

  @Test
  void search_objectBoundToAMethodHandle_isARealLeak() throws Exception {
    MethodHandle append =
        MethodHandles.lookup()
            .findVirtual(
                StringBuilder.class,
                "append",
                MethodType.methodType(StringBuilder.class, int.class));
    handle = append.bindTo(survivors.note(new StringBuilder("bound")));

    LeakFindings found = survivors.search();

    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).signature()).endsWith("KnownHolderTest.handle");
  }

  @Test
  void search_valueOfAClassValue_isARealLeak() {
    survivors.note(VALUES.get(KnownHolderTest.class));

    LeakFindings found = survivors.search();
    VALUES.remove(KnownHolderTest.class);

    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).signature()).endsWith("KnownHolderTest.VALUES");
  }

  @Test
  void search_dataOfAHiddenClass_isALeakAlthoughNoDumpShowsItsHolder() throws Exception {
    byte[] code;
    try (InputStream in = KnownHolderTest.class.getResourceAsStream("KnownHolderTest$Free.class")) {
      code = Objects.requireNonNull(in).readAllBytes();
    }
    List<Object> data = new ArrayList<>(List.of(survivors.note(new StringBuilder("data"))));
    LIST.add(MethodHandles.lookup().defineHiddenClassWithClassData(code, data, true).lookupClass());
    data = null;

    LeakFindings found = survivors.search();

    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).chain().rootDescription())
        .isEqualTo("holder that heap dumps do not show");
    assertThat(found.findings().get(0).signature()).isEqualTo("hidden holder java.util.ArrayList");
  }

  @Test
  void search_registeredCleanUp_isSetApart() {
    Object cleaned = new Object();
    Runnable action = survivors.note(new Free());
    CLEANER.register(cleaned, action);
    action = null;

    assertOnlyReason("registered for finalization or clean-up");
    assertThat(cleaned).isNotNull();
  }

  @Test
  void search_cleanUpThatHoldsItsObject_isARealLeak() {
    List<Object> cleaned = survivors.note(new ArrayList<>());
    CLEANER.register(cleaned, cleaned::clear);
    cleaned = null;

    LeakFindings found = survivors.search();

    assertThat(found.findings()).hasSize(1);
    assertThat(found.findings().get(0).chain().rootDescription())
        .isEqualTo("clean-up action that holds the object whose end it waits for");
  }

  private static final class Free implements Runnable {
    @Override
    public void run() {
      assertThat(this).isNotNull();
    }
  }
}
