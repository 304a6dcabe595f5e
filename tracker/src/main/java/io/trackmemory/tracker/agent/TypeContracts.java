package io.trackmemory.tracker.agent;

import io.trackmemory.tracker.spi.AllocationContract;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Contracts of one class or interface, by name and descriptor of the method. Made inside the
 * transformer, so without lambdas.
 */
final class TypeContracts {

  /** None. */
  static final TypeContracts NONE = new TypeContracts();

  /* Of methods that have code, which they are on. */
  private final Map<String, List<AllocationContract>> ofCode = new HashMap<>();
  /* What those who override inherit. */
  private final Map<String, List<Inherited>> forOthers = new HashMap<>();

  /* The package in which it can be overridden; null if anywhere. */
  private record Inherited(AllocationContract contract, @Nullable String packageName) {}

  /** Those that are on calls of a method. */
  List<AllocationContract> on(String name, String descriptor) {
    return on(name + descriptor);
  }

  /** The same, of name and descriptor in one. */
  List<AllocationContract> on(String method) {
    return ofCode.getOrDefault(method, List.of());
  }

  /** Whether there are none, for others neither. */
  boolean isEmpty() {
    return ofCode.isEmpty() && forOthers.isEmpty();
  }

  /** Whether code of this class has any. */
  boolean areOnCode() {
    return !ofCode.isEmpty();
  }

  /** Puts one on the code of a method. */
  void add(String method, AllocationContract contract) {
    List<AllocationContract> all = ofCode.get(method);
    if (all == null) {
      all = new ArrayList<>();
      ofCode.put(method, all);
    }
    if (!containsSame(all, contract)) {
      all.add(contract);
    }
  }

  /** Has those who override a method inherit one. */
  @SuppressWarnings("ReferenceEquality") // the very one, reached on two ways
  void pass(String method, AllocationContract contract, @Nullable String packageName) {
    List<Inherited> all = forOthers.get(method);
    if (all == null) {
      all = new ArrayList<>();
      forOthers.put(method, all);
    }
    for (Inherited each : all) {
      if (each.contract == contract) {
        return;
      }
    }
    all.add(new Inherited(contract, packageName));
  }

  /** What a class inherits from this one, handed to it method by method. */
  void inheritTo(String packageName, Heir heir) {
    for (Map.Entry<String, List<Inherited>> method : forOthers.entrySet()) {
      for (Inherited each : method.getValue()) {
        if (each.packageName == null || each.packageName.equals(packageName)) {
          heir.inherits(method.getKey(), each.contract, each.packageName);
        }
      }
    }
  }

  /** Takes what a class inherits. */
  interface Heir {
    void inherits(String method, AllocationContract contract, @Nullable String packageName);
  }

  @SuppressWarnings("ReferenceEquality") // as above
  private static boolean containsSame(List<AllocationContract> all, AllocationContract contract) {
    for (AllocationContract each : all) {
      if (each == contract) {
        return true;
      }
    }
    return false;
  }
}
