package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.jdk.GeneratedNames;
import io.trackmemory.tracker.site.TypeNames;
import io.trackmemory.tracker.spi.AllocationContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Methods that contracts are on for objects of some classes only, their heirs: a class that
 * inherits a method from a class that knows nothing of the interface, or of the contract, which it
 * implements by it. The method asks of which class its object is as it is called. Where it was
 * loaded before its heir, it is rewritten again as that is defined, before there are objects of it.
 *
 * <p>Any thread may call it, inside the transformer too, so without lambdas. Nobody waits for
 * another thread here: whoever finds that something is to be rewritten does that itself.
 */
final class Guards {

  private static final int NONE = -1;

  private final Contracts contracts;
  /* By internal name of the class that has the code, and by method. */
  private final Map<String, Map<String, Guard>> ofCode = new ConcurrentHashMap<>();
  /* How many a class had as it was rewritten last, by name and loader. */
  private final Map<String, Integer> rewritten = new ConcurrentHashMap<>();
  private final Map<Integer, Written> written = new ConcurrentHashMap<>();
  private final Map<String, Heir> heirs = new ConcurrentHashMap<>();
  private final List<Heir> numbered = new CopyOnWriteArrayList<>();

  Guards(Contracts contracts) {
    this.contracts = contracts;
  }

  /* Of one method: what is on it for objects of each heir, by the name of that. */
  private static final class Guard {
    final Map<String, List<AllocationContract>> ofHeirs = new ConcurrentHashMap<>();
  }

  private static final class Heir {
    final int number;
    /* Whether what it inherits has its guards. */
    volatile boolean ready;

    Heir(int number) {
      this.number = number;
    }
  }

  /** A contract that objects of a class keep by code of another class. */
  synchronized void add(
      String className, String method, String heirName, AllocationContract contract) {
    Map<String, Guard> ofClass = ofCode.get(className);
    if (ofClass == null) {
      ofClass = new ConcurrentHashMap<>();
      ofCode.put(className, ofClass);
    }
    Guard guard = ofClass.get(method);
    if (guard == null) {
      guard = new Guard();
      ofClass.put(method, guard);
    }
    String name = nameOf(heirName);
    List<AllocationContract> before = guard.ofHeirs.getOrDefault(name, List.of());
    if (!before.contains(contract)) {
      List<AllocationContract> all = new ArrayList<>(before);
      all.add(contract);
      guard.ofHeirs.put(name, all);
    }
    Heir heir = heirs.get(name);
    if (heir == null) {
      heir = new Heir(numbered.size());
      numbered.add(heir);
      heirs.put(name, heir);
    }
    heir.ready = false; // another loader's has the same name
  }

  private static String nameOf(String className) {
    return TypeNames.ofHidden(className.replace('/', '.'));
  }

  /** How many methods of a class have one. */
  int of(String className) {
    Map<String, Guard> ofClass = ofCode.get(className);
    return ofClass == null ? 0 : ofClass.size();
  }

  /** Whether a method has one. */
  boolean isOn(String className, String method) {
    Map<String, Guard> ofClass = ofCode.get(className);
    return ofClass != null && ofClass.containsKey(method);
  }

  /** A class has been rewritten with as many. */
  void wrote(String key, int guards) {
    if (guards > 0) {
      rewritten.put(key, guards);
    }
  }

  /** Number by which constructors of a class announce themselves; -1 if it is no heir. */
  int heir(String className) {
    Heir heir = heirs.isEmpty() ? null : heirs.get(nameOf(className));
    return heir == null ? NONE : heir.number;
  }

  /** Whether all that an heir inherits has its guards. */
  boolean isReady(int number) {
    return numbered.get(number).ready;
  }

  /** Whether a class is an heir for which something may have to be rewritten again. */
  boolean isToPrepare(Class<?> type) {
    if (heirs.isEmpty()) {
      return false;
    }
    Heir heir = heirs.get(TypeNames.ofHidden(type.getName()));
    return heir != null && !heir.ready;
  }

  /** Superclasses of an heir that were rewritten before they had all of their guards. */
  List<Class<?>> toRewrite(Class<?> heir) {
    List<Class<?>> classes = new ArrayList<>();
    Class<?> type = heir.getSuperclass();
    while (type != null) {
      int guards = of(type.getName().replace('.', '/'));
      if (guards
          > rewritten.getOrDefault(Rewriting.key(type.getClassLoader(), type.getName()), 0)) {
        classes.add(type);
      }
      type = type.getSuperclass();
    }
    return classes;
  }

  /** They have been. */
  void prepared(Class<?> type) {
    Heir heir = heirs.get(TypeNames.ofHidden(type.getName()));
    if (heir != null) {
      heir.ready = true;
    }
  }

  /** Number by which calls of a method with a guard announce themselves. */
  synchronized int write(
      String className,
      String name,
      String descriptor,
      List<AllocationContract> always,
      String doubt) {
    int number = contracts.number(className, name, descriptor, always, doubt);
    if (!written.containsKey(number)) {
      Guard guard = ofCode.getOrDefault(className, Map.of()).get(name + descriptor);
      Method method = new Method(number, className, name, descriptor, always, doubt);
      written.put(number, new Written(contracts, guard == null ? new Guard() : guard, method));
    }
    return number;
  }

  /** The method whose contracts are on a call on an object of a class; -1 if there are none. */
  int select(Class<?> type, int number) {
    Written method = written.get(number);
    return method == null ? NONE : method.get(type);
  }

  /* As it is written. */
  private record Method(
      int number,
      String className,
      String name,
      String descriptor,
      List<AllocationContract> always,
      String doubt) {}

  /* What is on calls, by the class of the object. */
  private static final class Written extends ClassValue<Integer> {

    private final Contracts contracts;
    private final Guard guard;
    private final Method method;

    Written(Contracts contracts, Guard guard, Method method) {
      this.contracts = contracts;
      this.guard = guard;
      this.method = method;
    }

    @Override
    protected Integer computeValue(Class<?> type) {
      String name = TypeNames.ofHidden(type.getName());
      Class<?> above = type.getSuperclass();
      if (above != null && GeneratedNames.isStandIn(name.replace('.', '/'))) {
        return get(above); // whose method it calls
      }
      List<AllocationContract> all = new ArrayList<>(method.always);
      for (AllocationContract each : guard.ofHeirs.getOrDefault(name, List.of())) {
        if (!all.contains(each) && isBelow(type, each.declaredIn())) {
          all.add(each);
        }
      }
      if (all.size() == method.always.size()) {
        return all.isEmpty() ? NONE : method.number;
      }
      return contracts.number(
          method.className, method.name, method.descriptor, all, method.doubt, name);
    }
  }

  /* Its name alone may be that of another loader's class, or of another lambda. */
  private static boolean isBelow(@Nullable Class<?> type, String above) {
    if (type == null) {
      return false;
    }
    if (type.getName().equals(above) || isBelow(type.getSuperclass(), above)) {
      return true;
    }
    for (Class<?> each : type.getInterfaces()) {
      if (isBelow(each, above)) {
        return true;
      }
    }
    return false;
  }
}
