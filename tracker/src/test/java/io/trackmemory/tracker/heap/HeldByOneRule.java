package io.trackmemory.tracker.heap;

import static io.trackmemory.tracker.heap.HprofWriter.LONG;
import static io.trackmemory.tracker.heap.HprofWriter.OBJECT;
import static io.trackmemory.tracker.heap.HprofWriter.field;

import io.trackmemory.tracker.heap.HprofWriter.Field;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A heap written by hand in which one field, or one object of a class, alone holds two survivors:
 * an object of {@link #USERS} and one of the JDK's.
 */
public final class HeldByOneRule {

  /** The class of the first survivor. */
  public static final String USERS = "com.acme.Mine";

  private static final long OBJECT_CLASS = 0x1000;
  private static final long REFERENCE_CLASS = 0x1008;
  private static final long WEAK_CLASS = 0x1010;
  private static final long OBJECTS_CLASS = 0x1018;
  private static final long PROBE_CLASS = 0x1020;
  private static final long USERS_CLASS = 0x1028;
  private static final long DATE_CLASS = 0x1030;
  private static final long KEEPER_CLASS = 0x1038;
  private static final long HOLDER_CLASS = 0x1040;

  private static final long HOLDER = 0x2000;
  private static final long HELD = 0x2010;
  private static final long MINE = 0x2020;
  private static final long DATE = 0x2030;
  private static final long PROBE = 0x2040;
  private static final long SURVIVORS = 0x2050;
  private static final long FIRST = 0x2060;
  private static final long SECOND = 0x2070;
  private static final long NONE = 0x2080;

  private static final long TOKEN = 17;
  private static final int STICKY_CLASS = 0x05;

  private HeldByOneRule() {}

  /** Held by a static field. */
  public static HeapReader.Content byStatic(String owner, String field, Path folder)
      throws IOException {
    return read(owner, List.of(field(field, OBJECT, HELD)), List.of(), HOLDER_CLASS, folder);
  }

  /** Held by a field of an object that a library keeps. */
  public static HeapReader.Content byObject(String owner, String field, Path folder)
      throws IOException {
    List<Field> fields = List.of(field(field, OBJECT, HELD));
    return read(owner, List.of(), fields, KEEPER_CLASS, folder);
  }

  private static HeapReader.Content read(
      String owner, List<Field> statics, List<Field> fields, long root, Path folder)
      throws IOException {
    HprofWriter dump = new HprofWriter(8);
    names(dump, owner);
    classes(dump, statics, fields);
    dump.instance(HOLDER, HOLDER_CLASS, fields.toArray(Field[]::new))
        .objectArray(HELD, OBJECTS_CLASS, MINE, DATE)
        .instance(MINE, USERS_CLASS)
        .instance(DATE, DATE_CLASS)
        .instance(FIRST, WEAK_CLASS, field("referent", OBJECT, MINE))
        .instance(SECOND, WEAK_CLASS, field("referent", OBJECT, DATE))
        .objectArray(SURVIVORS, OBJECTS_CLASS, FIRST, SECOND)
        .objectArray(NONE, OBJECTS_CLASS)
        .instance(PROBE, PROBE_CLASS, probe().toArray(Field[]::new))
        .root(STICKY_CLASS, root, 0, 0);
    Path file = folder.resolve("rule.hprof");
    Files.write(file, dump.end());
    try {
      return HeapReader.read(file, TOKEN, new Deadline(Duration.ofMinutes(1)));
    } catch (BoundExceededException e) {
      throw new IOException(e);
    }
  }

  private static void names(HprofWriter dump, String owner) {
    dump.className(OBJECT_CLASS, "java/lang/Object")
        .className(REFERENCE_CLASS, "java/lang/ref/Reference")
        .className(WEAK_CLASS, "java/lang/ref/WeakReference")
        .className(OBJECTS_CLASS, "[Ljava/lang/Object;")
        .className(PROBE_CLASS, DumpProbe.class.getName().replace('.', '/'))
        .className(USERS_CLASS, USERS.replace('.', '/'))
        .className(DATE_CLASS, "java/util/Date")
        .className(KEEPER_CLASS, "org/library/Keeper")
        .className(HOLDER_CLASS, owner.replace('.', '/'));
  }

  private static void classes(HprofWriter dump, List<Field> statics, List<Field> fields) {
    List<Field> none = List.of();
    dump.classDump(OBJECT_CLASS, 0, 0, none, none)
        .classDump(REFERENCE_CLASS, OBJECT_CLASS, 0, none, List.of(field("referent", OBJECT, 0)))
        .classDump(WEAK_CLASS, REFERENCE_CLASS, 0, none, none)
        .classDump(OBJECTS_CLASS, OBJECT_CLASS, 0, none, none)
        .classDump(PROBE_CLASS, OBJECT_CLASS, 0, none, probe())
        .classDump(USERS_CLASS, OBJECT_CLASS, 0, none, none)
        .classDump(DATE_CLASS, OBJECT_CLASS, 0, none, none)
        .classDump(KEEPER_CLASS, OBJECT_CLASS, 0, List.of(field("kept", OBJECT, HOLDER)), none)
        .classDump(HOLDER_CLASS, OBJECT_CLASS, 0, statics, fields);
  }

  private static List<Field> probe() {
    return List.of(
        field("token", LONG, TOKEN),
        field("survivors", OBJECT, SURVIVORS),
        field("extraRoots", OBJECT, NONE),
        field("notHolders", OBJECT, NONE),
        field("before", OBJECT, NONE),
        field("last", OBJECT, NONE));
  }
}
