package io.trackmemory.dsl;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What classes declare and inherit, as far as it can be read: its types may be missing. */
final class Members {

  private Members() {}

  /** The class, its superclasses and its interfaces, nearest first. */
  static List<Class<?>> lineage(Class<?> type) {
    Set<Class<?>> lineage = new LinkedHashSet<>();
    for (Class<?> at = type; at != null; at = at.getSuperclass()) {
      lineage.add(at);
    }
    List<Class<?>> classes = new ArrayList<>(lineage);
    classes.forEach(each -> addInterfaces(each, lineage));
    return List.copyOf(lineage);
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> lineage) {
    for (Class<?> each : type.getInterfaces()) {
      if (lineage.add(each)) {
        addInterfaces(each, lineage);
      }
    }
  }

  /** Names of the methods that a class itself declares, of what is written in its source. */
  static Stream<String> methods(Class<?> type) {
    try {
      return Stream.concat(
          Stream.of("<init>", "<clinit>"),
          Arrays.stream(type.getDeclaredMethods())
              .filter(method -> !method.isSynthetic())
              .map(Method::getName));
    } catch (LinkageError e) {
      return Stream.empty();
    }
  }

  /** Whether all methods of a name that a class itself declares have no code. */
  static boolean isAbstract(Class<?> type, String method) {
    List<Method> declared =
        Arrays.stream(type.getDeclaredMethods())
            .filter(each -> each.getName().equals(method) && !each.isSynthetic())
            .toList();
    return !declared.isEmpty()
        && declared.stream().allMatch(each -> Modifier.isAbstract(each.getModifiers()));
  }

  /** Names of the fields that a class itself declares. */
  static Stream<String> fields(Class<?> type) {
    try {
      return Arrays.stream(type.getDeclaredFields()).map(Field::getName);
    } catch (LinkageError e) {
      return Stream.empty();
    }
  }

  /** Whether nothing can be said of what a class declares. */
  static boolean areUnknown(Class<?> type) {
    try {
      return type.getDeclaredMethods().length + type.getDeclaredFields().length < 0;
    } catch (LinkageError e) {
      return true;
    }
  }
}
