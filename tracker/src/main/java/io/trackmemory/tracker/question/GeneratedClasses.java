package io.trackmemory.tracker.question;

import io.trackmemory.tracker.AllocationSite;
import io.trackmemory.tracker.AllocationSite.Origin;
import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.SiteStatistics;
import io.trackmemory.tracker.gate.AccountView;
import io.trackmemory.tracker.recorded.LeakContext;
import io.trackmemory.tracker.recorded.Recorded;
import io.trackmemory.tracker.recorded.Rows;
import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.spi.ReferenceFate;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Classes that each of the last two runs generated and that stay, defined by loaders that were
 * there before: those that a run made itself are judged as the objects that they are. A class that
 * was read from a file is none, unless two loaders have it.
 */
record GeneratedClasses(Recorded recorded) {

  /* As messages print it. */
  private static final String HOLDER = "loaded classes of loader ";

  /* What is alike in each run: loader, package, name or else supertypes. */
  private record Kind(String loader, String packageName, List<String> like) {}

  /** A finding for each loader; what holds it is told of the first ones only. */
  List<Leak> leaks() {
    List<Leak> leaks = new ArrayList<>();
    generatedAgain().forEach((loader, types) -> leak(loader, types).ifPresent(leaks::add));
    return leaks;
  }

  /* No frame may hold them when the dump is taken. */
  private Map<String, List<WeakReference<Class<?>>>> generatedAgain() {
    LeakContext.DefinedInRuns defined = recorded.leakContext().defined();
    Set<Kind> before = new HashSet<>();
    for (WeakReference<Class<?>> reference : defined.before()) {
      Class<?> type = reference.get();
      if (type != null) {
        before.addAll(kinds(type));
      }
    }
    Map<String, List<WeakReference<Class<?>>>> byLoader = new TreeMap<>();
    for (WeakReference<Class<?>> reference : defined.last()) {
      Class<?> type = reference.get();
      if (type != null
          && kinds(type).stream().anyMatch(before::contains)
          && !isMade(type.getClassLoader())) {
        byLoader
            .computeIfAbsent(nameOf(type.getClassLoader()), key -> new ArrayList<>())
            .add(reference);
      }
    }
    return byLoader;
  }

  private static List<Kind> kinds(Class<?> type) {
    String loader = nameOf(type.getClassLoader());
    List<Kind> kinds = new ArrayList<>();
    kinds.add(new Kind(loader, type.getPackageName(), List.of(type.getName())));
    if (hasFile(type)) {
      return kinds;
    }
    kinds.add(new Kind(loader, type.getPackageName(), List.of(name(type))));
    Set<String> above = new TreeSet<>();
    Arrays.stream(type.getInterfaces()).map(Class::getName).forEach(above::add);
    Class<?> superclass = type.getSuperclass();
    if (superclass != null && superclass != Object.class) {
      above.add(superclass.getName());
    }
    if (!above.isEmpty()) {
      kinds.add(new Kind(loader, type.getPackageName(), List.copyOf(above)));
    }
    return kinds;
  }

  /* Where a loader cannot tell, nothing is said of what it defined. */
  private static boolean hasFile(Class<?> type) {
    if (type.isHidden()) {
      return false;
    }
    try {
      String file = type.getName().replace('.', '/') + ".class";
      return type.getClassLoader().getResource(file) != null;
    } catch (RuntimeException | LinkageError e) {
      return true;
    }
  }

  /** Without what numbers it. */
  private static String name(Class<?> type) {
    return TypeNames.of(type).replaceAll("[0-9]+", "*");
  }

  private static String nameOf(ClassLoader loader) {
    String name = loader.getName();
    return name == null ? loader.getClass().getName() : "'" + name + "'";
  }

  private boolean isMade(ClassLoader loader) {
    return recorded.accounts().stream()
        .map(AccountView::followed)
        .flatMap(Arrays::stream)
        .anyMatch(made -> made != null && made.get() == loader);
  }

  private Optional<Leak> leak(String loader, List<WeakReference<Class<?>>> types) {
    Optional<Leak> held = held(types.get(0));
    List<Class<?>> alive =
        types.stream().<Class<?>>map(WeakReference::get).filter(Objects::nonNull).toList();
    if (alive.isEmpty()) {
      return Optional.empty();
    }
    Rows rows = new Rows();
    alive.forEach(type -> rows.add(row(type)));
    boolean users = alive.stream().anyMatch(this::isUsers);
    return Optional.of(
        new Leak(
            users ? Leak.Keeper.USER : Leak.Keeper.LIBRARY_PILING_UP,
            HOLDER + loader,
            held.map(Leak::rootDescription).orElse(""),
            held.map(Leak::chain).orElse(List.of()),
            held.map(Leak::suspectIndex).orElse(OptionalInt.empty()),
            rows.toList(Rows.MOST_BYTES_FIRST),
            OptionalLong.empty(),
            List.of(),
            Map.of()));
  }

  private boolean isUsers(Class<?> type) {
    return recorded.sites().origin(type.getName()) == Origin.USER;
  }

  private Optional<Leak> held(WeakReference<Class<?>> type) {
    return LeakSearch.holderOf(type, name -> recorded.sites().origin(name) == Origin.USER)
        .value()
        .flatMap(fate -> fate)
        .flatMap(
            fate -> fate instanceof ReferenceFate.Alive alive ? alive.holder() : Optional.empty());
  }

  private SiteStatistics row(Class<?> type) {
    return new SiteStatistics(
        "class " + name(type),
        definition(type),
        Optional.empty(),
        0,
        "",
        true,
        1,
        recorded.agent().sizeOf(type));
  }

  private static AllocationSite definition(Class<?> type) {
    return type.isHidden()
        ? new AllocationSite(
            "java.lang.invoke.MethodHandles$Lookup",
            "defineHiddenClass",
            "MethodHandles.java",
            -1,
            Origin.JDK)
        : new AllocationSite(
            "java.lang.ClassLoader", "defineClass", "ClassLoader.java", -1, Origin.JDK);
  }
}
