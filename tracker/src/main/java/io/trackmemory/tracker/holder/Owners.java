package io.trackmemory.tracker.holder;

import io.trackmemory.tracker.heap.ClassNames;
import io.trackmemory.tracker.heap.Edge;
import io.trackmemory.tracker.heap.HeapClass;
import io.trackmemory.tracker.jdk.GeneratedNames;
import java.util.BitSet;
import java.util.List;
import java.util.function.Predicate;

/**
 * Tells whose the classes, fields and survivors in a dump are. A lambda's class is whose its host
 * class is, an array's whose its elements' is, and a class that a library generates below another
 * (a proxy of Spring's, a mock) whose that one is. For one thread.
 */
public final class Owners {

  private static final byte OTHERS = 1;
  private static final byte USERS = 2;

  private final List<HeapClass> classes;
  private final int[] classOf;
  private final Predicate<String> userClass;
  private final byte[] ofCode;
  private final BitSet madeByUser = new BitSet();
  private final BitSet madeByLibrary = new BitSet();

  /**
   * Made for a query.
   *
   * @param classOf number of each object's class
   * @param survivors the objects of its survivors, -1 for one that is gone
   */
  Owners(List<HeapClass> classes, int[] classOf, LeakQuery query, List<Integer> survivors) {
    this.classes = classes;
    this.classOf = classOf;
    userClass = query.userClass();
    ofCode = new byte[classes.size()];
    for (int i = 0; i < survivors.size(); i++) {
      int node = survivors.get(i);
      if (node >= 0 && query.made().get(i) == Made.BY_USER) {
        madeByUser.set(node);
      } else if (node >= 0 && query.made().get(i) == Made.BY_LIBRARY) {
        madeByLibrary.set(node);
      }
    }
  }

  /** Whether objects of a class, by its number, are of the user's own. */
  public boolean isUsers(int classNumber) {
    int number = classNumber;
    while (number >= 0 && GeneratedNames.isStandIn(classes.get(number).name())) {
      number = classes.get(number).superclass();
    }
    return number >= 0 && isUsersCode(number);
  }

  /** Whether a class is the user's own code, be it that of a lambda; nothing generated is. */
  public boolean isUsersCode(int classNumber) {
    if (ofCode[classNumber] == 0) {
      String name = classes.get(classNumber).name();
      boolean users =
          !GeneratedNames.isStandIn(name) && userClass.test(ClassNames.elementOrHost(name));
      ofCode[classNumber] = users ? USERS : OTHERS;
    }
    return ofCode[classNumber] == USERS;
  }

  /** Whether a reference is in a field of the user's own code, or what a lambda of it captured. */
  public boolean isUsersField(Edge kind) {
    return (kind.kind() == Edge.Kind.FIELD || kind.kind() == Edge.Kind.STATIC_FIELD)
        && isUsersCode(kind.owner());
  }

  /** Whether a line of the user's made a survivor. */
  public boolean isMadeByUser(int survivor) {
    return madeByUser.get(survivor);
  }

  /** Whether a library had a survivor made, be it of a class of the user's. */
  public boolean isMadeByLibrary(int survivor) {
    return madeByLibrary.get(survivor);
  }

  /**
   * Whether a survivor is the user's own: made by a line of the user's, or of a class of the user's
   * but by a library for itself.
   */
  public boolean isMine(int survivor) {
    return isMadeByUser(survivor) || (!isMadeByLibrary(survivor) && isUsers(classOf[survivor]));
  }
}
