package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.gate.Gate;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * The recorder's class files, found by what they name: from the gate and from what rewritten code
 * calls on. Nobody lists them, and whether they are in a jar or a folder does not matter. For one
 * thread.
 */
final class HookClasses {

  /** Where they are before they are renamed. */
  static final String PACKAGE = "io/trackmemory/tracker/hook/";

  private static final String SUFFIX = ".class";

  private final String prefix;
  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private HookClasses(String prefix) {
    this.prefix = prefix;
  }

  /** By internal name, each class after what it extends and implements. */
  static Map<String, byte[]> find() throws IOException {
    List<String> from = new ArrayList<>();
    from.add(Gate.template().getName().replace('.', '/'));
    for (String entryPoint : HookCall.ENTRY_POINTS) {
      from.add(PACKAGE + entryPoint.substring(HookDefinition.TO.length()));
    }
    return find(PACKAGE, from);
  }

  /** The same of all whose names begin with {@code prefix} and that some classes lead to. */
  static Map<String, byte[]> find(String prefix, List<String> from) throws IOException {
    HookClasses classes = new HookClasses(prefix);
    for (String name : from) {
      classes.addNames(fileOf(name)); // its own too
    }
    return classes.files;
  }

  private void addNames(byte[] file) throws IOException {
    for (String name : ConstantPools.names(file, prefix)) {
      add(name);
    }
  }

  private void add(@Nullable String name) throws IOException {
    if (name == null || !name.startsWith(prefix) || files.containsKey(name)) {
      return;
    }
    byte[] file = fileOf(name);
    ClassReader reader = ClassFile.open(file).reader();
    add(reader.getSuperName());
    for (String implemented : reader.getInterfaces()) {
      add(implemented);
    }
    if (files.putIfAbsent(name, file) == null) { // what it extends may name it
      addNames(file);
    }
  }

  /** The class file of one of the tracker's own classes. */
  static byte[] fileOf(String name) throws IOException {
    try (InputStream in = HookClasses.class.getResourceAsStream("/" + name + SUFFIX)) {
      if (in == null) {
        throw new IOException("class file of " + name.replace('/', '.') + " not found");
      }
      return in.readAllBytes();
    }
  }
}
