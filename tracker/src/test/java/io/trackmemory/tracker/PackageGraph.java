package io.trackmemory.tracker;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which of our packages uses which: as class files say, and as imports say, since constants that
 * the compiler copies leave no trace in class files.
 */
public final class PackageGraph {

  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern IMPORT =
      Pattern.compile("(?m)^import (?:static )?((?:[a-z]\\w*\\.)+)([A-Z]\\w*)");

  private final String root;
  /* From package to package: a class that uses one, and which. */
  private final Map<String, Map<String, String>> ways = new TreeMap<>();

  /** Of packages whose names begin so; what else is used is left out. */
  public PackageGraph(String root) {
    this.root = root;
  }

  /** Adds that a class uses another. */
  public PackageGraph add(String user, String used) {
    String from = packageOf(user);
    String to = packageOf(used);
    if (isOurs(from) && isOurs(to)) {
      ways.computeIfAbsent(to, name -> new TreeMap<>());
      Map<String, String> uses = ways.computeIfAbsent(from, name -> new TreeMap<>());
      if (!from.equals(to)) {
        uses.putIfAbsent(to, user + " uses " + used);
      }
    }
    return this;
  }

  /** Adds what class files say. */
  public PackageGraph addClasses(Iterable<JavaClass> classes) {
    for (JavaClass type : classes) {
      type.getDirectDependenciesFromSelf()
          .forEach(
              use -> add(type.getName(), use.getTargetClass().getBaseComponentType().getName()));
    }
    return this;
  }

  /** Adds what imports say in a folder of sources. */
  public PackageGraph addImports(Path sources) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        addImports(file.getFileName().toString(), Files.readString(file));
      }
    }
    return this;
  }

  private void addImports(String fileName, String source) {
    Matcher owner = PACKAGE.matcher(source);
    if (!owner.find()) {
      throw new IllegalArgumentException("source must be in a package: " + fileName);
    }
    String user = owner.group(1) + "." + fileName.replace(".java", "");
    for (Matcher found = IMPORT.matcher(source); found.find(); ) {
      add(user, found.group(1) + found.group(2));
    }
  }

  private boolean isOurs(String name) {
    return (name.equals(root) || name.startsWith(root + ".")) && !name.contains(".shaded");
  }

  private static String packageOf(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }

  /** All packages. */
  public Set<String> packages() {
    return ways.keySet();
  }

  /** Ways that lead from a package to one that does not stand before it in an order. */
  public List<String> against(List<String> order) {
    List<String> found = new ArrayList<>();
    ways.forEach(
        (from, uses) ->
            uses.forEach(
                (to, example) -> {
                  if (order.indexOf(to) >= order.indexOf(from)) {
                    found.add(example);
                  }
                }));
    return found;
  }

  /** Ways by which packages come back to where they begin; none where there is no cycle. */
  public List<String> cycles() {
    Map<String, Map<String, String>> left = new TreeMap<>();
    ways.forEach((from, uses) -> left.put(from, new TreeMap<>(uses)));
    boolean changed = true;
    while (changed) { // each turn takes out those that lead nowhere, or that nothing leads to
      changed = left.values().removeIf(Map::isEmpty);
      changed |= cutToThoseLeft(left);
    }
    List<String> found = new ArrayList<>();
    left.values().forEach(uses -> found.addAll(uses.values()));
    return found;
  }

  private static boolean cutToThoseLeft(Map<String, Map<String, String>> left) {
    Set<String> ledTo = new TreeSet<>();
    left.values().forEach(uses -> ledTo.addAll(uses.keySet()));
    boolean changed = left.keySet().retainAll(ledTo);
    for (Map<String, String> uses : left.values()) {
      changed |= uses.keySet().retainAll(left.keySet());
    }
    return changed;
  }
}
