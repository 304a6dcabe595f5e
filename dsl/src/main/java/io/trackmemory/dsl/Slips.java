package io.trackmemory.dsl;

import io.trackmemory.tracker.spi.HolderNames;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Why a name that is given to a filter can match nothing: there is no such thing, so that "none"
 * would be no answer. Empty where there is. The names that are nearest to it are told.
 */
final class Slips {

  private static final String SO =
      ", so nothing can be said about it; check how the name is written";

  private Slips() {}

  /** Of a type as messages print it. */
  static String type(String name, Evidence evidence) {
    return Names.notLoaded("class", name) + nearestClass(name, evidence);
  }

  /** Of {@code Class.method}, or of a method of any class. */
  static Optional<String> method(String name, Evidence evidence) {
    String owner = Names.classOf(name);
    if (evidence.lines().stream().anyMatch(line -> Names.isMethod(line, name))) {
      return Optional.empty();
    }
    if (owner.isEmpty()) {
      return anyMethod(name, evidence);
    }
    if (!evidence.isClassLoaded(owner)) {
      return Optional.of(Names.notLoaded("class", owner) + nearestClass(owner, evidence));
    }
    if (evidence.declaring(name).isEmpty()) {
      return noMember("method", name, Members::methods, evidence);
    }
    return evidence.isAbstract(name)
        ? Optional.of(
            "method "
                + name
                + " is abstract, so that no line is in it; write the class that has its code, or"
                + " the method's name alone")
        : Optional.empty();
  }

  private static Optional<String> anyMethod(String name, Evidence evidence) {
    List<Class<?>> known = usersAndSeen(evidence);
    if (known.stream().flatMap(Members::methods).anyMatch(name::equals)) {
      return Optional.empty();
    }
    return Optional.of(
        "no class of your own code that is loaded, and none that was seen, has a method "
            + name
            + SO
            + ", for a library's write Class.method"
            + NearNames.told(name, names(known, Members::methods)));
  }

  private static List<Class<?>> usersAndSeen(Evidence evidence) {
    Collection<String> seen =
        evidence.lines().stream().map(line -> line.className()).collect(Collectors.toSet());
    return evidence.loadedClasses().stream()
        .filter(type -> evidence.isUserClass(type) || seen.contains(type.getName()))
        .toList();
  }

  private static Optional<String> noMember(
      String kind, String name, Function<Class<?>, Stream<String>> members, Evidence evidence) {
    String owner = Names.classOf(name);
    List<Class<?>> lineage =
        evidence.classesNamed(owner).stream()
            .flatMap(type -> Members.lineage(type).stream())
            .distinct()
            .toList();
    String member = Names.memberOf(name);
    return Optional.of(
        lineage.stream().anyMatch(Members::areUnknown)
            ? "what class "
                + owner
                + " has cannot be read, as types that it names are missing; ask"
                + " for the class, or put its dependencies on the class path"
            : "class "
                + owner
                + " has no "
                + kind
                + " "
                + member
                + SO
                + NearNames.told(member, names(lineage, members)));
  }

  private static List<String> names(
      List<Class<?>> classes, Function<Class<?>, Stream<String>> members) {
    return classes.stream()
        .flatMap(members)
        .filter(name -> !name.contains("$"))
        .distinct()
        .toList();
  }

  /** Of a package, a class, or {@code Class.method}. */
  static Optional<String> cause(String name, Evidence evidence) {
    if (evidence.isPackageLoaded(name) || evidence.isClassLoaded(name)) {
      return Optional.empty();
    }
    String owner = Names.classOf(name);
    if (!owner.isEmpty() && evidence.isClassLoaded(owner)) {
      return method(name, evidence);
    }
    return Optional.of(
        Names.notLoaded("package, class or class of a method", name)
            + NearNames.told(
                name,
                Stream.concat(packages(evidence).stream(), classes(evidence).stream()).toList(),
                loaded -> asWritten(loaded, name)));
  }

  /** Of a package. */
  static Optional<String> packageName(String name, Evidence evidence) {
    return evidence.isPackageLoaded(name)
        ? Optional.empty()
        : Optional.of(
            Names.notLoaded("class of package", name) + NearNames.told(name, packages(evidence)));
  }

  /** Of a thread. */
  static Optional<String> thread(String name, Evidence evidence) {
    Collection<String> seen = evidence.threadNames();
    return seen.contains(name)
        ? Optional.empty()
        : Optional.of("no thread " + name + " was seen" + SO + NearNames.told(name, seen));
  }

  /** Of a class, a field, or {@code Class.field}, of which a chain of references may consist. */
  static Optional<String> holder(String name, Evidence evidence) {
    boolean found = evidence.leaks().stream().anyMatch(leak -> HolderNames.hold(leak, name));
    if (found || evidence.isClassLoaded(name)) {
      return Optional.empty();
    }
    String owner = Names.classOf(name);
    if (owner.isEmpty()) {
      return anyField(name, evidence);
    }
    if (!evidence.isClassLoaded(owner)) {
      return Optional.of(Names.notLoaded("class", name) + nearestClass(name, evidence));
    }
    Predicate<Class<?>> has =
        type ->
            Members.lineage(type).stream()
                .flatMap(Members::fields)
                .anyMatch(Names.memberOf(name)::equals);
    return evidence.classesNamed(owner).stream().anyMatch(has)
        ? Optional.empty()
        : noMember("field", name, Members::fields, evidence);
  }

  /* Not every part of a chain is a field: with a blank or a bracket it is something else. */
  private static Optional<String> anyField(String name, Evidence evidence) {
    if (!name.chars().allMatch(Character::isJavaIdentifierPart)) {
      return Optional.empty();
    }
    List<Class<?>> loaded = evidence.loadedClasses();
    if (loaded.stream().flatMap(Members::fields).anyMatch(name::equals)) {
      return Optional.empty();
    }
    List<Class<?>> users = loaded.stream().filter(evidence::isUserClass).toList();
    List<String> names =
        Stream.concat(
                names(users, Members::fields).stream(), users.stream().map(Class::getSimpleName))
            .toList();
    return Optional.of(
        "no class that is loaded is called "
            + name
            + ", and none has a field of that name"
            + SO
            + NearNames.told(name, names));
  }

  private static String nearestClass(String name, Evidence evidence) {
    return NearNames.told(name, classes(evidence), loaded -> asWritten(loaded, name));
  }

  /* With its package only if that was written. */
  private static String asWritten(String loaded, String given) {
    int names = (int) given.chars().filter(letter -> letter == '.' || letter == '$').count();
    String canonical = loaded.replace('$', '.');
    int from = canonical.length();
    for (int i = 0; i <= names && from > 0; i++) {
      from = canonical.lastIndexOf('.', from - 1);
    }
    return canonical.substring(from + 1);
  }

  private static List<String> classes(Evidence evidence) {
    return evidence.loadedClasses().stream().map(Class::getName).toList();
  }

  private static List<String> packages(Evidence evidence) {
    return evidence.loadedClasses().stream()
        .map(Class::getPackageName)
        .distinct()
        .flatMap(Slips::andAround)
        .distinct()
        .toList();
  }

  private static Stream<String> andAround(String packageName) {
    return Stream.iterate(packageName, name -> !name.isEmpty(), Names::classOf);
  }
}
