package io.trackmemory.dsl;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.MemorySnapshot;
import io.trackmemory.tracker.SiteStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What filters look at beside a row: the snapshot it is of, and the classes that are loaded. */
final class Evidence {

  private final Optional<MemorySnapshot> snapshot;
  private final TrackerAccess tracker;
  private final Map<String, List<Class<?>>> classes = new HashMap<>();
  private final Map<String, Set<String>> declaring = new HashMap<>();

  Evidence(MemorySnapshot snapshot, TrackerAccess tracker) {
    this(Optional.of(snapshot), tracker);
  }

  /** For rows of no snapshot. */
  Evidence(TrackerAccess tracker) {
    this(Optional.empty(), tracker);
  }

  private Evidence(Optional<MemorySnapshot> snapshot, TrackerAccess tracker) {
    this.snapshot = snapshot;
    this.tracker = tracker;
  }

  /** Every loaded class of a name; looked up once. */
  List<Class<?>> classes(String typeName) {
    return classes.computeIfAbsent(typeName, tracker::loadedClasses);
  }

  /** Whether a class is loaded of that name, with or without its package. */
  boolean isClassLoaded(String name) {
    return tracker.isClassLoaded(name);
  }

  boolean isPackageLoaded(String packageName) {
    return tracker.isPackageLoaded(packageName);
  }

  /** Every class that is loaded, but arrays and hidden ones. */
  List<Class<?>> loadedClasses() {
    return tracker.loadedClasses();
  }

  boolean isUserClass(Class<?> type) {
    return tracker.isUserClass(type);
  }

  /** Names of the threads that were seen. */
  Set<String> threadNames() {
    return snapshot.map(tracker::threadNames).orElse(Set.of());
  }

  /** Every line that was seen, and the user's callers of those. */
  List<AllocationSite> lines() {
    return snapshot.stream()
        .flatMap(seen -> Stream.concat(seen.sites().stream(), seen.firstUseSites().stream()))
        .flatMap(Evidence::lines)
        .toList();
  }

  /** The leaks that were found, once somebody has asked for them. */
  List<Leak> leaks() {
    return snapshot.stream()
        .map(MemorySnapshot::leakResult)
        .flatMap(result -> Stream.concat(result.leaks().stream(), result.told().stream()))
        .toList();
  }

  private static Stream<AllocationSite> lines(SiteStatistics row) {
    return Stream.concat(Stream.of(row.site()), row.caller().stream());
  }

  /**
   * Names of the classes that declare what {@code Class.method} names, by each loaded class of that
   * name: it may have inherited it. Looked up once.
   */
  Set<String> declaring(String qualifiedMethod) {
    return declaring.computeIfAbsent(qualifiedMethod, this::findDeclaring);
  }

  private Set<String> findDeclaring(String qualifiedMethod) {
    String owner = Names.classOf(qualifiedMethod);
    String method = Names.memberOf(qualifiedMethod);
    if (owner.isEmpty()) {
      return Set.of();
    }
    return classesNamed(owner).stream()
        .flatMap(type -> declarer(type, method).stream())
        .map(Class::getName)
        .collect(Collectors.toSet());
  }

  /** Whether {@code Class.method} has no code, in all classes of that name that have it. */
  boolean isAbstract(String qualifiedMethod) {
    String method = Names.memberOf(qualifiedMethod);
    return classesNamed(Names.classOf(qualifiedMethod)).stream()
        .flatMap(type -> declarer(type, method).stream())
        .allMatch(type -> Members.isAbstract(type, method));
  }

  /* Every class has its own constructors and initialiser. */
  private static Optional<Class<?>> declarer(Class<?> type, String method) {
    return Members.lineage(type).stream()
        .filter(each -> Members.methods(each).anyMatch(method::equals))
        .findFirst();
  }

  /** Every loaded class that users may call by a name: binary, canonical, simple. */
  List<Class<?>> classesNamed(String name) {
    return loadedClasses().stream().filter(type -> Names.isClass(type.getName(), name)).toList();
  }
}
