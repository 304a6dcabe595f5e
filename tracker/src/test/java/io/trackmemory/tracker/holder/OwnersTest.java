package io.trackmemory.tracker.holder;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapClass;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose classes, fields and objects are. */
class OwnersTest {

  private static final List<HeapClass> CLASSES =
      List.of(
          type("java.lang.Object", -1),
          type("com.acme.Foo", 0),
          type("com.acme.Foo$$Lambda", 0),
          type("com.acme.Foo[]", 0),
          type("com.acme.Foo$$SpringCGLIB$$0", 1),
          type("com.acme.Foo$ByteBuddy$x7f", 4),
          type("com.acme.Port$MockitoMock$17", 0),
          type("com.acme.$Proxy", 0),
          type("org.library.Bar", 0),
          type("com.acme.Own", 8));

  private static HeapClass type(String name, int superclass) {
    return new HeapClass(name, superclass, false, false, 16);
  }

  /* An object of each class; a line of the user's made those of Object. */
  private static Owners owners() {
    List<WeakReference<Object>> two =
        List.of(new WeakReference<>(new Object()), new WeakReference<>(new Object()));
    LeakQuery query =
        new LeakQuery(
            two,
            List.of(Made.BY_USER, Made.FOR_USER),
            Map.of(),
            List.of(),
            name -> name.startsWith("com.acme."),
            List.of());
    return new Owners(CLASSES, new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, query, List.of(0, 8));
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, false",
    "1, true, true",
    "2, true, true",
    "3, true, true",
    "4, true, false",
    "5, true, false",
    "6, false, false",
    "7, false, false",
    "8, false, false",
    "9, true, true"
  })
  void isUsers_generatedSubclass_isWhoseItsSuperclassIsButNotCode(
      int number, boolean users, boolean code) {
    Owners owners = owners();

    assertThat(owners.isUsers(number)).as(CLASSES.get(number).name()).isEqualTo(users);
    assertThat(owners.isUsersCode(number)).as(CLASSES.get(number).name()).isEqualTo(code);
  }

  @Test
  void isMine_whatTheUserMadeOrOfAClassOfTheUsers() {
    Owners owners = owners();

    assertThat(owners.isMadeByUser(0)).isTrue();
    assertThat(owners.isMine(0)).isTrue();
    assertThat(owners.isMadeByUser(1)).isFalse();
    assertThat(owners.isMine(1)).isTrue();
    assertThat(owners.isMine(8)).isFalse();
  }

  @Test
  void isUsersField_classLoaderOfAUsersClass_isNone() {
    Owners owners = owners();

    assertThat(owners.isUsersField(edge(Edge.Kind.STATIC_FIELD, 1))).isTrue();
    assertThat(owners.isUsersField(edge(Edge.Kind.FIELD, 2))).isTrue();
    assertThat(owners.isUsersField(edge(Edge.Kind.FIELD, 4))).isFalse();
    assertThat(owners.isUsersField(edge(Edge.Kind.DEFINED_BY, 1))).isFalse();
  }

  private static Edge edge(Edge.Kind kind, int owner) {
    return new Edge(kind, owner, CLASSES.get(owner).name(), "field");
  }
}
