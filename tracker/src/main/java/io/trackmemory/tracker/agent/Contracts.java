package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.agent.ContractReader.Elsewhere;
import io.trackmemory.tracker.gate.ContractMethod;
import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.spi.AllocationContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import net.bytebuddy.jar.asm.ClassReader;
import org.jspecify.annotations.Nullable;

/**
 * Contracts on production code, found in class files: whose supertypes are not loaded yet as a
 * class is rewritten, and a loaded class has lost annotations that are not for reflection. Any
 * thread may call it, inside the transformer: no lambdas, and no class is loaded.
 */
final class Contracts {

  private static final int UTF8 = 1;
  private static final String GENERATED = "which has no class file";
  private static final String EXCLUDED = "which is not instrumented";
  private static final List<String> JDK = List.of("java/", "javax/", "jdk/", "sun/", "com/sun/");

  private final Map<ClassLoader, Map<String, TypeContracts>> known = new WeakHashMap<>();
  /* Internal names of supertypes without a class file, not loaded when it was asked for. */
  private final Set<String> missed = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<ContractMethod> methods = new CopyOnWriteArrayList<>();
  private final Map<String, ContractMethod> unchecked = new ConcurrentHashMap<>();
  private final Guards guards = new Guards(this);
  private final Predicate<String> rewritten;

  /**
   * Creates them.
   *
   * @param rewritten whether a class, by internal name, is rewritten
   */
  Contracts(Predicate<String> rewritten) {
    this.rewritten = rewritten;
  }

  /** Of methods whose contracts depend on the class of the object. */
  Guards guards() {
    return guards;
  }

  /** What is called by classes that inherit it, and cannot be checked there. */
  List<ContractMethod> unchecked() {
    return List.copyOf(unchecked.values());
  }

  /**
   * Contracts of a class that is being rewritten.
   *
   * @param loaded the class, if it was loaded before
   */
  TypeContracts of(ClassLoader loader, String name, ClassReader reader, @Nullable Class<?> loaded) {
    if (isJdk(name)) {
      return TypeContracts.NONE;
    }
    TypeContracts before = get(loader, name);
    if (before == null) {
      before =
          loaded == null
              ? read(loader, reader)
              : hasNone(loaded, reader) ? TypeContracts.NONE : ofFile(loader, name);
      if (before == null) {
        before = read(loader, reader);
      }
      put(loader, name, before);
    }
    return before;
  }

  /*
   * Of a class that the JVM has written down, without annotations, but with all of its constants:
   * those that name them too. Most are done with it, and no file is read.
   */
  private boolean hasNone(Class<?> loaded, ClassReader reader) {
    if (mentionsAnnotations(reader) || !isKnownToHaveNone(loaded.getSuperclass())) {
      return false;
    }
    for (Class<?> each : loaded.getInterfaces()) {
      if (!isKnownToHaveNone(each)) {
        return false;
      }
    }
    return true;
  }

  private boolean isKnownToHaveNone(@Nullable Class<?> type) {
    if (type == null || type.getClassLoader() == null) {
      return true;
    }
    String name = type.getName().replace('.', '/');
    TypeContracts its = isJdk(name) ? TypeContracts.NONE : get(type.getClassLoader(), name);
    return its != null && its.isEmpty();
  }

  /** The same of a hidden class, whose name is not its own. */
  TypeContracts ofHidden(ClassLoader loader, ClassReader reader) {
    return read(loader, reader);
  }

  private TypeContracts inherited(ClassLoader loader, String name) {
    TypeContracts contracts = get(loader, name);
    if (contracts == null) {
      contracts = ofFile(loader, name);
      if (contracts == null) {
        missed.add(name); // generated
        return TypeContracts.NONE;
      }
      put(loader, name, contracts);
    }
    return contracts;
  }

  private @Nullable TypeContracts ofFile(ClassLoader loader, String name) {
    try {
      byte[] file = ClassFile.find(loader, name);
      return file == null ? null : read(loader, ClassFile.open(file).reader());
    } catch (RuntimeException | LinkageError e) {
      return null; // a loader that cannot be asked, or a file that cannot be read
    }
  }

  private TypeContracts read(ClassLoader loader, ClassReader reader) {
    List<TypeContracts> inherited = new ArrayList<>();
    addInherited(loader, reader.getSuperName(), inherited);
    for (String each : reader.getInterfaces()) {
      addInherited(loader, each, inherited);
    }
    if (inherited.isEmpty() && !mentionsAnnotations(reader)) {
      return TypeContracts.NONE;
    }
    ContractReader read = ContractReader.read(reader, inherited);
    if (read.isConcrete()) {
      for (Elsewhere each : List.copyOf(read.elsewhere())) {
        lookAbove(loader, reader.getClassName(), read, each);
      }
    }
    return read.contracts();
  }

  /* Finds the code that a class inherits, as the JVM does: from the nearest superclass. */
  private void lookAbove(
      ClassLoader loader, String heirName, ContractReader heir, Elsewhere inherited) {
    Set<String> methods = new HashSet<>();
    String method = inherited.method();
    String name = heir.superName();
    while (name != null) {
      MethodTable table = tableOf(loader, name);
      if (table == null) {
        leave(heirName, name, inherited, GENERATED);
        return;
      }
      String target = table.called(method);
      if (!table.overrides(method, inherited.packageName()) || table.callsSuper(method)) {
        name = table.superName();
      } else if (target.equals(method)) {
        foundAbove(loader, heirName, name, table, method, inherited);
        return;
      } else if (!methods.add(target)) {
        return; // bridges in a circle
      } else if (heir.declares(target)) {
        heir.inherits(target, inherited.contract(), inherited.packageName());
        return;
      } else {
        heir.contracts().pass(target, inherited.contract(), inherited.packageName());
        method = target;
        name = heir.superName();
      }
    }
  }

  private void foundAbove(
      ClassLoader loader,
      String heirName,
      String name,
      MethodTable table,
      String method,
      Elsewhere inherited) {
    if ((table.flags(method) & MethodTable.WITHOUT_CODE) != 0
        || (!isJdk(name) && inherited(loader, name).on(method).contains(inherited.contract()))) {
      return; // nothing to check, or checked anyway
    }
    if (rewritten.test(name)) {
      guards.add(name, method, heirName, inherited.contract());
    } else {
      leave(heirName, name, inherited, EXCLUDED);
    }
  }

  private static @Nullable MethodTable tableOf(ClassLoader loader, String name) {
    try {
      byte[] file = ClassFile.find(loader, name);
      return file == null ? null : MethodTable.of(ClassFile.open(file).reader());
    } catch (RuntimeException | LinkageError e) {
      return null; // as above
    }
  }

  private void leave(String heirName, String name, Elsewhere inherited, String cause) {
    String method = inherited.method();
    int parameters = method.indexOf('(');
    String doubt =
        "its code is that of class "
            + TypeNames.ofInternal(name)
            + ", "
            + cause
            + "; override it in "
            + TypeNames.ofInternal(heirName)
            + " and call super";
    unchecked.put(
        heirName + '.' + method,
        new ContractMethod(
            TypeNames.ofInternal(heirName),
            method.substring(0, parameters),
            method.substring(parameters),
            List.of(inherited.contract()),
            doubt,
            ""));
  }

  private void addInherited(
      ClassLoader loader, @Nullable String name, List<TypeContracts> inherited) {
    if (name != null && !isJdk(name)) {
      TypeContracts contracts = inherited(loader, name);
      if (!contracts.isEmpty()) {
        inherited.add(contracts);
      }
    }
  }

  private static boolean isJdk(String name) {
    for (String prefix : JDK) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mentionsAnnotations(ClassReader reader) {
    for (int i = 1; i < reader.getItemCount(); i++) {
      int start = reader.getItem(i);
      if (start > 0 && reader.readByte(start - 1) == UTF8 && isAnnotation(reader, start)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isAnnotation(ClassReader reader, int start) {
    String prefix = ContractReader.ANNOTATIONS;
    int length = prefix.length();
    if (reader.readUnsignedShort(start) <= length) {
      return false;
    }
    for (int i = length - 1; i >= 0; i--) {
      if (reader.readByte(start + 2 + i) != prefix.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private synchronized @Nullable TypeContracts get(ClassLoader loader, String name) {
    Map<String, TypeContracts> ofLoader = known.get(loader);
    return ofLoader == null ? null : ofLoader.get(name);
  }

  private synchronized void put(ClassLoader loader, String name, TypeContracts contracts) {
    Map<String, TypeContracts> ofLoader = known.get(loader);
    if (ofLoader == null) {
      ofLoader = new HashMap<>();
      known.put(loader, ofLoader);
    }
    ofLoader.put(name, contracts);
  }

  /** Whether classes that inherit from a class were rewritten before it could be read. */
  boolean wereMissed(String name) {
    return missed.contains(name);
  }

  /** Number by which calls of a method announce themselves, the same whenever asked. */
  int number(
      String className,
      String name,
      String descriptor,
      List<AllocationContract> contracts,
      String doubt) {
    return number(className, name, descriptor, contracts, doubt, "");
  }

  /**
   * The same of calls on objects of one class.
   *
   * @param heir its binary name
   */
  synchronized int number(
      String className,
      String name,
      String descriptor,
      List<AllocationContract> contracts,
      String doubt,
      String heir) {
    String key =
        className + '.' + name + descriptor + doubt + System.identityHashCode(contracts) + heir;
    Integer number = numbers.get(key);
    if (number == null) {
      number = methods.size();
      methods.add(
          new ContractMethod(
              TypeNames.ofInternal(className), name, descriptor, contracts, doubt, heir));
      numbers.put(key, number);
    }
    return number;
  }

  /** The method with a number. */
  ContractMethod method(int number) {
    return methods.get(number);
  }
}
