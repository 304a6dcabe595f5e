package io.trackmemory.tracker.spi;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;

/** Compares names as users write them with those of classes and of the chain that holds a leak. */
public final class HolderNames {

  private HolderNames() {}

  /** Whether {@code given} is the class's name: binary, canonical, without package, or simple. */
  public static boolean isClass(String className, String given) {
    String canonical = className.replace('$', '.');
    String wanted = given.replace('$', '.');
    String withoutPackage = className.substring(className.lastIndexOf('.') + 1).replace('$', '.');
    String simple = withoutPackage.substring(withoutPackage.lastIndexOf('.') + 1);
    return wanted.equals(canonical) || wanted.equals(withoutPackage) || wanted.equals(simple);
  }

  /**
   * Whether {@code name} is part of what holds a leak: a class, a field, {@code Class.field}, the
   * root, or the finding's signature.
   */
  public static boolean hold(Leak leak, String name) {
    return leak.signature().equals(name)
        || leak.rootDescription().equals(name)
        || isBeginOf(leak.signature(), name)
        || leak.chain().stream().anyMatch(link -> isLink(link, name));
  }

  /* The class that declares a field may be above the one that the chain has. */
  private static boolean isBeginOf(String signature, String name) {
    for (int dot = signature.indexOf('.'); dot > 0; dot = signature.indexOf('.', dot + 1)) {
      int end = signature.indexOf('.', dot + 1);
      String field = signature.substring(dot + 1, end < 0 ? signature.length() : end);
      if (name.indexOf('.') > 0 && isField(signature.substring(0, dot), field, name)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLink(ChainLink link, String name) {
    String field = link.reference().replaceFirst("^static ", "");
    return isClass(link.typeName(), name)
        || (!field.isEmpty() && isField(link.typeName(), field, name))
        || link.toString().equals(name);
  }

  private static boolean isField(String typeName, String field, String name) {
    return field.equals(name)
        || (name.endsWith("." + field)
            && isClass(typeName, name.substring(0, name.length() - field.length() - 1)));
  }
}
